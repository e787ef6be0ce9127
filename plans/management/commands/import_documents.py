"""Import files and folders: ``manage.py import_documents PATH… [--dry-run] [--json]``."""

import json
from pathlib import Path, PurePath

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import reset_queries
from rich.console import Console
from rich.progress import track
from rich.table import Table

from indicators.models import Region
from plans.extraction import ReadError
from plans.files import name_of, read_bytes
from plans.importing import import_file

STATES = {"imported": "已导入", "new_version": "新版本", "unchanged": "未变化", "failed": "失败"}
COLUMNS = {
    "plans": "文件",
    "statements": "表述",
    "tasks": "任务",
    "funding": "经费",
    "duties": "责任",
    "deadlines": "时限",
    "schools": "学校",
    "problems": "疑点",
}


class Command(BaseCommand):
    """Each file is wholly in or wholly out; one that cannot be read does not stop the others."""

    help = "把文件或文件夹导入为待核的计划。"

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹，可以多个")
        parser.add_argument("--bureau", help="所属教育局的行政区划代码（默认取 EDUPLAN_BUREAU）")
        parser.add_argument("--dry-run", action="store_true", help="只试读，不写数据库")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *, paths, bureau, dry_run, **options):
        bureau = find_bureau(bureau or settings.BUREAU)
        files = [f for path in map(Path, paths) for f in find_files(path)]
        shown = Console(stderr=True)
        results = []
        for name, path in track(files, "导入", console=shown, disable=not shown.is_terminal):
            results.append(self._import(name, path, bureau, dry_run))
            # In development Django keeps every statement, here with the bytes of the file.
            reset_queries()
        self._report(results, options["json"], dry_run)
        failures = sum(r["state"] == "failed" for r in results)
        if failures:
            raise CommandError(f"{failures} 个文件未能导入，其余不受影响。", returncode=1)

    def _import(self, name, path, bureau, dry_run):
        try:
            data = read_bytes(path)
            outcome = import_file(name=name, data=data, bureau=bureau, dry_run=dry_run)
        except ReadError as error:
            self.stderr.write(f"{name}：{error}")
            return {"name": name, "state": "failed", "message": str(error), "counts": {}}
        return {"name": name, "state": outcome.state, "message": "", "counts": outcome.counts}

    def _report(self, results, as_json, dry_run):
        if as_json:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=1))
            return
        for result in results:
            found = "，".join(f"{COLUMNS[k]} {n}" for k, n in result["counts"].items() if n)
            self.stdout.write(f"{STATES[result['state']]}  {result['name']}  {found}".rstrip())
        Console(file=self.stdout, width=100).print(summary_table(results, dry_run))


def find_bureau(adcode):
    """The region that imported files belong to; loads the reference data where it is missing."""
    if not Region.objects.exists():
        call_command("load_reference", verbosity=0)
    bureau = Region.objects.filter(adcode=adcode).first()
    if bureau is None:
        raise CommandError(f"没有代码为“{adcode}”的地区，请用 --bureau 写六位行政区划代码。")
    return bureau


def find_files(path):
    """``(name, path)`` of a file, or of every file below a folder, by path; hidden ones not."""
    if not path.is_dir():
        return [(name_of(PurePath(path.name)), path)]
    inside = sorted(f for f in path.rglob("*") if f.is_file())
    named = ((f.relative_to(path), f) for f in inside)
    return [
        (name_of(name), f)
        for name, f in named
        if not any(part.startswith((".", "~$")) for part in name.parts)
    ]


def summary_table(results, dry_run):
    """Totals of the run, a row a state."""
    table = Table(title="试读结果（未写入数据库）" if dry_run else "导入结果")
    table.add_column("结果")
    table.add_column("个数", justify="right")
    for title in COLUMNS.values():
        table.add_column(title, justify="right")
    for state, title in STATES.items():
        rows = [r for r in results if r["state"] == state]
        if rows:
            totals = (sum(r["counts"].get(key, 0) for r in rows) for key in COLUMNS)
            table.add_row(title, str(len(rows)), *map(str, totals))
    return table

"""Understand files without a database: ``manage.py extract FILE… [--json]``."""

import json
from pathlib import Path, PurePath

from django.core.management.base import BaseCommand, CommandError

from plans.extraction import ReadError, extract_file
from plans.extraction.contract import as_contract, failed
from plans.files import name_of, read_bytes
from plans.reference import gazetteer


class Command(BaseCommand):
    """Print what was found, as JSON after the published contract or as a summary."""

    help = "识别文件中的计划、任务、指标和经费，不写数据库。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="文件，可以多个")
        parser.add_argument("--json", action="store_true", help="按数据约定输出 JSON")
        parser.add_argument("--year", type=int, help="文中没有年份时，“今年”指哪一年")

    def handle(self, *, files, year, **options):
        results, errors = [], 0
        for path in map(Path, files):
            name = name_of(PurePath(path.name))
            try:
                data = read_bytes(path)
                found = extract_file(name, data, gazetteer=gazetteer(), default_year=year)
                results.append(as_contract(found))
            except ReadError as error:
                errors += 1
                self.stderr.write(f"{name}：{error}")
                results.append(failed(name, str(error)))
        self._print(results, options["json"])
        if errors:
            raise CommandError(f"{errors} 个文件未能读取。", returncode=1)

    def _print(self, results, as_json):
        if as_json:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=1))
            return
        for result in results:
            self.stdout.write(result["source"]["name"])
            for document in result["documents"]:
                self.stdout.write("  " + summary(document))


def summary(document):
    """One line on a document: title, year, region, and how much was found."""
    year, region = document["year"] or "年度未识别", document["region"] or "地区未识别"
    counts = f"表述 {len(document['statements'])}，任务 {len(document['tasks'])}"
    return f"{document['title']}｜{year}｜{region}｜{counts}"

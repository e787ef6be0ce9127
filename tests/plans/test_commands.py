"""The commands as a person at a terminal meets them."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from indicators.models import Indicator, Region
from plans.management.commands.import_documents import find_bureau
from plans.models import Source

HALF_WRITTEN = """
    select s.id from plans_source s
    left join plans_plan p on p.source_id = s.id
    left join plans_sourcecontent c on c.source_id = s.id
    where p.id is null or c.source_id is null
"""
STATEMENTS = """
    select s.name, p.start, t.start, t.value, t.indicator_name
    from plans_statement t
    join plans_plan p on t.plan_id = p.id
    join plans_source s on p.source_id = s.id
    order by 1, 2, 3
"""
ROOT = Path(__file__).resolve().parents[2]
LINE = "青禾县教育局2024年工作要点\n一、目标\n1、新建幼儿园{}所，毛入园率达到{}%。\n"


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "documents" / "乡镇"
    inside.mkdir(parents=True)
    (tmp_path / "documents" / "甲.txt").write_text(LINE.format(3, 91), encoding="utf-8")
    (inside / "乙.txt").write_text(LINE.format(4, 92), encoding="gb18030")
    (tmp_path / "documents" / ".hidden").write_text("x", encoding="utf-8")
    return tmp_path / "documents"


def run(command, *arguments, **options):
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command(command, *arguments, stdout=out, stderr=err, **options)
    except CommandError as error:
        code = error.returncode
        err.write(str(error))
    return out.getvalue(), err.getvalue(), code


def test_a_folder_is_imported_with_its_sub_folders(bureau, folder):
    out, _, code = run("import_documents", str(folder), bureau=bureau.adcode)
    assert code == 0
    assert set(Source.objects.values_list("name", flat=True)) == {"甲.txt", "乡镇/乙.txt"}
    assert "已导入  乡镇/乙.txt" in out


def test_a_bad_file_does_not_stop_the_others(bureau, folder):
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 cut off")
    _, err, code = run("import_documents", str(folder), "没有.txt", bureau=bureau.adcode)
    assert code == 1
    assert "坏.docx：" in err
    assert "没有.txt：" in err
    assert "2 个文件未能导入" in err
    assert Source.objects.count() == 2


def test_the_memory_of_a_run_does_not_grow_with_its_files(bureau, folder, settings):
    settings.DEBUG = True
    run("import_documents", str(folder), bureau=bureau.adcode)
    assert Source.objects.count() == 2
    assert len(connection.queries) == 1


def test_the_demonstration_of_an_unknown_bureau_is_refused_at_once(db, settings):
    settings.DEBUG, settings.BUREAU = True, "000000"
    _, err, code = run("demo", no_server=True)
    assert code == 1 and "000000" in err
    assert not Source.objects.exists()


def test_names_that_no_column_holds_are_made_readable(bureau, tmp_path):
    gbk, broken, deep = (
        os.fsdecode("教育.txt".encode("gb18030")),
        "断\n行.txt",
        "/".join(["长" * 80] * 4),
    )
    for n, name in enumerate((gbk, broken, f"{deep}/末.txt")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LINE.format(n, 90), encoding="utf-8")
    out, _, code = run("import_documents", str(tmp_path), bureau=bureau.adcode)
    names = set(Source.objects.values_list("name", flat=True))
    assert code == 0
    assert {"教育.txt", "断行.txt"} < names
    (long,) = names - {"教育.txt", "断行.txt"}
    assert len(long) == 255 and long.endswith("长/末.txt")
    assert "已导入  教育.txt" in out
    out, _, _ = run("extract", str(tmp_path / gbk), json=True)
    assert json.loads(out)[0]["source"]["name"] == "教育.txt"


@pytest.mark.parametrize("command", ["extract", "import_documents"])
def test_a_file_that_cannot_be_opened_says_why_in_chinese(command, bureau, tmp_path):
    options = {"bureau": bureau.adcode} if command == "import_documents" else {}
    _, err, code = run(command, str(tmp_path / "没有.txt"), **options)
    assert code == 1
    assert "没有.txt：找不到这个文件" in err


def test_json_stands_alone_where_reference_data_is_loaded_first(db, folder, capsys):
    out, _, code = run("import_documents", str(folder), json=True)
    assert code == 0
    assert len(json.loads(out)) == 2
    assert capsys.readouterr().out == ""


def test_results_as_json(bureau, folder):
    out, _, _ = run("import_documents", str(folder), bureau=bureau.adcode, json=True)
    results = json.loads(out)
    assert {r["name"]: r["state"] for r in results} == {
        "甲.txt": "imported",
        "乡镇/乙.txt": "imported",
    }
    assert all(r["counts"]["statements"] == 2 for r in results)


def test_a_dry_run_says_so(bureau, folder):
    out, _, code = run("import_documents", str(folder), bureau=bureau.adcode, dry_run=True)
    assert code == 0
    assert "未写入数据库" in out
    assert not Source.objects.exists()


def test_an_unknown_bureau_is_refused(bureau, folder):
    _, err, code = run("import_documents", str(folder), bureau="000000")
    assert code == 1
    assert "--bureau" in err


def test_extract_prints_the_contract_without_a_database(folder):
    out, _, code = run(
        "extract", str(folder / "甲.txt"), str(folder / "乡镇" / "乙.txt"), json=True
    )
    assert code == 0
    first, second = json.loads(out)
    assert first["source"]["encoding"] == "utf-8"
    assert second["source"]["encoding"] == "gb18030"
    (document,) = first["documents"]
    assert [s["value"] for s in document["statements"]] == [3, 91]


def test_extract_keeps_the_place_of_an_unreadable_file(folder):
    (folder / "空.txt").write_bytes(b"")
    out, err, code = run("extract", str(folder / "空.txt"), str(folder / "甲.txt"), json=True)
    assert code == 1
    empty, good = json.loads(out)
    assert empty["documents"] == []
    assert empty["problems"][0]["stage"] == "reading"
    assert good["documents"]
    assert "空.txt：" in err


def test_reference_data_loads_twice_without_doubling(db):
    run("load_reference")
    before = (Region.objects.count(), Indicator.objects.count())
    run("load_reference")
    assert (Region.objects.count(), Indicator.objects.count()) == before
    assert Region.objects.get(adcode="341524").full_name == "安徽省六安市金寨县"
    nanhui = Region.objects.get(adcode="310119", name="南汇区")
    assert (nanhui.since, nanhui.until) == (2001, 2009)


def test_of_regions_of_one_code_the_current_one_counts(db):
    run("load_reference")
    current = Region.objects.filter(until__isnull=True)
    assert not current.filter(parent__until__isnull=False).exists()
    renamed = Region.objects.filter(until__isnull=False, adcode__in=current.values("adcode"))
    assert find_bureau(renamed.first().adcode).until is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file of a database is copied")
@pytest.mark.django_db(transaction=True)
def test_a_killed_import_continues_to_the_same_rows(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    for n in range(4):
        text = "".join(LINE.format(k, 50 + k % 40) for k in range(1, 25))
        (documents / f"{n}.txt").write_text(f"{text}\n附{n}", encoding="utf-8")
    run("load_reference")
    killed = tmp_path / "eduplan.sqlite3"
    rows("VACUUM INTO %s", [str(killed)])

    def importing():
        environment = os.environ | {"EDUPLAN_VAR_DIR": str(tmp_path), "EDUPLAN_DEBUG": "1"}
        environment.pop("EDUPLAN_DATABASE_URL", None)
        command = [sys.executable, "manage.py", "import_documents", str(documents)]
        return subprocess.Popen(command, env=environment, cwd=ROOT)

    def rows_of_killed(query):
        with sqlite3.connect(killed) as base:
            return base.execute(query).fetchall()

    process = importing()
    while not rows_of_killed("select 1 from plans_source") and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    between = rows_of_killed("select count(*) from plans_source")[0][0]
    assert 0 < between <= 4
    assert rows_of_killed(HALF_WRITTEN) == []
    assert importing().wait() == 0
    _, _, code = run("import_documents", str(documents))
    assert code == 0
    assert rows_of_killed(STATEMENTS) == rows(STATEMENTS) != []


def rows(query, parameters=()):
    """What the database of the tests answers."""
    with connection.cursor() as cursor:
        return cursor.execute(query, parameters).fetchall()

"""Forms in which figures leave, read by the programs that they are for."""

import csv
import gzip
import io
import json

import pandas
import pytest
from pysdmx.io import get_datasets, read_sdmx
from python_calamine import CalamineWorkbook

from tests.indicators.api.conftest import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(bureau, rate, school, observed):
    """Figures of every kind of period, one with words that a spreadsheet would run."""
    observed(indicator=rate, region=bureau, year=2024, value="92.45", note="=1+1")
    observed(indicator=rate, region=bureau, school=school, year=2023, value=88, sex="female")
    for frequency, part in (("school_year", 0), ("term", 1), ("term", 2), ("quarter", 3)):
        observed(indicator=rate, region=bureau, frequency=frequency, year=2024, part=part, value=1)
    observed(indicator=rate, region=bureau, frequency="month", year=2024, part=7, value=1)


PERIODS = ["2024", "2023", "2024-2025", "2024-2025-1", "2024-2025-2", "2024-Q3", "2024-07"]


def test_pandas_reads_csv_with_right_types(asks, figures):
    table = pandas.read_csv(io.BytesIO(asks("observations", format="csv").getvalue()))
    assert table["value"].dtype == "float64"
    assert table["id"].dtype == "int64"
    assert list(table["period"]) == PERIODS
    assert pandas.isna(table["school"][0])
    assert table["indicator_name"][0] == "毛入园率"


def test_csv_for_excel_begins_with_a_mark_and_runs_nothing(asks, figures):
    text = asks("observations", format="csv", bom="true").getvalue().decode()
    assert text.startswith("\ufeffid,")
    note = next(csv.DictReader(io.StringIO(text)))["note"]
    assert note == "'=1+1"


def test_pandas_reads_ndjson_with_right_types(asks, figures):
    table = pandas.read_json(
        io.BytesIO(asks("observations", format="ndjson").getvalue()),
        lines=True,
        dtype={"period": str},
    )
    assert table["value"].dtype == "float64"
    assert list(table["period"]) == PERIODS


def test_json_and_streams_hold_the_same_rows(asks, figures):
    lines = asks("observations", format="ndjson").getvalue().splitlines()
    assert [json.loads(line) for line in lines] == rows(asks("observations"))


def test_excel_holds_numbers_as_numbers_and_words_as_words(asks, figures):
    answer = asks("observations", format="xlsx").getvalue()
    head, *body = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer)).get_sheet_by_index(0).to_python()
    )
    assert body[0][head.index("value")] == 92.45
    assert body[0][head.index("note")] == "=1+1"
    assert body[0][head.index("period")] == "2024"


def test_excel_holds_as_many_rows_as_were_asked_for(asks, figures):
    answer = asks("observations", format="xlsx", limit=1).getvalue()
    rows_told = CalamineWorkbook.from_filelike(io.BytesIO(answer)).get_sheet_by_index(0).to_python()
    assert len(rows_told) == 2


def test_the_form_may_be_asked_for_by_its_media_type(asks, figures):
    answer = asks("observations", headers={"Accept": "text/csv;q=0.9"})
    assert answer["Content-Type"].startswith("text/csv")


def test_sdmx_csv_and_its_structure_are_read_together(asks, figures, tmp_path):
    message, data = tmp_path / "structure.xml", tmp_path / "data.csv"
    message.write_bytes(asks("structure").content)
    data.write_bytes(asks("observations", format="sdmx-csv").getvalue())
    (read,) = get_datasets(str(data), str(message))
    table = read.data
    assert list(table["TIME_PERIOD"]) == [
        "2024", "2023", "2024-09-01/P1Y", "2024-09-01/P5M", "2025-02-01/P7M", "2024-Q3", "2024-07",
    ]  # fmt: skip
    assert set(table["INDICATOR"]) == {"T-RATE"}
    assert list(table["SEX"])[:2] == ["_T", "FEMALE"]
    assert float(table["OBS_VALUE"][0]) == 92.45
    codes = {each.id: each for each in read_sdmx(str(message)).get_codelists()}
    names = {each.id: str(each.name) for each in codes["CL_INDICATOR"].items}
    assert names["T-RATE"] == "毛入园率"


def test_a_limit_bounds_a_stream(asks, figures):
    assert len(asks("observations", format="ndjson", limit=2).getvalue().splitlines()) == 2


def test_answers_are_compressed_for_who_reads_that(asks, figures):
    plain = asks("observations")
    packed = asks("observations", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    stream = asks("observations", headers={"Accept-Encoding": "gzip"}, format="csv")
    assert gzip.decompress(stream.getvalue()) == asks("observations", format="csv").getvalue()

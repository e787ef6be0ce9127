"""Names of units: what can bear responsibility and how lists of them come apart."""

import pytest

from plans.extraction.units import is_office, is_unit, split_units, units_only


@pytest.mark.parametrize(
    "name",
    [
        "人事科",
        "区财政局",
        "招生办公室",
        "县委宣传部",
        "应急管理局",
        "家庭教育指导中心",
        "市人社局",
        "项目办",
        "成教科",
        "管理科",
        "教研室",
        "国家安全局",
    ],
)
def test_office(name: str) -> None:
    assert is_office(name)
    assert is_unit(name)


@pytest.mark.parametrize(
    "name", ["各学校", "实验小学", "各乡镇", "各县（市、区）", "第二幼儿园", "各校（园）"]
)
def test_unit_that_is_no_office(name: str) -> None:
    assert is_unit(name)
    assert not is_office(name)


@pytest.mark.parametrize(
    "name",
    [
        "布局",
        "图书室",
        "全体干部",
        "学科",
        "公办",
        "多所",
        "家长会",
        "科",
        "督促有关厅局",
        "我们学校",
        "教师的办公室",
        "质量",
        "初中301名",
        "",
        "加强各科室",
    ],
)
def test_no_unit(name: str) -> None:
    assert not is_unit(name)


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("人事科、财务科", ("人事科", "财务科")),
        ("教育局和财政局", ("教育局", "财政局")),
        ("教育和体育局", ("教育和体育局",)),
        ("发展和改革局、住房和城乡建设局及各镇", ("发展和改革局", "住房和城乡建设局", "各镇")),
        ("人力资源和社会保障局与教育局", ("人力资源和社会保障局", "教育局")),
        ("教育局会同公安局", ("教育局", "公安局")),
        ("由教育局、团县委等单位", ("教育局", "团县委")),
        ("基教科，人事科；督导室", ("基教科", "人事科", "督导室")),
        ("各县（市、区）教育局、各校（园）", ("各县（市、区）教育局", "各校（园）")),
        ("各科室 各学校", ("各科室", "各学校")),
        ("教育局、教育局", ("教育局",)),
        ("区教育局区住建局", ("区教育局", "区住建局")),
        ("学前科各镇街中心园", ("学前科", "各镇街中心园")),
        ("县教育局各股室", ("县教育局各股室",)),
        ("市教育局市场科", ("市教育局市场科",)),
    ],
)
def test_list_of_units(listed: str, names: tuple[str, ...]) -> None:
    assert split_units(listed) == names


def test_units_only_wants_nothing_else_in_the_list() -> None:
    assert units_only("人事科、质量提升") == ()
    assert units_only("人事科、督导室") == ("人事科", "督导室")
    assert units_only("") == ()

"""Words that belong to no name: where a school lies, who helps, how firmly it is done."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_naming import check

CASES = [
    # where a school lies
    ("学校地处青山市城北，占地【21000平方米】，校舍建筑面积【12000平方米】。", "学校占地面积", "学校校舍建筑面积"),
    ("我校坐落于青石镇东街，占地【42亩】。", "学校占地面积"),
    ("我园位于城南新区，占地【8亩】。", "幼儿园占地面积"),
    ("县第一中学坐落在河西，占地【120亩】。", "县第一中学占地面积"),
    # who helps and how it is done
    ("协助【210名】应届毕业生办理信用助学贷款。", "~办理信用助学贷款应届毕业生数"),
    ("坚决取缔无证园【6所】。", "取缔无证幼儿园数"),
    ("对【52台】校车逐台建档。", "校车建档数"),
    # who is trained, where the training stands behind its length
    ("转岗教师上岗前须参加不少于【90学时】的培训。", "转岗教师上岗前培训学时"),
    ("校长每年参加不少于【40学时】的专题培训。", "校长专题培训学时"),
    ("新任园长须接受不少于【60学时】的任职资格培训。", "新任园长任职资格培训学时"),
    ("参加不少于【48学时】的线上培训。", "参加线上培训学时"),
    ("体育教师每周承担不少于【12课时】的教学任务。", "~教学课时"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_bare(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])

"""Numbers of what is lacking enter; names that say what that is leave."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_naming import check

CASES = [
    ("缺教师【5名】。", "教师缺口人数"),
    ("全县学校缺体育器材【300件】。", "体育器材缺口数"),
    ("缺少英语教师【30名】、音乐教师【20名】。", "英语教师缺口人数", "音乐教师缺口人数"),
    ("全县缺少【30名】英语教师。", "英语教师缺口人数"),
    ("全县教师超编【36人】，据测算还缺编【120人】。", "教师超编人数", "教师缺编人数"),
    ("音体美教师尚缺【40名】，英语缺【5人】、美术缺【3人】。", "音体美教师缺口人数", "英语教师缺口人数", "美术教师缺口人数"),
    ("按编制标准尚缺教师【15名】。", "教师缺口人数"),
    ("教师总量不足，缺编【280余人】。", "教师缺编人数"),
    ("保育员数量偏少，尚缺【45人】。", "保育员缺口人数"),
    ("音乐教师原缺【18名】，通过招聘补充后尚缺【6名】。", "音乐教师缺口人数", "音乐教师缺口人数"),
    ("缺少专职保育员【12名】，缺校医【4名】。", "专职保育员缺口人数", "校医缺口人数"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_lacking(case: tuple[str, ...]) -> None:
    sentence, *names = case
    check(sentence, tuple(names))

"""Limits that had passed when the document was signed."""

import pytest

from plans.extraction.schema import Article, Deadline
from plans.extraction.stale import find_stale_deadlines
from plans.extraction.text import Text


def messages(value: str, quote: str, day: str) -> list[str]:
    article = Article((0, len(value)), "", Text.of(value), ())
    start = value.index(quote)
    deadline = Deadline((start, start + len(quote)), quote, day, "day")
    return [p.message for p in find_stale_deadlines(article, (deadline,))]


def test_a_limit_before_the_signature_is_reported() -> None:
    value = "各校于3月10日前上报。\n石桥镇教育办\n2012年3月15日\n"
    assert messages(value, "3月10日前", "2012-03-10") == [
        "期限早于成文日期2012年3月15日：3月10日前"
    ]


@pytest.mark.parametrize(
    ("closing", "quote", "day"),
    [
        ("2012年3月15日", "3月15日前", "2012-03-15"),
        ("2012年3月15日", "4月10日前", "2012-04-10"),
        ("2012年3月15日", "3月10日", "2012-03-10"),  # an event, no limit
        ("二〇一二年九月一日", "1月15日前", "2012-01-15"),  # the next year is meant
        ("2012年3月5日\n县教育局办公室2012年3月15日印发", "3月10日前", "2012-03-10"),
        ("2012年2月30日", "1月10日前", "2012-01-10"),
        ("2012年3月15日起施行。", "3月10日前", "2012-03-10"),
        ("20xx年3月15日", "3月10日前", "0000-03-10"),
    ],
)
def test_no_alarm(closing: str, quote: str, day: str) -> None:
    assert messages(f"各校于{quote}上报。\n{closing}\n", quote, day) == []

"""The query of a request enters, a question leaves: what, in which order and form, how much."""

import base64
import binascii
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

import orjson
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from indicators.models import Release
from indicators.nearest import nearest
from indicators.problems import Problem

DEFAULT_LIMIT, MOST = 100, 10_000
LONGEST_QUERY = 8_000
SHAPE = {
    "fields": "要哪些列，用逗号隔开",
    "order": "排序，前面加 - 为倒序",
    "limit": f"一页几行，最多 {MOST}；流式格式不写就是全部",
    "after": "上一页给的位置，原样带上",
    "format": "json、csv、ndjson、xlsx、sdmx-csv",
    "count": "true 时数出总行数",
    "bom": "true 时 CSV 以 BOM 开头，便于 Excel 打开",
}
"""Parameters of every list, and what they mean."""
VERSIONS = {
    "as_of": "某日或某一发布编号时公布的数据：2026-03-01、带时区的时刻或编号",
    "updated_after": "某时刻或某一发布编号之后的变化，包括删除",
}
"""Parameters of lists of figures."""
FORMATS = {
    "json": "application/json",
    "csv": "text/csv",
    "ndjson": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sdmx-csv": "application/vnd.sdmx.data+csv",
}
"""Word for a format -> its media type."""
_MEDIA = {media: name for name, media in FORMATS.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """One request, read: ``as_of`` and ``after_release`` are numbers of releases."""

    filters: dict[str, str]
    fields: tuple[str, ...]
    order: str
    limit: int | None
    after: list | None
    format: str
    counts: bool
    bom: bool
    as_of: int | None
    after_release: int | None


def read(query, accept, table):
    """A ``Question``; raises ``Problem`` that names what nobody knows and what was meant."""
    if len(query.urlencode()) > LONGEST_QUERY:
        raise Problem(
            414,
            "query_too_long",
            f"查询串超过 {LONGEST_QUERY} 个字符：请分几次查询，或用 region_tree 代替逐个地区。",
            f"The query is longer than {LONGEST_QUERY} characters: split it.",
        )
    known = {*table.shape, *table.versions, *table.filterset.base_filters}
    for name, values in query.lists():
        if name not in known:
            raise unknown("parameter", "参数", name, known, name)
        if len(values) > 1:
            raise wrong(name, "同一参数写了多次：几个值请用逗号隔开。")
        if not values[0]:
            raise wrong(name, "没有写值：请写上，或去掉这个参数。", "Give a value or leave it out.")
        if "\x00" in values[0]:
            raise wrong(name, "含有不能用的字符。")
    return _question(query.dict(), accept, table)


UNSTEADY = ("latest", "origin")
"""Filters that a figure may come to pass or fail while it changes: no list of changes has them."""


def at(question, edition):
    """The question with the release that a list of changes goes up to, the same on all pages.

    Raises ``Problem`` where a release is asked for that has not been.
    """
    for name, number in (("as_of", question.as_of), ("updated_after", question.after_release)):
        if number is not None and number > edition.release:
            zh = f"还没有第 {number} 次发布，最新的是第 {edition.release} 次。"
            raise wrong(name, zh, "There is no such release yet.", status=404)
    if question.after_release is None:
        return question
    for name in UNSTEADY:
        if name in question.filters:
            raise _apart(name, "updated_after", "变化可能使数据进出这一条件。")
    return replace(question, as_of=edition.release if question.as_of is None else question.as_of)


def _apart(name, other, why):
    return Problem(
        409,
        "cannot_combine",
        f"参数 {name} 不能与 {other} 合用：{why}",
        f"{name} cannot be combined with {other}.",
        parameter=name,
    )


def _question(given, accept, table):
    form = _format(given.pop("format", ""), accept, table)
    return Question(
        fields=_fields(given.pop("fields", ""), form, table),
        order=_order(given.pop("order", ""), table),
        limit=_limit(given.pop("limit", ""), form),
        after=_after(given.pop("after", "")),
        format=form,
        counts=_yes("count", given.pop("count", "")),
        bom=_yes("bom", given.pop("bom", "")),
        as_of=_release("as_of", given.pop("as_of", ""), whole_day=True),
        after_release=_release("updated_after", given.pop("updated_after", "")),
        filters=given,
    )


def unknown(code, what, word, known, parameter):
    """The problem of a word that nobody knows."""
    close = nearest(word, known)
    return Problem(
        400,
        f"unknown_{code}",
        f"没有{what}“{word}”" + (f"，是否指“{close}”？" if close else "：请看接口文档。"),
        f"Unknown {code} '{word}'." + (f" Did you mean '{close}'?" if close else ""),
        parameter=parameter,
        nearest=close,
    )


def wrong(name, zh, en="This value cannot be used.", *, status=400):
    """The problem of a parameter whose value cannot be used, or (404) names nothing there is."""
    code = "not_found" if status == 404 else "invalid_parameter"
    return Problem(status, code, f"参数 {name}：{zh}", f"{name}: {en}", parameter=name)


def lost(zh, en):
    """The problem of a place that is not between two rows."""
    return wrong("after", zh, en, status=404)


def _format(word, accept, table):
    if word:
        if word not in table.formats:
            raise unknown("format", "格式", word, table.formats, "format")
        return word
    for media in accept.split(","):
        name = _MEDIA.get(media.split(";")[0].strip())
        if name in table.formats:
            return name
    return "json"


def _fields(words, form, table):
    if form == "sdmx-csv":
        if words:
            raise _apart("fields", "format=sdmx-csv", "它的列是固定的。")
        return tuple(table.sdmx)
    if not words:
        return tuple(table.columns)
    fields = tuple(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))
    for word in fields:
        if word not in table.columns:
            raise unknown("field", "列", word, table.columns, "fields")
    if not fields:
        raise wrong("fields", "没有写列名：请写一个或几个，用逗号隔开，或者去掉这个参数。")
    return fields


def _order(word, table):
    if word and word.removeprefix("-") not in table.orders:
        raise unknown("order", "排序", word.removeprefix("-"), table.orders, "order")
    return word


def _limit(word, form):
    if not word:
        return DEFAULT_LIMIT if form == "json" else None
    if not (word.isascii() and word.isdecimal()) or len(word) > 6 or not 1 <= int(word) <= MOST:
        raise wrong("limit", f"请写 1 到 {MOST} 的整数。", f"Give a number from 1 to {MOST}.")
    return int(word)


def _yes(name, word):
    if word not in ("", "true", "false"):
        raise wrong(name, "请写 true 或 false。", "Give true or false.")
    return word == "true"


def _after(word):
    if not word:
        return None
    try:
        return list(orjson.loads(base64.urlsafe_b64decode(word.encode())))
    except (ValueError, TypeError, binascii.Error):
        raise lost("请原样带上一页给的位置。", "Use the value that 'next' has.") from None


def number_after(after):
    """The number of the row that a page of a list without other orders begins after."""
    return place(after, ())[0]


def place(after, kinds):
    """The values of a place between rows, of these kinds and then the number of a row.

    Raises ``Problem`` (404) where they are of none: databases refuse words beside numbers.
    """
    fits = len(after) == len(kinds) + 1
    if not fits or not all(map(_is, after, (*kinds, "integer"))):
        raise lost("请原样带上一页给的位置。", "Use the value that 'next' has.")
    return after


def _is(value, kind):
    if kind == "string":
        return isinstance(value, str) and "\x00" not in value
    whole = type(value) is int and abs(value) < 1 << 63
    return whole or (kind == "number" and type(value) is float)


def cursor(values):
    """The word for a place between two rows."""
    return base64.urlsafe_b64encode(orjson.dumps(values)).decode()


def _release(name, word, *, whole_day=False):
    if not word:
        return None
    if word.isascii() and word.isdecimal() and len(word) <= 9:
        return int(word)
    return Release.objects.until(_moment(name, word, whole_day)).newest_number()


def _moment(name, word, whole_day):
    try:
        # An unescaped plus sign of a time zone arrives as a space.
        moment, day = parse_datetime(word.replace(" ", "+")), parse_date(word)
    except ValueError:
        moment = day = None
    if day:
        moment = datetime.combine(day, time.min) + timedelta(days=whole_day)
        return timezone.make_aware(moment) - timedelta(microseconds=whole_day)
    if moment is None or timezone.is_naive(moment):
        raise wrong(
            name,
            "请写日期（2026-03-01）、带时区的时刻（2026-03-01T08:00:00Z）或发布编号。",
            "Give a date, a moment with its time zone, or the number of a release.",
        )
    return _in_utc(name, moment)


def _in_utc(name, moment):
    """PostgreSQL knows no zone more than 16 hours from Greenwich, Python all below 24."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise wrong(name, "时刻超出了能表示的范围。", "This moment is out of range.") from None

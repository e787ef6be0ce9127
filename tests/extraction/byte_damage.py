"""What software does to the bytes of a Chinese text: each function takes clean text, leaves damage.

``every`` and ``first`` say which Chinese characters are hit: one in so many, beginning with one.
"""

import re
from collections.abc import Callable

_HAN = re.compile("[\u4e00-\u9fff]")


def _hits(line: str, every: int, first: int) -> list[int]:
    """Places of the characters that are hit, those at the ends of a line left out."""
    places = [m.start() for m in _HAN.finditer(line) if 2 <= m.start() < len(line) - 3]
    return places[first % every :: every]


def _each_line(damage: Callable[[str, list[int]], str]) -> Callable[[str, int, int], str]:
    def damaged(clean: str, every: int, first: int) -> str:
        lines = clean.split("\n")
        return "\n".join(damage(x, _hits(x, every, first + i)) for i, x in enumerate(lines))

    return damaged


def _bytewise(
    encoding: str, hit: Callable[[bytes], bytes], show: Callable[[bytes], str]
) -> Callable[[str, int, int], str]:
    """Bytes of the hit characters changed, then the whole line shown."""

    def damage(line: str, hits: list[int]) -> str:
        pieces = [c.encode(encoding) for c in line]
        for at in hits:
            pieces[at] = hit(pieces[at])
        return show(b"".join(pieces))

    return _each_line(damage)


def lenient_gbk(raw: bytes) -> str:
    """A torn byte is a question mark, and the byte after it begins anew."""
    shown, at = "", 0
    while at < len(raw):
        both = raw[at : at + 2]
        if raw[at] < 0x80:
            shown, at = shown + chr(raw[at]), at + 1
        elif len(both) == 2 and "\ufffd" not in (character := both.decode("gbk", "replace")):
            shown, at = shown + character, at + 2
        else:
            shown, at = shown + "?", at + 1
    return shown


def _marks(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _as_gbk(raw: bytes) -> str:
    return raw.decode("gbk", "replace").replace("\ufffd", "?")


def _as_western(raw: bytes) -> str:
    return raw.decode("latin-1")


def _as_windows(raw: bytes) -> str:
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)


def _as_windows_strict(raw: bytes) -> str:
    return raw.decode("cp1252", "replace")


WAYS: dict[str, Callable[[str, int, int], str]] = {
    "utf-8, last byte shown as ?": _bytewise("utf-8", lambda c: c[:2] + b"?", _marks),
    "utf-8, last byte gone": _bytewise("utf-8", lambda c: c[:2], _marks),
    "utf-8, middle byte gone": _bytewise("utf-8", lambda c: c[:1] + c[2:], _marks),
    "utf-8, first byte gone": _bytewise("utf-8", lambda c: c[1:], _marks),
    "utf-8, last byte another": _bytewise("utf-8", lambda c: c[:2] + bytes([c[2] ^ 0x15]), _marks),
    "gbk, trailing byte shown as ?": _bytewise("gbk", lambda c: c[:1] + b"?", lenient_gbk),
    "gbk, trailing byte gone": _bytewise("gbk", lambda c: c[:1], lenient_gbk),
    "gbk, leading byte gone": _bytewise("gbk", lambda c: c[1:], lenient_gbk),
    "gbk, leading byte shown as ?": _bytewise("gbk", lambda c: b"?" + c[1:], lenient_gbk),
    "character shown as ?": _bytewise("gbk", lambda _: b"?", lenient_gbk),
    "character shown as two ?": _bytewise("gbk", lambda _: b"??", lenient_gbk),
    "character shown as replacement": _bytewise("utf-8", lambda _: b"\xff", _marks),
    "utf-8 read as gbk": _bytewise("utf-8", lambda c: c, _as_gbk),
    "utf-8 read as latin-1": _bytewise("utf-8", lambda c: c, _as_western),
    "utf-8 read as windows-1252": _bytewise("utf-8", lambda c: c, _as_windows),
    "utf-8 read as windows-1252, undefined bytes lost": _bytewise(
        "utf-8", lambda c: c, _as_windows_strict
    ),
    "gbk read as latin-1": _bytewise("gbk", lambda c: c, _as_western),
}

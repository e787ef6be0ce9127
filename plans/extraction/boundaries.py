"""Clean text without collection marks enters, where its documents start leaves."""

import re
from bisect import bisect_left

from plans.extraction.marks import Mark
from plans.extraction.titles import has_owner, is_furniture, is_specific, is_title, kinds

HEAD = 1500
"""Characters in which a page's first document must begin; menus above it are shorter."""
BODY_LINE = 60
"""A line longer than this is running text, and so is one that ends in a full stop."""
CLOSING_REACH = 200
"""Between a signature date and the next document stand copies, office and print line only."""

_NUMBER_LINE = re.compile(
    r"^(?:[（(])?[\u4e00-\u9fff]{2,14}[〔\[（(](?:20|19)\d\d[〕\]）)]第?\d{1,4}号[）)]?(?:签发人.{0,8})?$"
)
_RED_HEAD = re.compile(
    r"^[\u4e00-\u9fff、]{4,30}(?:局|厅|部|委员会|政府|党组|党委|办公室|学校|小学|中学|幼儿园|领导小组)文件$"
)
_ABOUT = re.compile(r"关于.{4,50}的(?:通知|意见|函|决定|通报|请示|批复|公告|公示)$")
_SHORT_LINE = re.compile(r"^[^\n\t]{4,60}$", re.M)
_ISSUER = re.compile(r"[\u4e00-\u9fff]{4,20}(?:局|厅|委员会|政府|办公室|学校|小学|中学|幼儿园)")
_ATTACHING = re.compile("印发|转发|下发|发布")


def first_line(value: str) -> int:
    """Where a page's document begins: its title line, below bread crumbs and page facts."""
    head = [(s, line) for s, line in _lines(value, 0, HEAD) if not is_furniture(line)]
    titles = []
    for start, line in head:
        if _is_body(line):
            break
        titles.append((start, line))
    for test in (_opens_document, is_title):
        for start, line in titles:
            if test(line):
                return start
    return head[0][0] if head else 0


def head_title(value: str) -> str:
    """The title line of a document's text: the first that can be one, else the first line."""
    lines = [line for _, line in _lines(value, 0, HEAD)]
    for line in lines[:8]:
        if _is_body(line):
            break
        if is_title(line):
            return line
    return lines[0] if lines else ""


def _lines(value: str, start: int, reach: int) -> list[tuple[int, str]]:
    """Starts and texts of the lines that begin in a stretch, blank ones left out."""
    lines = []
    stop = min(len(value), start + reach)
    while start < stop:
        end = value.find("\n", start)
        end = len(value) if end < 0 else end
        if value[start:end].strip():
            lines.append((start, value[start:end]))
        start = end + 1
    return lines


def _is_body(line: str) -> bool:
    return len(line) > BODY_LINE or line.endswith(("。", "；"))


def _opens_document(line: str) -> bool:
    return is_specific(line) or _opens_official(line)


def _opens_official(line: str) -> bool:
    return bool(_NUMBER_LINE.match(line) or _RED_HEAD.match(line))


def find_unmarked(value: str, marks: list[Mark]) -> list[int]:
    """Where documents start that no mark announces: official heads, titles above a new outline."""
    place = first_line(value)
    scan = _Scan(value, marks)
    scan.begin(place)
    starts = [place]
    for match in _SHORT_LINE.finditer(value, place + 1):
        if scan.opens(match.start(), match.group()):
            starts.append(_head_start(value, match.start()))
            scan.begin(starts[-1])
    return starts


def _head_start(value: str, start: int) -> int:
    """Step back over the lines of the same head: red head, issuer, title above its number."""
    for _ in range(3):
        before = value.rfind("\n", 0, max(0, start - 1)) + 1
        line = value[before : max(before, start - 1)]
        if not (_opens_official(line) or is_title(line) or _ISSUER.fullmatch(line)):
            break
        start = before
    return start


class _Scan:
    """What is known of the document being read: where it began, its title, its outline so far."""

    def __init__(self, value: str, marks: list[Mark]) -> None:
        self.value = value
        self.items = [m for m in marks if m.style == "han"]
        self.item_starts = [m.start for m in self.items]
        self.mark_starts = [m.start for m in marks]
        self.attachments = [m.start for m in marks if m.style == "attachment"]
        self.closings = [m.start for m in marks if m.style == "closing"]

    def begin(self, start: int) -> None:
        """A document begins here."""
        self.start = start
        lines = _lines(self.value, start, HEAD)
        self.body = next((at for at, line in lines if _is_body(line)), len(self.value))
        self.title = next((line for _, line in lines[:8] if is_title(line)), "")
        self.carries = bool(_ATTACHING.search(self.title))

    def opens(self, start: int, line: str) -> bool:
        """Whether a new document begins at this line."""
        if start <= self.body:
            return False
        if _opens_official(line):
            return self._heads_title(start) and not self._is_carried()
        if not is_specific(line) or _within(self.mark_starts, start, start + 1):
            return False
        about = bool(_ABOUT.search(line))
        begun = self._is_closed(start) if about else self._restarts(start, line)
        if not begun or self.value.find(line, self.start, start) >= 0:
            return False
        return about or not self._is_carried()

    def _heads_title(self, start: int) -> bool:
        return any(is_title(line) for _, line in _lines(self.value, start, 300)[1:8])

    def _is_carried(self) -> bool:
        """A notice that issues or forwards a document holds it; the next one is its own."""
        carried, self.carries = self.carries, False
        return carried

    def _is_closed(self, start: int) -> bool:
        """Signed and dated just above, without an attachment since."""
        closed = _last(self.closings, start)
        return start - CLOSING_REACH <= closed and _last(self.attachments, start) < closed

    def _restarts(self, start: int, line: str) -> bool:
        """一、 and 二、 came before, 一、 comes next, the title is no part of the current one."""
        first, here = (
            bisect_left(self.item_starts, self.start),
            bisect_left(self.item_starts, start),
        )
        before, after = self.items[first:here], self.items[here : here + 1]
        if not after or after[0].value != 1 or after[0].start - start > HEAD:
            return False
        if not any(m.value >= 2 for m in before) or _within(self.attachments, self.start, start):
            return False
        return self._stands_alone(line)

    def _stands_alone(self, line: str) -> bool:
        """No half of 总结和计划; without an owner of its own, of the current document's kind."""
        current, own = kinds(self.title), kinds(line)
        if len(current) >= 2 and current & own:
            return False
        return has_owner(line) or current == own


def _within(places: list[int], start: int, end: int) -> bool:
    return bisect_left(places, start) < bisect_left(places, end)


def _last(places: list[int], before: int) -> int:
    """The last place before a position, -1 without any."""
    index = bisect_left(places, before)
    return places[index - 1] if index else -1

"""A saved web page enters, its main text leaves: headings marked, table rows one line each."""

import email
import email.policy
import re
from copy import deepcopy
from dataclasses import replace
from email.message import EmailMessage

from lxml import etree, html
from trafilatura import bare_extraction

from plans.extraction.reading.content import Content
from plans.extraction.reading.encoding import attempt, decode
from plans.extraction.reading.markup import collect, complete, without_furniture
from plans.extraction.reading.plain import MAX_BYTES
from plans.extraction.schema import Heading, Problem, ReadError

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8"}

INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#(?:0{0,6}(?:[0-8]|1[124-9]|2\d|3[01])(?!\d)|x0{0,6}(?:[0-8bcef]|1[0-9a-f])(?![0-9a-f]));?",
    re.I,
)
"""Control characters, also as references: no browser shows them, no tree may hold them."""
KEPT_SHARE = 0.5
"""The article's text must hold this share of what is on the page outside its furniture;
pages made of one table or of a few short lines fall below, ordinary ones are above 0.9."""
MAX_ELEMENTS = 50_000
"""Elements up to which the extractor is asked: it slows down on more, a plan has a few thousand."""
ABOVE = 5
"""Lines between an article's title and its text: source, date, views, type size."""
CLOSING = re.compile(
    r"^[^|©]{0,60}(?:[。；]|局|厅|委员会|政府|办公室|中心|学校|小学|中学|园|年.{1,3}月.{1,3}日)[）)]?$"
)
"""What an article ends with and the extractor leaves out at times: a sentence, signature, date."""
WHOLE_PAGE = "没有分辨出网页的正文区，已读取整页文字，可能带有栏目导航。"


def read_html(data: bytes) -> Content:
    """Main text of a page; raises ReadError where it is too large or cannot be decoded."""
    if len(data) > MAX_BYTES:
        raise ReadError(f"网页超出 {MAX_BYTES // 1_000_000} MB 的限制。")
    source, encoding = decode_page(data)
    return read_markup(source, encoding)


def read_mhtml(data: bytes) -> Content:
    """Main text of a page saved with its pictures in one file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            payload = part.get_payload(decode=True)
            return read_html(payload if isinstance(payload, bytes) else b"")
    raise ReadError("网页存档里没有网页正文。")


def decode_page(data: bytes) -> tuple[str, str]:
    """Text and encoding: the page's own label where it holds (gb2312 means GB18030), else found."""
    label = CHARSET.search(data[:8192])
    if label and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = label[1].decode("ascii").lower()
        encoding = ALIASES.get(name, name)
        if is_known(encoding) and (text := attempt(data, encoding)) is not None:
            return text, encoding
    return decode(data)


def is_known(encoding: str) -> bool:
    """Whether Python has a text codec of this name."""
    try:
        "".encode(encoding)
    except LookupError:
        return False
    return True


def read_markup(source: str, encoding: str) -> Content:
    """Main text of a decoded page: all that stands from the article's first line to its last."""
    tree = parsed(source)
    if tree is None:
        raise ReadError("网页里没有文字。")
    complete(tree)
    title = squeezed(re.split(r"[-_|—–]", tree.findtext(".//title") or "")[0])
    whole = collect(without_furniture(deepcopy(tree)))
    known = article_lines(tree) if sum(1 for _ in tree.iter()) <= MAX_ELEMENTS else set()
    article = region(whole, known, title)
    if len(squeezed(article.text)) < KEPT_SHARE * len(squeezed(whole.text)):
        return replace(whole, encoding=encoding, problems=(Problem("reading", WHOLE_PAGE),))
    return replace(article, encoding=encoding)


def parsed(source: str) -> html.HtmlElement | None:
    """The tree of a page, None where it holds no element."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    bare = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", INVISIBLE.sub("", source.lstrip("\ufeff")))
    try:
        return html.document_fromstring(bare, parser=parser)
    except etree.ParserError:
        return None


def article_lines(tree: html.HtmlElement) -> set[str]:
    """Lines that the extractor takes for the article, without white space."""
    found = bare_extraction(
        tree,
        favor_recall=True,
        include_tables=True,
        include_formatting=True,
        include_comments=False,
    )
    body = getattr(found, "body", None)
    if body is None:
        return set()
    pieces = [collect(body).text, *body.itertext()]
    return {squeezed(line) for piece in pieces for line in piece.split("\n")}


def region(whole: Content, known: set[str], title: str) -> Content:
    """The stretch from the first known line to the last, with headings above, signature below.

    The extractor finds the article but leaves out a title or a short paragraph at times.
    """
    lines = whole.text.split("\n")
    found = [at for at, line in enumerate(lines) if squeezed(line) in known]
    if not found:
        return Content("")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    marked = {heading.span[0] for heading in whole.headings}
    first = found[0]
    for at in range(max(0, first - ABOVE), first):
        if starts[at] in marked or squeezed(lines[at]) == title:
            first = at
            break
    last = found[-1]
    while last + 1 < len(lines) and CLOSING.search(lines[last + 1].strip()):
        last += 1
    return part(whole, starts[first], starts[last + 1] - 1)


def part(content: Content, start: int, end: int) -> Content:
    """A stretch of the text with its headings."""
    headings = tuple(
        Heading((h.span[0] - start, h.span[1] - start), h.level)
        for h in content.headings
        if start <= h.span[0] and h.span[1] <= end
    )
    return Content(content.text[start:end], None, headings)


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())

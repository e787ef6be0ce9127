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
from plans.extraction.schema import Problem, ReadError

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8"}

KEPT_SHARE = 0.6
"""The extractor's text must hold this share of what is on the page outside its furniture;
pages made of one table or of a few short lines fall below, ordinary ones are above 0.9."""

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
    """Main text of a decoded page."""
    tree = parsed(source)
    if tree is None:
        raise ReadError("网页里没有文字。")
    complete(tree)
    whole = collect(without_furniture(deepcopy(tree)))
    main = main_part(tree)
    if main is not None and keeps(main, whole):
        return replace(main, encoding=encoding)
    return replace(whole, encoding=encoding, problems=(Problem("reading", WHOLE_PAGE),))


def main_part(tree: html.HtmlElement) -> Content | None:
    """What the extractor takes for the article, None where it finds none."""
    found = bare_extraction(
        tree,
        favor_recall=True,
        include_tables=True,
        include_formatting=True,
        include_comments=False,
    )
    body = getattr(found, "body", None)
    return None if body is None else collect(body)


def keeps(main: Content, whole: Content) -> bool:
    """Whether the extractor lost neither much text nor the border between paragraphs."""
    lines = main.text.count("\n") + 1, whole.text.count("\n") + 1
    return weight(main) >= KEPT_SHARE * weight(whole) and lines[0] >= KEPT_SHARE * lines[1]


def weight(content: Content) -> int:
    """Length without white space."""
    return len("".join(content.text.split()))


def parsed(source: str) -> html.HtmlElement | None:
    """The tree of a page, None where it holds no element."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    bare = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source.lstrip("\ufeff"))
    try:
        return html.document_fromstring(bare, parser=parser)
    except etree.ParserError:
        return None

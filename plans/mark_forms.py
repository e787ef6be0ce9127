"""What a browser sends of the items of an assessment enters, what is said of each leaves."""

import unicodedata
from decimal import Decimal, InvalidOperation

from plans.evaluating.marking import Said

NO_NUMBER = "“{}”不是得分，请填数，例如 8 或 7.5。"


def asked(post, items):
    """Items that the form was about: one, where its own button was pressed, else all it holds."""
    only = post.get("only", "")
    return [i for i in items if f"seen-{i.pk}" in post and (not only or only == str(i.pk))]


def said_in(post, items):
    """Number of an item -> what is said of it, and number -> what is no number."""
    said, wrong = {}, {}
    for item in items:
        try:
            said[item.pk] = _said(post, item.pk)
        except ValueError as error:
            wrong[str(item.pk)] = str(error)
    return said, wrong


def seen_in(post, items):
    """Number of an item -> the stamp of what the page showed."""
    return {item.pk: post[f"seen-{item.pk}"] for item in items}


def _said(post, number):
    return Said(
        verdict=post.get(f"verdict-{number}", ""),
        points=_points(post.get(f"points-{number}", "")),
        reason=_words(post, f"reason-{number}"),
        document=_words(post, f"document-{number}"),
    )


def _words(post, name):
    return " ".join(post.get(name, "").replace("\0", "").split())


def _points(text):
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip()
    if not plain:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**6:
        raise ValueError(NO_NUMBER.format(text[:20]))
    return number

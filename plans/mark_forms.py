"""What a browser sends of the items of an assessment enters, what is said of each leaves."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from plans.evaluating.marking import Said

NO_NUMBER = "“{}”不是得分，请填数，例如 8 或 7.5。"


@dataclass(slots=True)
class Sent:
    """Items that a form was about, what is said of each, the stamps that the page showed.

    ``wrong`` is what is wrong, by the number of the item as text; ``changed`` how many were saved.
    """

    asked: list
    said: dict
    seen: dict
    wrong: dict
    changed: int = 0

    @property
    def kept(self):
        """What was typed stays in its fields where it was not saved."""
        return self.said if self.wrong else None


def sent_of(post, items):
    """What a browser sent: of one item, where its own button was pressed, else of all."""
    only = post.get("only", "")
    asked = [i for i in items if f"seen-{i.pk}" in post and (not only or only == str(i.pk))]
    said, wrong = {}, {}
    for item in asked:
        try:
            said[item.pk] = _said(post, item.pk)
        except ValueError as error:
            wrong[str(item.pk)] = str(error)
    return Sent(asked, said, {item.pk: post[f"seen-{item.pk}"] for item in asked}, wrong)


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
    if not number.is_finite() or number.copy_abs() >= 10**6:
        raise ValueError(NO_NUMBER.format(text[:20]))
    return number

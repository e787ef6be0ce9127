"""Text of a row enters on its way out of the database, what the reader may see of it leaves.

The one door for personal data: whatever is read during a request passes ``from_db_value``, be it
for a page, a workbook, the API or the admin, whole rows or single values. Nothing that shows text
has to think of it, and as a mask is as long as what it hides, every span stays right.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.db import models

from plans.extraction.personal import WIDE_STAR

_READER = ContextVar("reader", default=None)
"""Who reads; None in commands and imports, which see everything."""

REFUSED = "您看到的文字隐去了个人信息，不能由您改写。请让有权查看的科室人员修改。"


class Masked(str):
    """Text with personal data hidden; ``whole`` is what goes back when the row is saved."""

    __slots__ = ("whole",)

    def __new__(cls, shown, whole):
        text = super().__new__(cls, shown)
        text.whole = whole
        return text


@contextmanager
def read_by(reader):
    """All text that is read inside is for ``reader``, whose ``hide`` says how much of it."""
    token = _READER.set(reader)
    try:
        yield
    finally:
        _READER.reset(token)


class _Personal:
    """A field of words that may hold personal data; ``is_scanned`` where an import looked for it.

    For migrations it is the plain field: nothing in the database differs.
    """

    def __init__(self, *args, is_scanned=False, **kwargs):
        self.is_scanned = is_scanned
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.plain}", args, kwargs

    def from_db_value(self, value, _expression, _connection):
        """What the reader may see."""
        reader = _READER.get()
        if reader is None or not value:
            return value
        shown = reader.hide(value, is_scanned=self.is_scanned)
        return value if shown == value else Masked(shown, value)

    def get_prep_value(self, value):
        """What was hidden goes back whole."""
        return super().get_prep_value(getattr(value, "whole", value))

    def get_db_prep_save(self, value, connection):
        """Who saw masks never writes them; raises ``PermissionDenied``."""
        reader = _READER.get()
        is_new = isinstance(value, str) and not isinstance(value, Masked)
        if is_new and WIDE_STAR in value and reader is not None and not reader.sees:
            raise PermissionDenied(REFUSED)
        return super().get_db_prep_save(value, connection)


def is_personal(model, path):
    """Whether the field that a path of names leads to from a model may hold personal data."""
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return isinstance(model._meta.get_field(name), _Personal)


class PersonalCharField(_Personal, models.CharField):
    """A ``CharField`` that may hold personal data."""

    plain = "CharField"


class PersonalTextField(_Personal, models.TextField):
    """A ``TextField`` that may hold personal data."""

    plain = "TextField"

"""A figure enters, the version of it that takes it back leaves."""

VERSION = {
    "id", "supersedes", "first", "released_in", "ended_in",
    "recorded_by", "recorded_at", "reason", "is_withdrawn",
}  # fmt: skip
"""Columns of a figure that belong to its version."""


def taken_back(figure, reason):
    """The unsaved version of a figure that takes it back."""
    model = type(figure)
    names = [f.attname for f in model._meta.concrete_fields if f.name not in VERSION]
    values = {name: getattr(figure, name) for name in names}
    return model(**values, supersedes=figure, reason=reason, is_withdrawn=True)

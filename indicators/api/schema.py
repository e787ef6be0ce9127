"""What the interface says of itself: OpenAPI 3.1, made from the tables of its resources."""

from drf_spectacular.openapi import AutoSchema


class TableSchema(AutoSchema):
    """The description of a list."""

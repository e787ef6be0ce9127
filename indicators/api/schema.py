"""What the interface says of itself: OpenAPI 3.1, made of the tables that answer."""

import re

from drf_spectacular.openapi import AutoSchema

from indicators.api.asking import FORMATS, MOST, SHAPE, VERSIONS
from indicators.api.links import LINKS
from indicators.words import integer, listed, one_of

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "detail_en"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "程序据此判断是什么错误"},
        "detail": {"type": "string", "description": "哪里不对、怎么办（中文）"},
        "detail_en": {"type": "string", "description": "The same in English"},
        "parameter": {"type": "string", "description": "有问题的参数"},
        "nearest": {"type": ["string", "null"], "description": "最接近的已知写法"},
    },
}
"""RFC 9457."""
REFUSED = {"description": "出错", "content": {"application/problem+json": {"schema": PROBLEM}}}
UNCHANGED = {"description": "与 If-None-Match 相比没有变化"}
TAGGED = {
    "ETag": {"description": "数据、名称、问题和权限的版本", "schema": {"type": "string"}},
}


TEXT = {"schema": {"type": "string"}}


class DataSchema(AutoSchema):
    """An operation as its view describes it."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        """The OpenAPI object of one method of one address."""
        words = re.findall(r"\w+", path.rpartition("v1/")[2])
        return {
            "operationId": "_".join((method.lower(), *words)),
            "tags": ["eduplan"],
            "security": [{"token": []}],
            **self.view.describe(method),
        }


def operation(summary, parameters, answer, links=None):
    """The description of a question; parameters are (name, meaning, JSON Schema).

    ``links`` are the questions that an answer leads to (``indicators.api.links``).
    """
    return {
        "summary": summary,
        "parameters": [
            {"name": name, "in": "query", "description": meaning, "schema": schema}
            for name, meaning, schema in parameters
        ],
        "responses": {
            "200": {"headers": TAGGED, **answer, "links": links or {}},
            "304": UNCHANGED,
            "default": REFUSED,
        },
    }


def table_operation(table):
    """The description of a list."""
    answer = {"description": table.title, "content": _content(table)}
    return operation(table.title, parameters_of(table), answer, LINKS.get(table.name))


def parameters_of(table):
    """(name, meaning, JSON Schema) of each parameter of a list."""
    for name, each in table.filterset.base_filters.items():
        yield name, str(each.label), each.schema
    for name, schema in _shape(table).items():
        if name in table.shape:
            yield name, SHAPE[name], schema
    yield from ((name, VERSIONS[name], MOMENT) for name in table.versions)


MOMENT = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "format": "date-time"},
        integer(0, 999_999_999),
    ]
}


def _shape(table):
    orders = [sign + name for name in table.orders for sign in ("", "-")]
    return {
        "fields": listed(table.columns),
        "order": one_of(orders),
        "limit": integer(1, MOST),
        "after": {"type": "string", "pattern": "^[A-Za-z0-9_=-]+$"},
        "format": one_of(table.formats),
        "count": one_of(("true", "false")),
        "bom": one_of(("true", "false")),
    }


NEXT = {"type": ["string", "null"], "description": "下一页的地址"}
RELEASE = {"type": "integer", "description": "数据截至第几次发布"}
COUNT = {"type": "integer", "description": "总行数，count=true 时才有"}


def _content(table):
    page = page_of(table.columns, {"release": RELEASE, "next": NEXT}, example={"release": 12})
    page["schema"]["properties"]["count"] = COUNT
    return {
        "application/json": page,
        **{FORMATS[name]: TEXT for name in table.formats if name != "json"},
    }


def page_of(columns, beside, *, example):
    """Schema and example of a page of rows, with the members that stand ``beside`` them."""
    page = {
        "type": "object",
        "required": [*beside, "data"],
        "properties": beside | {"data": {"type": "array", "items": object_of(columns)}},
    }
    shown = {name: column.example for name, column in columns.items()}
    return {"schema": page, "example": example | {"next": None, "data": [shown]}}


def object_of(columns):
    """The schema of a row."""
    return {"type": "object", "properties": {n: _member(each) for n, each in columns.items()}}


def _member(column):
    schema = {"type": column.types, "description": column.meaning}
    return schema | ({"items": object_of(column.columns)} if column.columns else {})


def detail_operation(table, key, example, links=None):
    """The description of one thing at an address that ends in its ``key``."""
    shown = {name: column.example for name, column in table.columns.items()}
    content = {"application/json": {"schema": object_of(table.columns), "example": shown}}
    answer = {"description": table.title, "content": content}
    asked = operation(table.title, parameters_of(table), answer, links)
    return asked | {"parameters": [in_path(key, example), *asked["parameters"]]}


def in_path(key, example):
    """The parameter that an address ends in; numbers are of rows."""
    schema = integer(1, MOST_NUMBER) if isinstance(example, int) else NAME
    place = {"name": key, "in": "path", "required": True, "schema": schema}
    return place | {"example": example}


MOST_NUMBER = 10**18 - 1
NAME = {"type": "string", "pattern": r"^[^/\\\x00-\x1f]+$", "maxLength": 120}

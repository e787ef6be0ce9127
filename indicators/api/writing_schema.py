"""How writing is described in OpenAPI."""

from indicators.api.links import WRITTEN
from indicators.api.proposals import CHOICES, DEFAULTS, NEEDED, WORDS
from indicators.api.schema import REFUSED
from indicators.api.writing import LONGEST_KEY, MODES, MOST_ROWS
from indicators.entering.drafting import Fate

ROW = {
    "type": "object",
    "required": list(NEEDED),
    "additionalProperties": False,
    "properties": {
        "indicator": {"type": "string", "description": "指标代码"},
        "region": {"type": "string", "description": "地区的行政区划代码"},
        "school": {"type": ["integer", "null"], "description": "学校编号；地区的数为空"},
        "period": {"type": "string", "description": "2024、2024-Q1、2024-03、2024-2025"},
        "value": {"type": ["number", "null"], "description": "数值；null 为撤回"},
        **{
            name: {"type": "string", "enum": [*choices.values, *([] if name in DEFAULTS else [""])]}
            for name, choices in CHOICES.items()
        },
        **{name: {"type": "string", "maxLength": most} for name, most in WORDS.items()},
    },
}
BODY = {
    "type": "object",
    "required": ["rows"],
    "additionalProperties": False,
    "properties": {
        "rows": {"type": "array", "maxItems": MOST_ROWS, "items": ROW},
        "mode": {
            "type": "string",
            "enum": list(MODES),
            "description": "atomic：有一行被拒就都不写；best_effort：能写的都写",
        },
        "dry_run": {"type": "boolean", "description": "true 时只试，不写"},
        "publish": {
            "type": "boolean",
            "description": "true 直接发布；false 写成待发布的数据（drafts/），由科室核对后发布。"
            "不写时：令牌能发布就发布，不能就待发布",
        },
    },
}
OUTCOME = {
    "type": "object",
    "required": ["release", "publish", "dry_run", "refused", "rows"],
    "properties": {
        "release": {"type": ["integer", "null"], "description": "发布编号；待发布时为空"},
        "publish": {"type": "boolean", "description": "false 为写成了待发布的数据"},
        "dry_run": {"type": "boolean"},
        "is_refused": {"type": "boolean", "description": "true 为全部没有写"},
        "refused": {"type": "integer", "description": "被拒的行数"},
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["row", "outcome"],
                "properties": {
                    "row": {"type": "integer", "description": "从 0 数起"},
                    "outcome": {
                        "type": "string",
                        "enum": Fate.values,
                        "description": "待发布的各行写的是发布以后会怎样；"
                        "dropped 为与已发布的相同，原有的草稿已去掉",
                    },
                    "id": {
                        "type": "integer",
                        "description": "监测值的编号；待发布时为 drafts/ 中的编号",
                    },
                    "problem": {"type": "object"},
                },
            },
        },
    },
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "同一个键再发同样的内容，只写一次，回答相同；7 天内有效",
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
}
_EXAMPLE = {
    "rows": [{"indicator": "pre.children", "region": "341524", "period": "2024", "value": 9120}],
    "publish": False,
    "dry_run": True,
}
_ANSWER = {"application/json": {"schema": OUTCOME}}
WRITING = {
    "summary": "写入监测值：直接发布，或待科室核对后发布",
    "parameters": [KEY],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": BODY, "example": _EXAMPLE}},
    },
    "responses": {
        "200": {"description": "每行的结果", "content": _ANSWER, "links": WRITTEN},
        "409": {
            "description": "atomic 时有行被拒，都没有写；或幂等键重复",
            "content": _ANSWER | REFUSED["content"],
        },
        "default": REFUSED,
    },
}
"""The operation that writes observations."""

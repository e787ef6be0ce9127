"""An entry of the log enters, its details in words leave."""

from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse

from eduplan.audit.models import AuditEntry

Action = AuditEntry.Action
NAMES = {
    "key": "记录",
    "kind": "表格",
    "problem": "疑点",
    "upload": "上传",
    "fields": "字段",
    "files": "文件",
    "rows": "行",
    "query": "条件",
    "path": "网址",
    "days": "保存天数",
    "outcomes": "各行结果",
    "release": "发布编号",
}
"""Name in the details -> its Chinese name; what else a caller wrote stands under its own."""
TONES = {
    Action.LOGIN_FAILED: "warn",
    Action.LOCK: "bad",
    Action.REFUSED: "bad",
    Action.RIGHTS: "open",
}
"""Actions that the eye shall find."""

ENDS = {Action.LOGIN_FAILED: "失败", Action.LOCK: "已锁定"}
REFUSALS = {403: "没有权限", 404: "没有找到"}
"""Status of a refusal -> its words; all else that is logged was done."""


def tone(entry):
    """The look of the action of an entry, empty where it has none."""
    return TONES.get(entry.action, "")


def result(entry):
    """How it ended, in words."""
    if entry.action in ENDS:
        return ENDS[entry.action]
    return REFUSALS.get(entry.status, "成功")


def kind_of_object(entry):
    """The kind of the object in words, empty where there is none."""
    label = entry.object_model
    try:
        return apps.get_model(label)._meta.verbose_name if label else ""
    except LookupError:  # A model that there is no more.
        return label


def history_of(entry):
    """Where the history tells what a change of a plan changed, empty for all else."""
    is_of_plan = entry.object_model == "plans.plan" and entry.object_pk.isdecimal()
    if not is_of_plan or entry.action != Action.CHANGE:
        return ""
    query = urlencode({"person": entry.user_id or "", "row": entry.details.get("key", "")})
    return f"{reverse('plan-history', args=[entry.object_pk])}?{query}"


def details_in_words(entry, hide):
    """All that the details say, a sentence each; names of files may hold personal data."""
    told = dict(entry.details)
    before, after = told.pop("before", {}), told.pop("after", {})
    changed = [f"{name}：{before.get(name) or '无'} → {after[name] or '无'}" for name in after]
    others = [
        f"{NAMES.get(name, name)}：{_words(value)}{_more(told, name)}"
        for name, value in told.items()
        if not name.endswith("_count")
    ]
    return [hide(words) for words in changed + others]


def _words(value):
    if isinstance(value, dict):
        return "、".join(f"{name}={inner}" for name, inner in value.items())
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _more(told, name):
    count = told.get(f"{name}_count")
    return f" 等 {count} 项" if count else ""

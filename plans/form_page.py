"""A form and its reader enter, what its page shows leaves: parts, obstacles, what may be done."""

from dataclasses import dataclass, field

from indicators.numbers import plain
from plans.form_building import is_builder, obstacles_of
from plans.form_stamps import branch_stamp, stamp_of
from plans.models import FormSection
from plans.submitting.checking import limits

HEAD = "head"
"""Key of what a form says about itself."""
KINDS = {
    FormSection.Kind.TEXT: "学校在这里写一段文字",
    FormSection.Kind.INDICATORS: "学校填今年的目标值，旁边列出上年的数",
    FormSection.Kind.TASKS: "学校逐条写任务、负责人和完成时限",
    FormSection.Kind.FUNDING: "学校逐笔写用途、金额和资金来源",
    FormSection.Kind.ATTACHMENTS: "学校上传文件",
}
"""Kind of a section -> what it is for."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The one part of the page that stands open as a form.

    ``key`` is that of the part, or ``new-`` and what it is new in.
    """

    key: str
    form: object
    stamp: str = ""
    differing: list = field(default_factory=list)

    @property
    def is_stale(self):
        """Somebody saved the same part meanwhile."""
        return bool(self.differing)


def page_of(form, user, opened=None):
    """What the page of a form shows; ``opened`` stands in it as a form."""
    is_own = form.bureau_id is not None and form.bureau_id == user.region_id
    may_build = is_builder(user) and is_own
    return {
        "form": form,
        "sections": sections_of(form),
        "may_change": may_build and not form.is_frozen,
        "may_turn": may_build,
        "may_copy": is_builder(user) and form.is_frozen,
        "obstacles": obstacles_of(form),
        "head_stamp": stamp_of(form),
        "kinds": kinds_left(form, opened),
    }


def sections_of(form):
    """Sections with their items, each with its stamp and its bounds in words."""
    sections = list(form.sections.all())
    items = {item.pk: item for section in sections for item in section.indicators.all()}
    for section in sections:
        section.stamp, section.branch = stamp_of(section), branch_stamp(section)
        section.items = list(section.indicators.all())
        for item in section.items:
            item.stamp = stamp_of(item)
            item.bounds = bounds(item)
            item.whole = items.get(item.part_of_id)
    return sections


def kinds_left(form, opened=None):
    """Kinds of sections that may still be added, or were just tried: kind, name, what for."""
    there = {section.kind for section in form.sections.all()} & set(FormSection.ONCE)
    tried = opened.key.removeprefix("new-") if opened else ""
    left = [kind for kind in KINDS if kind not in there or kind == tried]
    return [(kind.value, kind.label, KINDS[kind]) for kind in left]


def bounds(item):
    """The values that can stand, in words."""
    low, high = limits(item)
    return f"{plain(low)} 以上" if high is None else f"{plain(low)}～{plain(high)}"

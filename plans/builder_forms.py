"""What a browser sends for a form's title, a section or an item of it enters, values leave.

The rows are checked and written by ``plans.form_building``.
"""

from decimal import Decimal

from django import forms
from django.db.models import Q
from django.forms.models import construct_instance

from indicators.matching import Entry, Ranker
from indicators.models import Indicator, IndicatorAlias
from indicators.numbers import plain
from plans.fields import NameField, NumberField
from plans.models import CampaignForm, FormIndicator, FormSection
from plans.models.evidence import RATIO
from plans.submitting.filling import LONGEST_TEXT

TITLES = {
    FormSection.Kind.INDICATORS: "年度目标",
    FormSection.Kind.TASKS: "主要措施与工作任务",
    FormSection.Kind.FUNDING: "经费安排",
    FormSection.Kind.ATTACHMENTS: "附件",
}
"""What a new section is called where nobody says otherwise."""
LONGEST_HINT = 1000
MOST_NEAR = 4
MOST_JUMP = 1000
"""Per cent: a limit above it asks nobody for a reason."""


class PartForm(forms.ModelForm):
    """Fields of a part of a form; whether they can stand is said where they are written."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def _post_clean(self):
        self.instance = construct_instance(self, self.instance)

    def differing(self, stored):
        """Label, own and stored value of each field where both differ, in words."""
        found = [
            (field.label, _words(self.instance, name), _words(stored, name))
            for name, field in self.fields.items()
            if hasattr(stored, name)
        ]
        return [row for row in found if row[1] != row[2]]


class HeadForm(PartForm):
    """What a form is called and whom it is for."""

    class Meta:
        model = CampaignForm
        fields = ("title", "stage")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["stage"].choices = [("", "各学段通用"), *self.fields["stage"].choices[1:]]


class SectionForm(PartForm):
    """A section; its kind is chosen by the button that opens the form."""

    most_characters = forms.IntegerField(
        label="最多字数", required=False, min_value=1, max_value=LONGEST_TEXT
    )

    class Meta:
        model = FormSection
        fields = ("title", "most_characters", "is_required", "hint")
        widgets = {"hint": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["hint"].widget.attrs["maxlength"] = LONGEST_HINT
        if self.instance.kind != FormSection.Kind.TEXT:
            del self.fields["most_characters"]
        if self.instance.pk is None:
            self.initial["title"] = TITLES.get(self.instance.kind, "")
            self.fields["after"] = self._after()

    def clean_hint(self):
        """Lines end alike, however the browser sends them; not longer than a person reads."""
        hint = self.cleaned_data["hint"].replace("\r\n", "\n").strip()
        if len(hint) > LONGEST_HINT:
            raise forms.ValidationError(f"填写说明请写在 {LONGEST_HINT} 字以内。")
        return hint

    def _after(self):
        sections = FormSection.objects.filter(form=self.instance.form_id)
        return forms.ModelChoiceField(
            sections, label="位置", required=False, empty_label="放在最后", widget=AfterSelect
        )


class AfterSelect(forms.Select):
    """Places behind each section that is there."""

    def create_option(self, name, value, label, *args, **options):
        """Named by the section before."""
        label = f"放在“{label}”后面" if value else label
        return super().create_option(name, value, label, *args, **options)


class IndicatorField(NameField):
    """An indicator of the catalogue by its name, or by another name that only it has."""

    def __init__(self, *args, user, **options):
        rows = Indicator.objects.visible_to(user).kept()
        super().__init__(rows, what="目录指标", names="indicator-names", **options)
        self.user = user

    def row(self, name):
        """The indicator; names those that are near where there is none."""
        others = IndicatorAlias.objects.visible_to(self.user).filter(name=name)
        found = list(
            self.rows.filter(Q(name=name) | Q(pk__in=others.values("indicator"))).order_by("code")
        )
        exact = [row for row in found if row.name == name] or found
        if len(exact) == 1:
            return exact[0]
        near = [row.name for row in exact] or self._near(name)
        hint = f"是不是：{'、'.join(near)}？" if near else "请输入几个字，从列表中选择。"
        raise forms.ValidationError(f"目录里没有名为“{name}”的指标。{hint}")

    def _near(self, name):
        """Names of the catalogue that look alike, whatever their unit."""
        entries = [Entry(row, row.name, "", tuple(others)) for row, others in _catalogue(self.user)]
        return [likely.entry.name for likely in Ranker(entries).rank(name, "", most=MOST_NEAR)]


class ItemForm(PartForm):
    """An indicator of a section, and what counts as doubtful."""

    low = NumberField(label="不小于", required=False, max_digits=20, decimal_places=4)
    high = NumberField(label="不大于", required=False, max_digits=20, decimal_places=4)
    jump = forms.IntegerField(
        label="变化超过（%）要说明原因", required=False, min_value=1, max_value=MOST_JUMP
    )

    class Meta:
        model = FormIndicator
        fields = ("low", "high", "jump", "part_of", "is_required")

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["indicator"] = IndicatorField(user=user, label="目录指标")
        self.fields["indicator"].widget.attrs["placeholder"] = "输入名称或别名，从列表中选"
        self.initial.setdefault("indicator", self.instance.indicator_id)
        self.fields["part_of"].queryset = self._others()
        self.fields["part_of"].empty_label = "单列，不计入其他项"
        self.order_fields(("indicator", *self.Meta.fields))

    def clean_indicator(self):
        """An item is about some indicator."""
        found = self.cleaned_data["indicator"]
        if found is None:
            raise forms.ValidationError("请填目录里的指标名称。")
        if found.unit == RATIO:
            raise forms.ValidationError("比值要填两个数，请改用比率或数量指标。")
        return found

    def _post_clean(self):
        super()._post_clean()
        if "indicator" in self.cleaned_data:
            self.instance.indicator = self.cleaned_data["indicator"]

    def _others(self):
        form = self.instance.section.form_id
        others = FormIndicator.objects.filter(section__form=form).exclude(pk=self.instance.pk)
        return others.select_related("indicator").order_by("section__position", "position", "pk")


FORMS = {CampaignForm: HeadForm, FormSection: SectionForm, FormIndicator: ItemForm}
"""The form of each kind of part."""


def indicator_names(user):
    """What the list of names offers: each name with its unit and the other names for it."""
    return [(row.name, _label(row, others)) for row, others in _catalogue(user)]


def _catalogue(user):
    """Indicators that one number answers, each with its other names, in two queries."""
    rows = Indicator.objects.visible_to(user).kept().exclude(unit=RATIO)
    aliases = {}
    for row in IndicatorAlias.objects.visible_to(user):
        aliases.setdefault(row.indicator_id, []).append(row.name)
    return [(row, aliases.get(row.pk, ())) for row in rows]


def _label(indicator, others):
    return f"{indicator.unit}　又称 {'、'.join(others)}" if others else indicator.unit


def _words(row, name):
    """What a row says, as the page of a conflict shows it."""
    value, display = getattr(row, name), getattr(row, f"get_{name}_display", None)
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or value == "":
        return "（空）"
    if display:
        return display()
    return plain(value) if isinstance(value, Decimal) else str(value)

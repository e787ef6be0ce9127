"""What a browser sends of a framework or an item enters, values leave."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from indicators.choices import Stage
from indicators.frameworks.sheet import STAGES, Asked, bound_of
from indicators.models import Framework, FrameworkItem, Region, Standard
from indicators.values import plain

YEARS = {"min_value": 1990, "max_value": 2100}
ASKED = "标准：每行一条，如“小学 不低于 4.2 人”；不分学段的不写学段"


class FrameworkForm(forms.ModelForm):
    """Name and source of a framework, and its rule for schools."""

    class Meta:
        model = Framework
        fields = (
            "name", "number", "issuer", "version",
            "least_met", "rest_percent", "points_from", "note",
        )  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012

    def clean_rest_percent(self):
        """A share of the standard."""
        found = self.cleaned_data["rest_percent"]
        if found is not None and found > 100:
            raise ValidationError("请填 0 到 100 之间的数。")
        return found


class ItemForm(forms.ModelForm):
    """An item with its standards, a line each."""

    asked = forms.CharField(
        label=ASKED, required=False, widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})
    )
    document = forms.CharField(label="依据的文件", required=False, max_length=120)
    article = forms.CharField(label="条款", required=False, max_length=60)
    since = forms.IntegerField(label="自哪一年起", **YEARS)

    class Meta:
        model = FrameworkItem
        fields = (
            "parent", "code", "name", "kind", "scope", "indicator", "part", "whole", "per",
            "points", "note",
        )  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}  # noqa: RUF012

    def __init__(self, *args, framework, **options):
        super().__init__(*args, **options)
        self.fields["parent"].queryset = framework.items.exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = "（一级指标）"
        for name in ("indicator", "part", "whole"):
            self.fields[name].empty_label = "（没有）"
        known = list(self._standards())
        first = known[0] if known else None
        self.initial |= {
            "asked": "\n".join(map(line_of, known)),
            "document": first.document if first else framework.name[:120],
            "article": first.article if first else "",
            "since": first.since if first else timezone.localdate().year,
        }

    def clean(self):
        """Figures decide only where an indicator says which."""
        found = super().clean()
        has_figures = found.get("indicator") or (found.get("part") and found.get("whole"))
        if found.get("kind") == FrameworkItem.Kind.MEASURED and not has_figures:
            told = "按数据判定的条目要选指标，或者选分子和分母；都没有的请改为人工评定。"
            self.add_error("indicator", told)
        return found

    def clean_asked(self):
        """Standards as (stage, comparator, value, unit)."""
        lines = [line.split() for line in self.cleaned_data["asked"].splitlines() if line.strip()]
        found = [_standard(words) for words in lines]
        stages = [stage for stage, *_ in found]
        if len(set(stages)) < len(stages):
            raise ValidationError("同一学段的标准写了两次。")
        return found

    @property
    def of_item(self):
        """Fields that every item has."""
        names = ("parent", "code", "name", "kind", "scope", "points", "note")
        return [self[name] for name in names]

    @property
    def of_figures(self):
        """Fields of an item that figures decide."""
        return [self[name] for name in ("indicator", "part", "whole", "per")]

    @property
    def of_standards(self):
        """Fields of what is asked and of where that is written."""
        return [self[name] for name in ("asked", "document", "article", "since")]

    @property
    def standards(self):
        """What is asked, once the form is valid."""
        source = (self.cleaned_data["document"], self.cleaned_data["article"])
        return [Asked(*one, *source) for one in self.cleaned_data["asked"]]

    def _standards(self):
        if not self.instance.pk:
            return Standard.objects.none()
        return self.instance.standards.filter(measure=Standard.Measure.VALUE, region=None)

    def _post_clean(self):
        """The item itself is checked where it is written."""


def line_of(standard):
    """A standard as a line of the form."""
    stage = Stage(standard.stage).label if standard.stage else ""
    words = (stage, standard.get_comparator_display(), f"{standard.value.normalize():f}")
    return " ".join(filter(None, (*words, standard.unit)))


def _standard(words):
    stage = STAGES[words.pop(0)] if words[0] in STAGES else ""
    bound = bound_of("".join(words))
    if bound is None:
        raise ValidationError(f"看不懂“{''.join(words)[:30]}”，请写成“小学 不低于 4.2 人”。")
    return stage, *bound


class RegionalForm(forms.ModelForm):
    """A threshold of a region; a bureau's administrator sets that of his own."""

    region = forms.CharField(label="地区（名称或行政区划代码）", max_length=120)

    class Meta:
        model = Standard
        fields = ("measure", "stage", "since", "until", "value", "document", "article")

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user
        self.fields["document"].required = True
        self.fields["stage"].choices = [("", "不分学段"), *Stage.choices]
        if self.instance.pk:
            self.initial["value"] = plain(self.instance.value)
        if not user.is_system_admin or self.instance.pk:
            del self.fields["region"]

    def clean_region(self):
        """The one region that is meant."""
        found = list(Region.objects.called(self.cleaned_data["region"].strip())[:2])
        if len(found) != 1:
            raise ValidationError("没有找到这个地区，或者有几个同名的：请填写行政区划代码。")
        return found[0]

    @property
    def facts(self):
        """Values by field, once the form is valid."""
        region = self.instance.region or self.user.region
        return {"region": region, **self.cleaned_data}

    def _post_clean(self):
        """The standard itself is checked where it is written."""

"""What an administrator sends enters, a checked change of the catalogue leaves."""

from django import forms
from django.db import transaction

from indicators.choices import Stage
from indicators.formulas import FormulaError, circle, parse
from indicators.models import Indicator, IndicatorAlias, Observation
from indicators.releasing import reckon_again

LONGEST = IndicatorAlias._meta.get_field("name").max_length
REASON = Indicator.history.model._meta.get_field("history_change_reason").max_length


class IndicatorForm(forms.ModelForm):
    """An indicator with its other names, one a line."""

    names = forms.CharField(
        label="别名", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="每行一个"
    )

    class Meta:
        model = Indicator
        fields = (
            "name", "unit", "stage", "kind", "direction", "aggregation", "weight",
            "aggregation_note", "numerator", "denominator", "part_of", "formula", "definition",
            "source_note",
        )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        own = self.instance.aliases.filter(bureau__isnull=True)
        self.fields["names"].initial = "\n".join(own.values_list("name", flat=True))
        for name in ("formula", "definition", "source_note"):
            self.fields[name].widget.attrs["rows"] = 3
        others = Indicator.objects.kept().exclude(pk=self.instance.pk)
        for name in ("weight", "numerator", "denominator", "part_of"):
            self.fields[name].queryset = others
            self.fields[name].empty_label = "（没有）"
        self.fields["stage"].choices = [("", "不分学段"), *Stage.choices]
        self.fields["aggregation"].choices = [("", "没有选定"), *Indicator.Aggregation.choices]

    def clean_names(self):
        """Names without blanks and repetitions."""
        lines = (line.strip() for line in self.cleaned_data["names"].splitlines())
        names = list(dict.fromkeys(line for line in lines if line))
        long = next((name for name in names if len(name) > LONGEST), None)
        if long:
            raise forms.ValidationError(f"“{long[:20]}…”超过 {LONGEST} 个字，请写短一些。")
        return names

    def clean_formula(self):
        """A formula over codes that there are, which never comes back to itself."""
        text = self.cleaned_data["formula"].strip()
        if text:
            try:
                check_formula(self.instance.code, text)
            except FormulaError as error:
                raise forms.ValidationError(str(error)) from None
        return text

    @transaction.atomic
    def save(self, user):
        """Keep the change under the user's name."""
        names = self.cleaned_data["names"]
        own = self.instance.aliases.filter(bureau__isnull=True)
        known = set(own.values_list("name", flat=True))
        self.instance._history_user = user
        self.instance._change_reason = _renamed(known, names)
        row = super().save()
        own.exclude(name__in=names).delete()
        IndicatorAlias.objects.bulk_create(
            IndicatorAlias(indicator=row, name=name) for name in names if name not in known
        )
        self.release = reckon_again(row, by=user) if "formula" in self.changed_data else None
        return row

    def weighs(self, user):
        """How many figures a new formula would give, change or take back: tried, and not kept."""
        if "formula" not in self.changed_data:
            return 0
        with transaction.atomic():
            self.save(user)
            made = (
                Observation.objects.filter(released_in=self.release).count() if self.release else 0
            )
            transaction.set_rollback(True)
        return made


def _renamed(known, names):
    """Which names came and went, for the version; None where none did."""
    came = [name for name in names if name not in known]
    words = [
        f"{verb}别名 {'、'.join(each)}"
        for verb, each in (("增加", came), ("去掉", sorted(known - set(names))))
        if each
    ]
    return "；".join(words)[:REASON] or None


def check_formula(code, text):
    """Whether a formula may stand for an indicator; raises ``FormulaError``."""
    formula = parse(text)
    kept = Indicator.objects.kept()
    known = set(kept.filter(code__in=formula.codes).values_list("code", flat=True))
    missing = [name for name in formula.codes if name not in known]
    if missing:
        at = text.find(missing[0]) + 1
        raise FormulaError(f"公式第 {at} 个字符处的代码“{missing[0]}”不在目录里，请核对。")
    written = kept.exclude(formula="").exclude(code=code).values_list("code", "formula")
    way = circle(code, {name: parse(other) for name, other in written} | {code: formula})
    if way:
        raise FormulaError(f"公式绕回了自己：{' → '.join(way)}。请去掉其中一个引用。")


class MergeForm(forms.Form):
    """Which indicator is kept."""

    keep = forms.CharField(label="保留的指标代码")

    def __init__(self, *args, indicator, **options):
        super().__init__(*args, **options)
        self.indicator = indicator

    def clean_keep(self):
        """The indicator of the code."""
        code = self.cleaned_data["keep"].strip()
        found = Indicator.objects.kept().filter(code=code).first()
        if found is None:
            raise forms.ValidationError(f"目录里没有代码为“{code}”的指标，请从目录里抄写代码。")
        return found

"""What a browser sends for a header, task, statement or funding item enters, values leave.

A form only reads: writing is for ``plans.editing``, which checks right, reason and version.
"""

from uuid import uuid4

from django import forms
from django.db.models import Q

from indicators.models import Indicator, Region, School, Unit
from plans.differences import FIELDS, UNITS
from plans.fields import NameField, NamesField, NumberField
from plans.models import FundingItem, Plan, Statement, Task

KINDS = {"%": "rate", "元": "amount", "平方米": "area", "比": "ratio"}
"""Kind of an indicator by its unit, for one that a reviewer makes."""


class NamingForm(forms.BaseForm):
    """A form in which people name units and indicators that nobody had named before."""

    def write_new(self):
        """Write what the person named anew."""
        for value in self.cleaned_data.values():
            for row in value if isinstance(value, list) else [value]:
                if isinstance(row, Indicator | Unit) and row.pk is None:
                    row.save()


class RowForm(NamingForm, forms.ModelForm):
    """Fields of a row of a plan; ``values`` is what ``editing.change`` takes."""

    def __init__(self, *args, plan, user, **options):
        super().__init__(*args, **options)
        self.plan, self.user = plan, user
        for name, field in self.build().items():
            column = self.Meta.model._meta.get_field(name)
            field.label = column.verbose_name
            field.widget.attrs["placeholder"] = column.help_text
            self.fields[name] = field
            if field.initial is None:
                self.initial[name] = getattr(self.instance, f"{name}_id")
        self.order_fields(FIELDS[self.Meta.model])
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def build(self):
        """Fields that depend on the plan and the user."""
        return {}

    @property
    def values(self):
        """Values by field, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}

    def fill(self):
        """Put the values into the row; returns the units, which only a written row can hold."""
        values = self.values
        units = values.pop(UNITS, ())
        for name, value in values.items():
            setattr(self.instance, name, value)
        return units

    def _post_clean(self):
        """The row itself is checked where it is written."""


class HeaderForm(RowForm):
    """What the plan says about itself."""

    class Meta:
        model = Plan
        fields = ("title", "kind", "year", "level", "issuer", "doc_number")

    def build(self):
        return {
            "region": RegionField(Region.objects.visible_to(self.user), what="地区"),
            "school": school_field(self.plan, self.user),
        }

    @property
    def values(self):
        found = super().values
        region = found.get("region")
        if region and region.pk != self.plan.region_id:
            found["region_name"] = region.full_name
        return found


class RegionField(NameField):
    """A region by its code, full name, or a name that only one current region bears."""

    def prepare_value(self, value):
        region = self.rows.filter(pk=value).first() if isinstance(value, int) else value
        return f"{region.full_name} {region.adcode}" if isinstance(region, Region) else region

    def row(self, name):
        *words, last = name.split()
        by_code = Q(adcode=last) if last.isdecimal() else Q(full_name=name) | Q(name=name)
        rows = self.rows.filter(by_code, until__isnull=True)
        if words:
            rows = rows.filter(Q(full_name=" ".join(words)) | Q(name=" ".join(words)))
        found = list(rows[:2])
        if len(found) != 1:
            many = "不止一个，请填行政区划代码" if found else "不存在，请填全称或行政区划代码"
            raise forms.ValidationError(f"名为“{name}”的地区{many}。")
        return found[0]


class StatementForm(RowForm):
    """A quantified statement."""

    value = NumberField(label="数值", max_digits=24, decimal_places=6)
    value_high = NumberField(label="上限", max_digits=24, decimal_places=6, required=False)
    makes_indicator = forms.BooleanField(label="目录中没有时，新建这个指标", required=False)

    class Meta:
        model = Statement
        fields = (
            "indicator_name", "value", "value_high", "unit", "comparator", "nature", "year",
            "category", "per", "scope",
        )  # fmt: skip

    def build(self):
        return {
            "indicator": NameField(
                Indicator.objects.visible_to(self.user).kept(),
                what="目录指标",
                names="indicator-names",
                make=self._new_indicator,
            ),
            "region": RegionField(Region.objects.visible_to(self.user), what="地区"),
            "school": school_field(self.plan, self.user),
        }

    def _new_indicator(self, name):
        """An indicator that is still to be saved; None unless the reviewer asked for it."""
        if not self.data.get("makes_indicator"):
            return None
        unit = self.data.get("unit", "").strip()
        kind = KINDS.get(unit, Indicator.Kind.NUMBER)
        return Indicator(code=f"own.{uuid4().hex[:8]}", name=name, unit=unit, kind=kind)

    def clean(self):
        """A new indicator needs a unit."""
        indicator = self.cleaned_data.get("indicator")
        if indicator is not None and indicator.pk is None and not indicator.unit:
            self.add_error("unit", "新建指标要填单位。")

    @property
    def values(self):
        return {name: value for name, value in super().values.items() if name != "makes_indicator"}


class TaskForm(RowForm):
    """An item of the outline."""

    class Meta:
        model = Task
        fields = ("number", "title", "text", "due_on")
        widgets = {  # noqa: RUF012
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "text": forms.Textarea(attrs={"rows": 3}),
        }

    def build(self):
        units = Unit.objects.visible_to(self.user)
        named = {"what": "单位", "names": "unit-names", "make": self._new_unit}
        initial = list(self.instance.supporting_units.all()) if self.instance.pk else []
        return {
            "lead_unit": NameField(units, **named),
            "supporting_units": NamesField(units, initial=initial, **named),
        }

    def clean_text(self):
        """Lines end as they do in the source, however the browser sends them."""
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def halve(self, cut):
        """Make the text after the cursor, or after the first empty line, the ``rest``."""
        self.cut = int(cut) if cut.isdecimal() else None

    def clean(self):
        """A task says something; a text that is to be split has two parts."""
        if not any(self.cleaned_data.get(name) for name in ("title", "text")):
            self.add_error("title", "请填标题或内容。")
        if not hasattr(self, "cut"):
            return
        text = self.cleaned_data.get("text", "")
        place = text.find("\n\n") if self.cut is None else self.cut
        head, self.rest = text[: max(place, 0)].strip(), text[max(place, 0) :].strip()
        if not (head and self.rest):
            message = "请把光标放在要拆开的地方，或在那里空一行，再点“拆分”。"
            self.add_error("text", message)
        else:
            self.cleaned_data["text"] = head

    def _new_unit(self, name):
        """A unit of the bureau that nobody had named before."""
        return Unit(region=self.plan.bureau, name=name, is_confirmed=True)


class FundingForm(RowForm):
    """Money: what for, how much, from whom."""

    amount = NumberField(label="金额（元）", max_digits=20, decimal_places=2)

    class Meta:
        model = FundingItem
        fields = FIELDS[FundingItem]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.statement_id:  # All else follows the statement.
            self.fields = {"funding_source": self.fields["funding_source"]}


def school_field(plan, user):
    """A school that the user may see."""
    return NameField(School.objects.visible_to(user), what="学校", names="school-names")


FORMS = {Plan: HeaderForm, Task: TaskForm, Statement: StatementForm, FundingItem: FundingForm}
"""The form of each kind of row."""


def names_of(user):
    """What the lists of names of a page offer: indicators, units and schools, in three queries."""
    return {
        "indicator_names": Indicator.objects.visible_to(user).kept().values_list("name", "unit"),
        "unit_names": Unit.objects.visible_to(user).values_list("name", flat=True),
        "school_names": School.objects.visible_to(user).values_list("name", flat=True),
    }

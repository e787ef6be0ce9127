"""What a person says of a matter enters, the values that proposing and changing take leave."""

from django import forms

from indicators.models import School, Unit
from plans.fields import NameField, NamesField, NumberField
from plans.models import Matter, Statement
from plans.row_forms import NamingForm
from plans.step_forms import DayInput
from plans.tracking.proposing import MOST_PARTS

WEIGHT = {"max_digits": 6, "decimal_places": 2, "required": False}


def units_of(user):
    """Units by name; one that nobody had named becomes one of the bureau."""
    return {
        "rows": Unit.objects.visible_to(user),
        "make": lambda name: Unit(region=user.region, name=name, is_confirmed=True),
        "what": "单位",
        "names": "unit-names",
    }


def school_named(user, **options):
    """A school by its name."""
    rows = School.objects.visible_to(user)
    return NameField(rows, what="学校", names="school-names", **options)


class MatterForm(NamingForm, forms.ModelForm):
    """A matter by hand: what, from where, who leads, until when."""

    class Meta:
        model = Matter
        fields = (
            "kind", "origin", "number", "title", "text", "leader", "cadence", "begun_on", "due_on",
            "weight", "statement",
        )  # fmt: skip
        widgets = {  # noqa: RUF012
            "text": forms.Textarea(attrs={"rows": 4}),
            "begun_on": DayInput(),
            "due_on": DayInput(),
        }

    reason = forms.CharField(label="修改原因", max_length=300, required=False)
    order = (
        "kind", "origin", "number", "title", "text", "lead_unit", "lead_school",
        "supporting_units", "leader", "cadence", "begun_on", "due_on", "weight", "statement",
        "reason",
    )  # fmt: skip

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        matter = self.instance
        units = units_of(user)
        supporting = list(matter.supporting_units.all()) if matter.pk else []
        self.fields |= {
            "lead_unit": NameField(label="牵头单位", **units),
            "lead_school": school_named(user, label="承办学校"),
            "supporting_units": NamesField(label="配合单位", initial=supporting, **units),
        }
        self.initial |= {n: getattr(matter, f"{n}_id") for n in ("lead_unit", "lead_school")}
        self.fields["begun_on"].required = False
        self.fields["weight"].required = False
        self.fields["origin"].widget.attrs["placeholder"] = self.fields["origin"].help_text
        self._narrow(user)
        self.order_fields(self.order)

    def _narrow(self, user):
        """Leave out what such a matter does not have."""
        matter = self.instance
        rows = Statement.objects.visible_to(user).counting().select_related("indicator")
        targets = rows.filter(nature=Statement.Nature.TARGET, indicator__isnull=False)
        plan = matter.task.plan_id if matter.task else None
        self.fields["statement"].queryset = targets.filter(plan=plan)
        gone = {
            "statement": plan is None,
            "weight": matter.parent_id is None,
            "reason": matter.state not in Matter.RUNNING,
        }
        for name, is_gone in gone.items():
            if is_gone:
                del self.fields[name]

    @property
    def values(self):
        """Values by field for ``proposing``, without units beside it and the reason."""
        beside, unless_said = ("supporting_units", "reason"), ("weight", "begun_on")
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in beside and (value is not None or name not in unless_said)
        }

    def _post_clean(self):
        """The matter itself is checked where it is written."""


ROWS = (6, 20, 60)
"""Empty rows that a page offers for parts."""


class PartForm(NamingForm, forms.Form):
    """One part of a matter; an empty row is none."""

    title = forms.CharField(label="分解事项", max_length=255, required=False)
    weight = NumberField(label="权重", min_value=0, **WEIGHT)
    due_on = forms.DateField(label="完成时限", required=False, widget=DayInput())

    def __init__(self, *args, user, whole, **options):
        super().__init__(*args, **options)
        self.whole = whole
        self.fields = {
            "lead_unit": NameField(label="牵头单位", **units_of(user)),
            "lead_school": school_named(user, label="承办学校"),
            **self.fields,
        }

    @property
    def facts(self):
        """What ``break_down`` takes; None for an empty row."""
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return {"title": self.whole.title, **said} if said else None


def parts_forms(data, *, user, whole, rows):
    """A set of so many rows of parts, bound where something was sent."""
    made = forms.formset_factory(PartForm, extra=rows, max_num=MOST_PARTS, absolute_max=MOST_PARTS)
    return made(data, form_kwargs={"user": user, "whole": whole}, prefix="part")

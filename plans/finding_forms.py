"""What a person says of an inspection and of what it found enters, values leave."""

from django import forms

from plans.fields import NameField
from plans.matter_forms import school_named, units_of
from plans.models import Finding, Inspection
from plans.row_forms import NamingForm
from plans.step_forms import DayInput
from plans.tracking.steps import LONGEST_NOTE, LONGEST_REASON

WORDS = {"max_length": LONGEST_NOTE, "widget": forms.Textarea(attrs={"rows": 3})}


class InspectionForm(forms.ModelForm):
    """Who looked, and when they told what they found."""

    class Meta:
        model = Inspection
        fields = ("kind", "name", "issuer", "day")
        widgets = {"day": DayInput()}  # noqa: RUF012

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in ("name", "issuer"):
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].help_text

    @property
    def facts(self):
        """Values by field, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self):
        """The inspection itself is checked where it is written."""


class FindingForm(NamingForm, forms.Form):
    """One problem, what is done about it, by whom, until when."""

    inspection = forms.ModelChoiceField(
        queryset=None,
        label="检查",
        empty_label="请选择",
        error_messages={"required": "请选择检查。"},
    )
    problem = forms.CharField(label="反馈问题", **WORDS)
    measures = forms.CharField(label="整改措施", **WORDS)
    person = forms.CharField(label="责任人", max_length=60, required=False)
    manner = forms.ChoiceField(
        label="整改类型", choices=Finding.Manner, initial=Finding.Manner.LIMITED
    )
    due_on = forms.DateField(label="整改时限", required=False, widget=DayInput())
    order = (
        "inspection", "problem", "measures", "lead_unit", "lead_school", "person", "manner",
        "due_on",
    )  # fmt: skip

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["inspection"].queryset = Inspection.objects.visible_to(user)
        self.fields |= {
            "lead_unit": NameField(label="责任单位", **units_of(user)),
            "lead_school": school_named(user, label="或责任学校"),
        }
        self.order_fields(self.order)

    def clean(self):
        """One unit or school answers for it."""
        said = self.cleaned_data
        if not self.errors and bool(said.get("lead_unit")) == bool(said.get("lead_school")):
            self.add_error("lead_unit", "请填一个责任单位，或一所责任学校。")
        return said

    @property
    def facts(self):
        """What ``register`` takes, once the form is valid."""
        said = self.cleaned_data.copy()
        unit, school = said.pop("lead_unit"), said.pop("lead_school")
        return said | {"lead": unit or school}


class MeasuresForm(forms.ModelForm):
    """Measures, person and manner of a problem that is followed up; a reason once it was sent."""

    reason = forms.CharField(label="修改原因", max_length=LONGEST_REASON, required=False)

    class Meta:
        model = Finding
        fields = ("inspection", "measures", "person", "manner")
        widgets = {"measures": forms.Textarea(attrs={"rows": 4})}  # noqa: RUF012

    def __init__(self, *args, user, is_sent, **options):
        super().__init__(*args, **options)
        self.fields["inspection"].queryset = Inspection.objects.visible_to(user)
        self.fields["inspection"].empty_label = "请选择"
        if not is_sent:
            del self.fields["reason"]

    def _post_clean(self):
        """The finding itself is checked where it is written."""

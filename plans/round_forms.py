"""What a browser sends of a round of evaluation enters, the facts of ``opening`` leave."""

from django import forms

from indicators.models import Framework, Stage
from plans.call_forms import SchoolsForm
from plans.evaluating.opening import own_schools
from plans.models import YEARS, EvaluationRound
from plans.step_forms import DayInput

Scope = EvaluationRound.Scope


class RoundForm(SchoolsForm):
    """A round: by which framework, of whom, until when."""

    needs_schools = False

    name = forms.CharField(label="名称", max_length=120)
    framework = forms.ModelChoiceField(
        None,
        label="指标体系",
        empty_label="请选择",
        error_messages={
            "required": "请选择指标体系。",
            "invalid_choice": "请从列表里选一套本局可以使用的指标体系。",
        },
    )
    year = forms.IntegerField(label="年度", min_value=YEARS[0], max_value=YEARS[1])
    self_until = forms.DateField(label="自评截止", widget=DayInput())
    check_until = forms.DateField(label="复评截止", widget=DayInput())
    sample_percent = forms.IntegerField(
        label="抽评比例（%，不抽评填 0）", min_value=0, max_value=100
    )
    note = forms.CharField(
        label="给参评学校的说明",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    scope = forms.ChoiceField(label="参评学校", choices=Scope, widget=forms.RadioSelect)
    stages = forms.MultipleChoiceField(
        label="学段", choices=Stage, required=False, widget=forms.CheckboxSelectMultiple
    )
    asks_counties = forms.BooleanField(label="县级条目也评", required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, schools=own_schools(user.region), **options)
        self.fields["framework"].queryset = Framework.objects.visible_to(user)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    @property
    def facts(self):
        """What ``opening`` takes; what another scope does not need is left empty."""
        values = {name: v for name, v in self.cleaned_data.items() if name != "find"}
        for name in {"stages", "chosen"} - {values["scope"]}:
            values[name] = []
        return values


def facts_of(held):
    """What the form of a round begins with."""
    names = ("name", "year", "self_until", "check_until", "sample_percent", "note", "scope")
    facts = {name: getattr(held, name) for name in (*names, "stages", "asks_counties")}
    chosen = list(held.chosen.values_list("pk", flat=True))
    return facts | {"framework": held.framework_id, "chosen": chosen}

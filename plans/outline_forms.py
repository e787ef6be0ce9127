"""What a browser sends to begin a plan or to ask for its history enters, values leave."""

from django import forms
from django.db.models import F
from django.urls import reverse_lazy

from plans.models import YEARS, Plan

OFFERED = 30
"""Plans that the form lists to choose from; every other one is followed from its own page."""
REFILL = {
    "hx-get": reverse_lazy("plan-new"),
    "hx-target": "closest form",
    "hx-select": "main form",
    "hx-swap": "outerHTML",
}
"""Another plan to follow brings its next title and year."""


class NewPlanForm(forms.Form):
    """A plan from nothing or after another one of the bureau; the newest is suggested first."""

    copied_from = forms.ModelChoiceField(
        None,
        label="沿用",
        required=False,
        empty_label="不沿用，从空白开始",
        widget=forms.Select(attrs=REFILL),
    )
    title = forms.CharField(label="标题", max_length=255)
    year = forms.IntegerField(label="年度", min_value=YEARS[0], max_value=YEARS[1])
    kind = forms.ChoiceField(label="文种", choices=Plan.Kind, initial=Plan.Kind.PLAN)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        old = self.fields["copied_from"]
        old.queryset = copyable(user)
        old.choices = [("", old.empty_label), *((plan.pk, plan) for plan in self._offered())]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def _offered(self):
        """The newest plans, and before them the one that is chosen already."""
        plans = self.fields["copied_from"].queryset
        chosen = self["copied_from"].value()
        number = str(getattr(chosen, "pk", chosen))
        asked = plans.filter(pk=number) if number.isdecimal() else plans.none()
        return dict.fromkeys([*asked, *plans[:OFFERED]])


def copyable(user):
    """Plans that a new one of the user's bureau may follow, newest year first."""
    own = Plan.objects.visible_to(user).current().filter(bureau=user.region_id)
    counting = own.filter(kind=Plan.Kind.PLAN).exclude(state=Plan.State.SET_ASIDE)
    return counting.order_by(F("year").desc(nulls_last=True), "-pk")

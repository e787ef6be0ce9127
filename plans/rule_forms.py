"""What a browser sends of the rules of followed-up matters enters, values leave."""

from django import forms

from plans.models import Matter, TrackingRules
from plans.tracking.rule_making import DAYS, LONGEST_LIMIT

NUMBERS = ("near", "behind", "yellow_days", "red_days")
SWITCHES = ("on_rest_days", "tells_supporting")


class RulesForm(forms.ModelForm):
    """When lights turn, who is told when, and the limits of each kind of matter."""

    weekdays = forms.TypedMultipleChoiceField(
        label="每日提醒在星期几发送",
        choices=[(day, f"星期{word}") for day, word in DAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = TrackingRules
        fields = (*NUMBERS, *SWITCHES)

    def __init__(self, sent, *, rules):
        super().__init__(sent, instance=TrackingRules(), initial=_shown(rules))
        for kind, label in Matter.Kind.choices:
            self.fields[_limit(kind)] = forms.IntegerField(
                label=f"{label}（工作日）", min_value=0, max_value=LONGEST_LIMIT
            )

    @property
    def groups(self):
        """Legend, hint and fields of each part of the page."""
        limits = [self[_limit(kind)] for kind in Matter.Kind.values]
        return (
            ("灯", "按工作日计算，逾期转红灯。", [self["near"], self["behind"]]),
            (
                "逐级告知",
                "红灯当天即告知分管领导；填 0 表示不告知。",
                [self["yellow_days"], self["red_days"]],
            ),
            ("办理时限", "立项时没有写完成时限的，按来源从立项日起算；0 表示不自动定。", limits),
        )

    @property
    def switches(self):
        """Fields that are on or off."""
        return [self[name] for name in SWITCHES]

    @property
    def facts(self):
        """What ``rule_making.set_rules`` takes, once the form is valid."""
        found = {name: self.cleaned_data[name] for name in (*self.Meta.fields, "weekdays", "seen")}
        limits = {kind: self.cleaned_data[_limit(kind)] for kind in Matter.Kind.values}
        return found | {"limits": limits}

    def _post_clean(self):
        """The rules themselves are checked where they are written."""


def _shown(rules):
    """What stands in the form before anybody types."""
    limits = {_limit(kind): rules.days_for(kind) for kind in Matter.Kind.values}
    plain = {name: getattr(rules, name) for name in (*NUMBERS, *SWITCHES, "weekdays")}
    return plain | limits | {"seen": rules.pk or 0}


def _limit(kind):
    """Name of the field for the limit of a kind."""
    return f"limit_{kind}"

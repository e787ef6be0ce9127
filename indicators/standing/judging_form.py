"""What a browser sends of a judged item enters, values leave."""

from django import forms
from django.utils import timezone

from indicators.models import JudgedResult


class JudgingForm(forms.ModelForm):
    """A decision; ``replaces`` is the version that whoever decides has seen."""

    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = JudgedResult
        fields = ("outcome", "reason", "document", "decided_on")
        widgets = {  # noqa: RUF012
            "reason": forms.Textarea(attrs={"rows": 3}),
            "decided_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, latest, **options):
        super().__init__(*args, **options)
        self.initial |= {
            "replaces": latest.pk if latest else None,
            "decided_on": timezone.localdate(),
        }
        if latest and not latest.is_taken_back:
            self.initial |= {"outcome": latest.outcome, "document": latest.document}
        else:
            taken_back = JudgedResult.Outcome.WITHDRAWN
            kept = [one for one in JudgedResult.Outcome.choices if one[0] != taken_back]
            self.fields["outcome"].choices = [("", "请选择"), *kept]

    def _post_clean(self):
        """The result itself is checked where it is written."""

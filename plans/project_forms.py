"""What a browser sends of a building project enters, values leave."""

from django import forms
from django.core.exceptions import ValidationError

from indicators.models import School, Unit
from plans.fields import NameField, NumberField
from plans.models import Project
from plans.tracking import projects

LARGEST_AREA, LARGEST_SUM = 10_000_000, 100_000_000_000


class ProjectForm(forms.ModelForm):
    """Facts of a project, and its stages a line each."""

    area = NumberField(
        label="建筑面积（平方米）", required=False, min_value=0, max_value=LARGEST_AREA
    )
    investment = NumberField(
        label="总投资（元）", required=False, min_value=0, max_value=LARGEST_SUM
    )
    stages = forms.CharField(
        label="阶段：每行“名称 天数 前置阶段”，前置阶段之间用顿号",
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Project
        fields = (
            "name", "school", "unit", "nature", "area", "investment", "funding_source",
            "ends_on", "note",
        )  # fmt: skip
        widgets = {  # noqa: RUF012
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["school"] = _named(School, user, "项目学校", "project-schools")
        self.fields["unit"] = _named(Unit, user, "责任单位", "project-units")
        for name in ("school", "unit"):
            self.initial[name] = getattr(self.instance, f"{name}_id")
        self.fields["investment"].widget.attrs["placeholder"] = "可以写 1200万"
        self.order_fields([*self.Meta.fields, "stages", "version"])

    def clean_stages(self):
        """Rows of stages."""
        try:
            return projects.rows_from(self.cleaned_data["stages"])
        except ValidationError as error:
            raise ValidationError(error.messages) from None

    @property
    def facts(self):
        """Values by field, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self):
        """The project itself is checked where it is written."""


def _named(model, user, label, names):
    rows = model.objects.visible_to(user)
    return NameField(rows, what=model._meta.verbose_name, label=label, names=names)

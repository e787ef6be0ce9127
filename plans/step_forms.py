"""What a person says when he takes a step of a matter enters; the step is taken, or refused."""

from django import forms

from plans.attaching import LARGEST_SUM
from plans.fields import NumberField
from plans.forms import FilesField
from plans.tracking import steps
from plans.tracking.transitions import Step, may

ASKED = {
    Step.ACKNOWLEDGE: ("note",),
    Step.REPORT: ("progress", "note", "figure", "files"),
    Step.FINISH: ("note", "figure", "files", "proof"),
    Step.ASK_EXTENSION: ("until", "reason", "progress"),
    Step.CHECK: ("note",),
    Step.DISPATCH: ("note",),
    Step.CLOSE: ("note",),
    Step.GIVE_BACK: ("reason", "progress"),
    Step.GRANT_EXTENSION: ("until", "note"),
    Step.REFUSE_EXTENSION: ("reason",),
    Step.URGE: ("note",),
    Step.STOP: ("reason",),
    Step.REOPEN: ("reason", "due_on"),
}
"""Step -> what its form asks for, in the order in which a page offers the steps."""
LABELS = {
    (Step.REPORT, "note"): "最新进展",
    (Step.FINISH, "note"): "完成情况",
    (Step.URGE, "note"): "催办要求",
    (Step.ASK_EXTENSION, "reason"): "理由和目前进展",
    (Step.ASK_EXTENSION, "progress"): "目前进度（%，可不填）",
    (Step.GIVE_BACK, "progress"): "退回后的进度（%，可不填）",
    (Step.GRANT_EXTENSION, "until"): "新的时限",
    (Step.REOPEN, "due_on"): "新的时限（可不填）",
}
SEEN = (Step.REPORT, Step.FINISH)
"""Steps that nobody takes on a matter that has changed since he saw it."""


class DayInput(forms.DateInput):
    """A day to choose from a calendar."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class StepForm(forms.Form):
    """Fields of one step; ``values`` is what its function takes."""

    progress = forms.CharField(
        label="进度（%）",
        max_length=10,
        required=False,
        widget=forms.NumberInput(attrs={"min": 0, "max": 100, "data-slide": ""}),
    )
    until = forms.DateField(label="申请延期到", required=False, widget=DayInput())
    due_on = forms.DateField(label="时限", required=False, widget=DayInput())
    figure = NumberField(label="目标完成值", required=False, max_digits=20, decimal_places=4)
    reason = forms.CharField(
        label="原因",
        max_length=steps.LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = forms.CharField(
        label="说明（可不填）",
        max_length=steps.LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    files = FilesField(label="佐证材料（可不传）", required=False)
    proof = forms.CharField(
        label="佐证说明（没有文件的，写明文号、台账、照片存放处）",
        max_length=steps.LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, step, matter, **options):
        super().__init__(*args, auto_id=f"{step}-{matter.pk}-%s", **options)
        self.step, self.matter = step, matter
        has = {"figure": target_of(matter) is not None, "proof": matter.is_finding}
        self.fields = {n: self.fields[n] for n in ASKED[step] if has.get(n, True)}
        for name, field in self.fields.items():
            field.label = LABELS.get((step, name), field.label)
        self._tell_figure()

    def _tell_figure(self):
        if "figure" in self.fields:
            row = target_of(self.matter)
            self.fields["figure"].label = f"{row.indicator}完成值（{row.unit}，可不填）"

    @property
    def address(self):
        """Last part of the address that takes the step."""
        return address_of(self.step)

    def clean_progress(self):
        """None where nothing was typed."""
        return self.cleaned_data["progress"] or None

    def clean_files(self):
        """Files that can be held together."""
        files = self.cleaned_data["files"]
        if sum(file.size for file in files) > LARGEST_SUM:
            most = LARGEST_SUM // 1024 // 1024
            raise forms.ValidationError(f"一次上传的文件合计不超过 {most} MB，请分几次上传。")
        return files

    def take(self, *, user, version, files):
        """Take the step; raises as it does."""
        values = self.cleaned_data.copy()
        if "files" in self.fields:
            values["files"] = files
        if self.step in SEEN:
            values["version"] = version
        return getattr(steps, self.step.value)(self.matter, user=user, **values)


def address_of(step):
    """How an address calls a step."""
    return step.value.replace("_", "-")


def target_of(matter):
    """The target that a figure can be reported for; None where there is none."""
    row = matter.statement
    return row if row is not None and row.indicator_id is not None else None


def offered(matter, user, sent=None):
    """Forms of the steps that the user may take now; ``sent`` stands for its own step."""
    forms_ = {}
    for step in ASKED:
        is_divided = step == Step.REPORT and matter.part_count
        if not is_divided and may(step, matter, user):
            forms_[step] = StepForm(step=step, matter=matter, initial=_initial(matter, step))
    if sent is not None:
        forms_[sent.step] = sent
    return list(forms_.values())


def _initial(matter, step):
    """What stands in a form before anybody types."""
    progress = matter.progress if step == Step.REPORT else None
    return {"progress": progress, "until": matter.asked_until}

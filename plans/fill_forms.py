"""What a school types into a row of its form enters, values for the row leave, or what is wrong."""

import unicodedata
from decimal import Decimal

from django import forms

from indicators.models import Unit
from plans.fields import NumberField
from plans.models import FundingItem, Task
from plans.recording import ensure

WAN = Decimal(10_000)
LONGEST_DETAIL = 5_000


class AmountField(NumberField):
    """A sum of money as people write it, the word 元 behind it or not."""

    def to_python(self, value):
        return super().to_python(str(value if value is not None else "").strip().removesuffix("元"))


class RowOfSchool(forms.Form):
    """Fields of a row; all names in the page begin with the row's key."""

    def __init__(self, row, *args, key, **options):
        super().__init__(*args, prefix=key, auto_id="%s", initial=self.start(row), **options)
        self.row, self.key = row, key
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("autocomplete", "off")
            if self.is_bound and self[name].errors:
                field.widget.attrs["aria-invalid"] = "true"
                field.widget.attrs["aria-describedby"] = f"{key}-{name}-why"

    def start(self, row):
        """What the row says now, by field."""
        return {}

    def values(self, plan):
        """What ``editing.change`` takes, once the form is valid."""
        return {}

    @property
    def is_blank(self):
        """Nobody has typed anything."""
        return not any(
            str(self[name].value() or "").strip() for name in self.fields if name != "scale"
        )


class TaskOfSchool(RowOfSchool):
    """A task: what to do, who answers for it, until when."""

    title = forms.CharField(
        label="任务",
        max_length=255,
        error_messages={"required": "请写明要做什么。"},
    )
    text = forms.CharField(
        label="具体内容",
        required=False,
        max_length=LONGEST_DETAIL,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lead = forms.CharField(
        label="负责部门",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "unit-names", "placeholder": "例如：教务处"}),
    )
    due_on = forms.DateField(
        label="完成时限",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "请填日期，例如 2027-06-30。"},
    )

    def start(self, row):
        lead = row.lead_unit.name if row.lead_unit else ""
        return {"title": row.title, "text": row.text, "lead": lead, "due_on": row.due_on}

    def clean_text(self):
        """Lines end as the portal keeps them."""
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def values(self, plan):
        found = {name: self.cleaned_data[name] for name in ("title", "text", "due_on")}
        name = self.cleaned_data["lead"]
        key = (plan.region_id, name)
        return found | {"lead_unit": ensure(Unit, {key})[key] if name else None}


class MoneyOfSchool(RowOfSchool):
    """A sum of money: what for, how much, where from; 元 and 万元 alike."""

    SCALES = (("元", "元"), ("万元", "万元"))

    purpose = forms.CharField(
        label="用途", max_length=255, error_messages={"required": "请写明做什么用。"}
    )
    amount = AmountField(
        label="金额",
        max_digits=24,
        decimal_places=6,
        error_messages={"required": "请填金额，例如 12000 或 1.2万。"},
    )
    scale = forms.ChoiceField(label="单位", choices=SCALES, required=False)
    funding_source = forms.CharField(
        label="资金来源",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "例如：公用经费"}),
    )

    def start(self, row):
        found = {"purpose": row.purpose, "funding_source": row.funding_source, "scale": "元"}
        return found | {"amount": row.amount}

    def clean(self):
        """The amount in yuan: more than nothing, to the cent."""
        amount, typed = self.cleaned_data.get("amount"), self.data.get(f"{self.key}-amount", "")
        if amount is None:
            return
        words = unicodedata.normalize("NFKC", typed)
        is_told = any(unit in words for unit in ("万", "亿", "千"))
        if self.cleaned_data.get("scale") == "万元" and not is_told:
            amount *= WAN
        message = _fault(amount)
        if message:
            self.add_error("amount", message)
        self.cleaned_data["amount"] = amount

    def values(self, plan):
        names = ("purpose", "amount", "funding_source")
        return {name: self.cleaned_data[name] for name in names}


def _fault(amount):
    """What is wrong with an amount in yuan; empty where nothing is."""
    if amount <= 0:
        return "金额要大于 0。"
    if amount >= Decimal(10) ** 14:
        return "金额太大，请检查单位。"
    if amount != round(amount, 2):
        return "金额最多到分（两位小数）。"
    return ""


FORMS = {Task: TaskOfSchool, FundingItem: MoneyOfSchool}
"""Kind of row -> its form."""

"""What a browser sends for a campaign enters, the facts of ``plans.submitting.calling`` leave."""

import re
import unicodedata
from datetime import timedelta

from django import forms
from django.utils import timezone

from indicators.models import Stage
from plans.fields import SEPARATORS
from plans.models import YEARS, Campaign, CampaignForm
from plans.submitting.calling import ALWAYS, own_schools

TITLE = "{year}年度学校工作计划上报"
FROM_NOVEMBER = 11
"""From this month on, bureaus ask for the plans of the next year."""
LATEST = 60
"""Most days before the end for a reminder."""
DAY = re.compile(r"(?:提前|前)?([0-9]{1,3})天?前?")
"""A day as typed: 7, 7天, 前7天, 提前7天."""
CLOSED = "这次上报已经结束，不能修改。要让学校再填，请重新开放。"


class DaysField(forms.CharField):
    """Days before the end as people write them: 7、3、1, or 7天，3天 1天."""

    def prepare_value(self, value):
        return "、".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value):
        """Each day once, the earliest reminder first."""
        text = unicodedata.normalize("NFKC", super().clean(value))
        days = [self._day(word) for word in SEPARATORS.split(text) if word]
        return sorted(set(days), reverse=True)

    def _day(self, word):
        found = DAY.fullmatch(word)
        if not found or int(found[1]) > LATEST:
            raise forms.ValidationError(
                f"“{word}”不是 0 到 {LATEST} 的天数。请填截止前的天数，例如 7、3、1。"
            )
        return int(found[1])


class SchoolsField(forms.Field):
    """Schools out of a list, ticked by number."""

    widget = forms.SelectMultiple

    def __init__(self, schools, **options):
        super().__init__(**options)
        self.schools = {str(school.pk): school for school in schools}

    def clean(self, value):
        """The ticked schools in the order of the list."""
        ticked = set(value or ())
        if ticked - set(self.schools):
            raise forms.ValidationError("有的学校不在可选的名录里，请刷新页面后重新选择。")
        found = [school for number, school in self.schools.items() if number in ticked]
        if self.required and not found:
            raise forms.ValidationError("请至少选一所学校。")
        return found


class SchoolsForm(forms.Form):
    """Schools to choose from, in the order of their towns, narrowed by what is looked for."""

    find = forms.CharField(label="查找学校", required=False, max_length=60)

    def __init__(self, *args, schools, **options):
        super().__init__(*args, **options)
        self.rows = sorted(schools, key=lambda school: (not school.town, school.town, school.name))
        self.fields["chosen"] = SchoolsField(self.rows, label="学校", required=self.needs_schools)

    needs_schools = True

    @property
    def schools(self):
        """Rows with ``is_ticked`` and ``is_found``; ticked ones are always found."""
        ticked = {str(value) for value in self["chosen"].value() or ()}
        sought = str(self["find"].value() or "").strip()
        for row in self.rows:
            row.is_ticked = str(row.pk) in ticked
            row.is_found = row.is_ticked or sought in f"{row.name} {row.town}"
        return self.rows

    @property
    def ticked_count(self):
        """How many are ticked."""
        return sum(row.is_ticked for row in self.schools)


class CallForm(SchoolsForm):
    """A campaign: for whom, by which form, when."""

    needs_schools = False
    date = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}  # noqa: RUF012

    year = forms.IntegerField(label="年度", min_value=YEARS[0], max_value=YEARS[1])
    title = forms.CharField(label="名称", max_length=120)
    form = forms.ModelChoiceField(None, label="上报表", empty_label="请选择")
    opens_on = forms.DateField(label="开始日期", **date)
    closes_on = forms.DateField(label="截止日期", **date)
    reminder_days = DaysField(label="截止前几天提醒", required=False, max_length=100)
    note = forms.CharField(
        label="给学校的说明",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    scope = forms.ChoiceField(label="范围", choices=Campaign.Scope, widget=forms.RadioSelect)
    stages = forms.MultipleChoiceField(
        label="学段", choices=Stage, required=False, widget=forms.CheckboxSelectMultiple
    )
    towns = forms.MultipleChoiceField(
        label="乡镇", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, user, campaign, **options):
        self.campaign = campaign
        is_open = campaign.state == Campaign.State.OPEN
        schools = () if is_open else list(own_schools(campaign))
        super().__init__(*args, schools=schools, **options)
        if is_open:
            self.fields = {name: f for name, f in self.fields.items() if name in ALWAYS}
        else:
            self._offer(user, schools)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def _offer(self, user, schools):
        """Forms that can be used, and the one that is chosen already; towns that there are."""
        forms_ = CampaignForm.objects.visible_to(user)
        offered = forms_.offered() | forms_.filter(pk=self.campaign.form_id)
        self.fields["form"].queryset = offered
        self.fields["form"].label_from_instance = described
        towns = {s.town for s in schools if s.town} | set(self.campaign.towns)
        self.fields["towns"].choices = [(town, town) for town in sorted(towns)]

    def clean(self):
        """Its days come one after the other, and somebody is called."""
        values = self.cleaned_data
        opens_on = values.get("opens_on") or self.campaign.opens_on
        closes_on = values.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "截止日期不能早于开始日期。")
        elif closes_on and self._is_new(closes_on) and closes_on < timezone.localdate():
            self.add_error("closes_on", "截止日期已经过了，请填今天或以后。")
        if values.get("scope") == Campaign.Scope.CHOSEN and values.get("chosen") == []:
            self.add_error("chosen", "请至少选一所学校。")

    def _is_new(self, closes_on):
        return closes_on != self.campaign.closes_on

    @property
    def facts(self):
        """What ``calling`` takes; what another scope does not need is left empty."""
        values = {name: v for name, v in self.cleaned_data.items() if name != "find"}
        scope = values.get("scope")
        for name in {"stages", "towns", "chosen"} & set(values) - {scope}:
            values[name] = []
        return values


def first_facts(today):
    """What a new campaign begins with: the year that comes, from today for four weeks."""
    year = today.year + (today.month >= FROM_NOVEMBER)
    return {
        "year": year,
        "title": TITLE.format(year=year),
        "scope": Campaign.Scope.ALL,
        "opens_on": today,
        "closes_on": today + timedelta(days=28),
        "reminder_days": [7, 3, 1],
    }


def facts_of(campaign):
    """What the form of a campaign begins with."""
    names = ("year", "title", "scope", "stages", "towns", "opens_on", "closes_on")
    facts = {name: getattr(campaign, name) for name in (*names, "reminder_days", "note")}
    chosen = campaign.chosen.values_list("pk", flat=True)
    return facts | {"form": campaign.form_id, "chosen": list(chosen)}


def typed(sent):
    """What a browser sent, to be shown again unchecked."""
    several = ("stages", "towns", "chosen")
    return {name: sent.getlist(name) if name in several else sent.get(name) for name in sent}


def described(form):
    """A form as the list of forms calls it."""
    home = "标准表" if form.is_standard else "本局"
    stage = form.get_stage_display() or "各学段通用"
    return f"{form}　{home}，{stage}"

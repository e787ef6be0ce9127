"""What an administrator types about a token enters, columns and regions leave."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from eduplan.clients import issuing
from eduplan.clients.models import LONGEST, PER_MINUTE, Token
from plans.filters.fields import RegionField

DAYS = 180
"""How long a token lasts unless somebody says otherwise."""
MOST_REGIONS = 100
SCOPE_LABELS = {
    "reads_drafts": "可以读取未发布的数据和计划",
    "writes": "可以写入数据：先列为待发布，科室核对后发布",
    "publishes": "可以直接发布写入的数据，不经科室核对",
}
SCOPES = tuple(SCOPE_LABELS)


def _last_day():
    return timezone.localdate() + timedelta(days=DAYS)


class DayField(forms.DateField):
    """The last day of a token."""

    def __init__(self):
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        hint = f"这一天结束后失效，最长 {LONGEST.days} 天"
        super().__init__(label="有效期至", initial=_last_day, widget=day, help_text=hint)


class RegionsField(forms.CharField):
    """Regions by name or code, one a line."""

    def __init__(self):
        super().__init__(
            label="地区范围",
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="一行一个名称或代码；留空为接口账号所属的整个地区",
        )

    def clean(self, value):
        """The regions, each once."""
        lines = [line for line in map(str.strip, super().clean(value).splitlines()) if line]
        if len(lines) > MOST_REGIONS:
            raise ValidationError(f"最多填 {MOST_REGIONS} 个地区，现在是 {len(lines)} 个。")
        found, wrong = {}, []
        for line in lines:
            try:
                region = RegionField().clean(line)
                found[region.pk] = region
            except ValidationError as error:
                wrong += error.messages
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())


class TokenForm(forms.ModelForm):
    """What a token is for, what it may do, where, how often and until when."""

    expires_on = DayField()
    regions = RegionsField()

    class Meta:
        model = Token
        fields = ("name", *SCOPES, "requests_per_minute", "expires_on")
        labels = SCOPE_LABELS

    @property
    def facts(self):
        """Columns of the token."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def refuse(self, error):
        """Show what the rules say beside the fields that the form has."""
        told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, words in told.items():
            self.add_error(name if name in self.fields else None, words)


class NewTokenForm(TokenForm):
    """A token for a program that is there already, or for a new one."""

    client = forms.ModelChoiceField(
        None, label="接口账号", required=False, empty_label="新建一个接口账号"
    )
    client_name = forms.CharField(
        label="新账号的名称", max_length=60, required=False, help_text="程序或单位，如“市数据平台”"
    )
    home = RegionField(
        label="新账号所属地区", max_length=60, required=False, help_text="名称或六位代码"
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["client"].queryset = issuing.clients_of(by)
        self.fields["client"].label_from_instance = lambda user: f"{user}（{user.region}）"
        self.fields["requests_per_minute"].initial = PER_MINUTE
        if by.region and not by.is_system_admin:
            self.fields["home"].help_text = f"留空为{by.region.name}"

    def clean(self):
        """Either a program that is there, or the name and the place of a new one."""
        found = super().clean()
        if found.get("client") or "client" in self.errors:
            return found
        if not found.get("client_name") and "client_name" not in self.errors:
            self.add_error("client_name", "请选一个接口账号，或者填写新账号的名称。")
        if "home" not in self.errors and not found.get("home"):
            found["home"] = None if self.by.is_system_admin else self.by.region
            if found["home"] is None:
                self.add_error("home", "请填写新账号所属地区。")
        return found


class RotateForm(forms.Form):
    """How long the new token lasts, and how long the old one still does."""

    grace = forms.TypedChoiceField(
        label="旧令牌再用",
        coerce=int,
        choices=[(days, f"{days} 天" if days else "立即停用") for days in issuing.GRACE],
        initial=max(issuing.GRACE),
    )
    expires_on = DayField()


class RevokeForm(forms.Form):
    """A token is not revoked by a slip."""

    sure = forms.BooleanField(
        label="我确认停用，用它的程序马上不能再取数据",
        error_messages={"required": "请先勾选确认，再停用。"},
    )

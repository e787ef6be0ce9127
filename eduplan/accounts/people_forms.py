"""What an administrator types about a person enters, names, posts and days leave."""

from typing import ClassVar

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils import timezone

from eduplan.accounts import appointing, user_names
from eduplan.accounts.contact import phone_of
from eduplan.accounts.models import SCHOOL_ROLES, User
from plans.filters.fields import RegionField

LINK, PASSWORD = "link", "password"
WAYS = ((LINK, "生成一次性链接，由本人自己设置密码"), (PASSWORD, "生成初始密码，本人登录后先修改"))
TAKEN = "用户名“{}”已经有人用了，请换一个（留空会自动生成）。"


class PersonForm(forms.ModelForm):
    """Name, telephone and mail of a person."""

    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="手机", max_length=30, required=False)

    class Meta:
        model = User
        fields = ("name", "phone", "email")
        labels: ClassVar = {"email": "邮箱"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["name"] = self.instance.get_full_name()

    def clean_phone(self):
        """In one form, whatever way it was typed."""
        typed = self.cleaned_data["phone"]
        return phone_of(typed) if typed else ""

    def save(self, commit=True):
        """The whole name stands in one column, as Chinese names do."""
        self.instance.first_name, self.instance.last_name = "", self.cleaned_data["name"]
        return super().save(commit)


class PostForm(forms.Form):
    """A post: role, where, and which section or school."""

    role = forms.ChoiceField(label="角色")
    region = RegionField(label="地区", required=False, max_length=60)
    unit = forms.CharField(label="科室", max_length=120, required=False)
    school = forms.CharField(label="学校", max_length=120, required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["role"].choices = [("", "请选择"), *appointing.roles_of(by)]
        self.fields["unit"].widget.attrs["list"] = "unit-names"
        self.fields["school"].widget.attrs["list"] = "school-names"
        if not by.is_system_admin:
            del self.fields["region"]

    def clean(self):
        """The rows that the names mean; a school is asked of who works in one, of nobody else."""
        found = super().clean()
        role = found.get("role")
        region = found["region"] = self._region()
        if not role or (self.by.is_system_admin and "region" in self.errors):
            return found
        needed, spare = ("school", "unit") if role in SCHOOL_ROLES else ("unit", "school")
        if needed == "school" and not found.get("school"):
            self.add_error("school", "校长和学校填报员请填写学校。")
        if found.get(spare):
            self.add_error(spare, f"这一角色不填{self.fields[spare].label}，请清空。")
        self._resolve(found, region)
        return found

    def _region(self):
        return self.cleaned_data.get("region") if self.by.is_system_admin else self.by.region

    def _resolve(self, found, region):
        for name, how in (("unit", appointing.unit_of), ("school", appointing.school_of)):
            words = found.get(name)
            if words and region is None:
                self.add_error("region", "请先填写地区。")
            elif words:
                try:
                    found[name] = how(region, words)
                except ValidationError as error:
                    self.add_error(name, error)

    @property
    def place(self):
        """What ``appointing`` takes."""
        found = self.cleaned_data
        return {
            "role": found["role"],
            "region": found["region"],
            "unit": found["unit"] or None,
            "school": found["school"] or None,
        }


class NewPersonForm(PostForm):
    """A person with his first post, and how he gets in."""

    name = forms.CharField(label="姓名", max_length=60)
    username = forms.CharField(
        label="用户名", max_length=150, required=False, validators=[UnicodeUsernameValidator()]
    )
    phone = forms.CharField(label="手机", max_length=30, required=False)
    email = forms.EmailField(label="邮箱", max_length=254, required=False)
    way = forms.ChoiceField(label="怎样登录", choices=WAYS, initial=LINK, widget=forms.RadioSelect)

    def clean_phone(self):
        """In one form, whatever way it was typed."""
        typed = self.cleaned_data["phone"]
        return phone_of(typed) if typed else ""

    def clean_username(self):
        """What was typed, unless somebody has it, be it in other letters."""
        typed = self.cleaned_data["username"]
        if typed and User.objects.filter(username__iexact=typed).exists():
            raise ValidationError(TAKEN.format(typed))
        return typed

    @property
    def facts(self):
        """Columns of the user, with a name to sign in with where none was typed."""
        found = self.cleaned_data
        name = found["name"]
        return {
            "username": found["username"] or user_names.proposed(name, user_names.taken()),
            "last_name": name,
            "phone": found["phone"],
            "email": found["email"],
        }


class EndForm(forms.Form):
    """The day from which a post counts no more."""

    ended_on = forms.DateField(
        label="离任日期",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

"""What an administrator does about one person enters; it is done, logged, and his page leaves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from eduplan.accounts import administration, appointing, reset_links
from eduplan.accounts.models import User
from eduplan.accounts.people_forms import EndForm, PersonForm, PostForm
from eduplan.accounts.people_pages import page_of, person_of, shown_once
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record
from eduplan.audit.rights import record_rights, rights_of

Action = AuditEntry.Action


def _administered(request, pk):
    """The person whom the user may change; raises ``PermissionDenied`` and ``Http404``."""
    person = person_of(request, pk)
    if not administration.may_administer(request.user, person):
        raise PermissionDenied("此人还在别处任职，或是系统管理员，只有系统管理员可以管理这个账号。")
    return person


def _done(request, person, words):
    messages.success(request, words, "done")
    return redirect("people-person", person.pk)


def _refused(request, person, error):
    return page_of(request, person, status=422, complaint="".join(error.messages))


@require_POST
def edit(request, pk):
    """Change name, telephone and mail."""
    person = _administered(request, pk)
    form = PersonForm(request.POST, instance=User.objects.get(pk=person.pk))
    if not form.is_valid():
        return page_of(request, person, status=422, form=form)
    with transaction.atomic():
        form.save()
        details = {"fields": form.changed_data}
        record(request, Action.CHANGE, person, label="修改人员", details=details)
    return _done(request, person, "已保存。")


@require_POST
def appoint(request, pk):
    """Give one more post."""
    person = _administered(request, pk)
    form = PostForm(request.POST, by=request.user, auto_id="id_post_%s")
    if form.is_valid():
        try:
            with transaction.atomic():
                before = rights_of(person)
                post = appointing.appoint(person, by=request.user, place=form.place)
                record_rights(request, person, before=before, label="任命")
            return _done(request, person, f"已任命：{post}。")
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
    return page_of(request, person, status=422, post_form=form)


@require_POST
def end_post(request, pk, post):
    """End a post from a day on."""
    person = _administered(request, pk)
    ending = get_object_or_404(person.posts.for_names(), pk=post)
    form = EndForm(request.POST)
    if not form.is_valid():
        return page_of(request, person, status=422, end_form=form, ending=ending.pk)
    day = form.cleaned_data["ended_on"]
    try:
        with transaction.atomic():
            before = rights_of(person)
            administration.end_post(ending, day=day, by=request.user)
            record_rights(request, person, before=before, label=f"结束任职（{day}起）")
    except ValidationError as error:
        return _refused(request, person, error)
    return _done(request, person, f"“{ending}”从 {day} 起结束。")


@require_POST
def set_state(request, pk):
    """Shut a person out, or let him in again."""
    person = _administered(request, pk)
    is_active = request.POST.get("active") == "1"
    word = "启用" if is_active else "停用"
    try:
        if request.POST.get("active") not in ("0", "1"):
            raise ValidationError("没有说明是停用还是启用，没有改动。请再按一次按钮。")
        with transaction.atomic():
            before = rights_of(person)
            administration.set_active(is_active, user=person, by=request.user)
            record_rights(request, person, before=before, label=f"{word}账号")
    except ValidationError as error:
        return _refused(request, person, error)
    return _done(request, person, f"账号已{word}。")


@require_POST
def unlock(request, pk):
    """Let a person try again at once who failed too often."""
    person = _administered(request, pk)
    with transaction.atomic():
        administration.unlock(user=person, by=request.user)
        record(request, Action.RIGHTS, person, label="解除锁定")
    return _done(request, person, "已解除锁定，现在可以再登录。")


@require_POST
@never_cache
def give_password(request, pk):
    """Set a made-up password, shown this once."""
    person = _administered(request, pk)
    with transaction.atomic():
        password = administration.give_password(user=person, by=request.user)
        record(request, Action.RIGHTS, person, label="重置密码")
    return shown_once(request, person, password=password)


@require_POST
@never_cache
def give_link(request, pk):
    """Make a one-time link to set a password with, shown this once."""
    person = _administered(request, pk)
    try:
        with transaction.atomic():
            token = administration.give_link(user=person, by=request.user)
            record(request, Action.RIGHTS, person, label="生成设置密码的链接")
    except ValidationError as error:
        return _refused(request, person, error)
    return shown_once(request, person, address=reset_links.address_of(request, token))


@require_POST
def drop_code(request, pk):
    """Let a person in without his lost phone."""
    person = _administered(request, pk)
    with transaction.atomic():
        administration.reset_second_factor(user=person, by=request.user)
        record(request, Action.RIGHTS, person, label="重置两步验证")
    return _done(request, person, "两步验证已重置。")

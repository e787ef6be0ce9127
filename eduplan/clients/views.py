"""A request of an administrator enters, the list of tokens or the page of one leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record
from eduplan.clients import issuing, showing
from eduplan.clients.forms import NewTokenForm, RevokeForm, RotateForm, TokenForm
from eduplan.clients.models import Token

ROWS = 50
RIGHTS = AuditEntry.Action.RIGHTS


@require_safe
def client_list(request):
    """Which programs may come, when they last did, and whose token ends soon."""
    rows = _seen_by(request.user)
    soon = [token for token in rows.to_rotate() if token.is_standing]
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "clients/list.html", {"page": page, "soon": soon})


@require_safe
def client_page(request, pk):
    """One token, and what can be done about it."""
    return _page(request, _token(request, pk))


@require_safe
@never_cache
@sensitive_variables("secret", "curl")
def client_once(request, pk):
    """The secret of a new token, this one time; whoever asks only for the head takes nothing."""
    token = _token(request, pk)
    secret = showing.take(request.session, token) if request.method == "GET" else None
    address = request.build_absolute_uri("/api/v1/indicators/")
    curl = f'curl -H "Authorization: Bearer {secret}" {address}'
    return render(request, "clients/once.html", {"token": token, "secret": secret, "curl": curl})


@require_http_methods(["GET", "HEAD", "POST"])
def client_new(request):
    """A token, for a program that is there or a new one; its secret is shown once."""
    issuing.require_administrator(request.user)
    form = NewTokenForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        try:
            return _made(request, form)
        except ValidationError as error:
            form.refuse(error)
    status = 422 if form.is_bound else 200
    return render(request, "clients/new.html", {"form": form}, status=status)


@transaction.atomic
def _made(request, form):
    found, by = form.cleaned_data, request.user
    client = found["client"]
    if client is None:
        client = issuing.create_client(found["client_name"], region=found["home"], by=by)
    made = issuing.issue(client, by=by, facts=form.facts, regions=found["regions"])
    record(request, RIGHTS, made[0], label="生成接口令牌", details=_rights(made[0]))
    return _to_once(request, *made)


@require_POST
def client_edit(request, pk):
    """Change what a token may do, where, how often and how long."""
    token = _token(request, pk)
    form = TokenForm(request.POST, instance=Token.objects.get(pk=pk))
    if form.is_valid():
        try:
            with transaction.atomic():
                before = _rights(token)
                regions = form.cleaned_data["regions"]
                changed = issuing.change(token, by=request.user, facts=form.facts, regions=regions)
                details = {"before": before, "after": _rights(changed)}
                record(request, RIGHTS, changed, label="修改接口令牌", details=details)
            return _done(request, token, "已保存，马上生效。")
        except ValidationError as error:
            form.refuse(error)
    return _page(request, token, status=422, form=form)


@require_POST
def client_rotate(request, pk):
    """A new token in the place of this one."""
    token, form = _token(request, pk), RotateForm(request.POST, prefix="rotate")
    if form.is_valid():
        try:
            with transaction.atomic():
                made = issuing.rotate(token, by=request.user, **form.cleaned_data)
                details = {"grace": form.cleaned_data["grace"], "replaces": token.prefix}
                record(request, RIGHTS, made[0], label="换发接口令牌", details=details)
            return _to_once(request, *made)
        except ValidationError as error:
            form.add_error(None, error.messages)
    return _page(request, token, status=422, rotate_form=form)


@require_POST
def client_revoke(request, pk):
    """Let nobody in by this token any more."""
    token, form = _token(request, pk), RevokeForm(request.POST, prefix="revoke")
    if form.is_valid():
        try:
            with transaction.atomic():
                issuing.revoke(token, by=request.user)
                record(request, RIGHTS, token, label="停用接口令牌")
            return _done(request, token, "令牌已停用。")
        except ValidationError as error:
            form.add_error(None, error.messages)
    return _page(request, token, status=422, revoke_form=form)


def _seen_by(user):
    issuing.require_administrator(user)
    return Token.objects.visible_to(user).for_list()


def _token(request, pk):
    """The token of an address; raises ``PermissionDenied`` and ``Http404``."""
    return get_object_or_404(_seen_by(request.user), pk=pk)


def _page(request, token, *, status=200, **forms):
    """The page of a token, with forms as they were sent where something is wrong."""
    own = Token.objects.get(pk=token.pk)
    names = "\n".join(f"{region.adcode} {region.name}" for region in token.regions.all())
    context = {
        "token": token,
        "form": TokenForm(instance=own, initial={"regions": names}),
        "rotate_form": RotateForm(prefix="rotate"),
        "revoke_form": RevokeForm(prefix="revoke"),
        "next_token": getattr(token, "replaced_by", None),
    }
    return render(request, "clients/page.html", context | forms, status=status)


def _done(request, token, words):
    messages.success(request, words, "done")
    return redirect("client-page", token.pk)


def _to_once(request, token, secret):
    """Lead to the page that shows the secret: loading that again makes no other token."""
    showing.keep(request.session, token, secret)
    return redirect("client-once", token.pk)


def _rights(token):
    """What a token may do, for the log: never its secret."""
    return {
        "prefix": token.prefix,
        "scopes": token.scope_words,
        "regions": token.prefixes,
        "requests_per_minute": token.requests_per_minute,
        "expires_on": str(token.expires_on),
    }

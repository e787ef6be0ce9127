"""An administrator and what a program needs enter; tokens are made, replaced and revoked."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from eduplan.accounts import user_names
from eduplan.accounts.models import Post, Role, User
from eduplan.clients.models import LONGEST, Token
from eduplan.clients.secret_words import digest_of, made_up

GRACE = range(8)
"""Days that a replaced token may still be used."""


def require_administrator(user):
    """Raises ``PermissionDenied`` for whoever gives out no tokens."""
    if not (user.is_system_admin or user.is_bureau_admin):
        raise PermissionDenied("数据接口只对局管理员和系统管理员开放。")


def clients_of(user):
    """Programs that somebody may give tokens to, by their names."""
    require_administrator(user)
    posts = Post.objects.current().filter(role=Role.DATA_CLIENT)
    if not user.is_system_admin:
        posts = posts.filter(region__adcode__startswith=user.region.significant)
    found = User.objects.filter(post__in=posts, is_active=True)
    return found.select_related("post__region").order_by("last_name", "pk")


@transaction.atomic
def create_client(name, *, region, by):
    """A program as a user; nobody can sign in as it. Raises ``ValidationError``."""
    require_administrator(by)
    if not by.is_system_admin and not lies_in(region, by.region):
        raise ValidationError(f"{region}不在{by.region}，不能建那里的接口账号。")
    username = user_names.proposed(name, user_names.taken())
    facts = {"last_name": name, "role": Role.DATA_CLIENT, "region": region}
    return User.objects.create_user(username, password=None, **facts)


@transaction.atomic
def issue(client, *, by, facts, regions=(), replaces=None):
    """A token and its secret, which nothing else ever tells again; raises ``ValidationError``.

    ``facts`` are columns of ``Token``; without regions it is for where its client is appointed.
    """
    require_administrator(by)
    _check(client, regions, facts["expires_on"])
    regions = list(regions) or [client.region]
    secret, prefix = made_up()
    token = Token(user=client, created_by=by, prefix=prefix, digest=digest_of(secret), **facts)
    token.replaces, token.prefixes = replaces, _prefixes(regions)
    token.full_clean()
    token.save()
    token.regions.set(regions)
    return token, secret


@transaction.atomic
def change(token, *, by, facts, regions):
    """Change what a token may do and how long; raises ``ValidationError``."""
    token = _standing(token, by)
    _check(token.user, regions, facts["expires_on"])
    if facts["expires_on"] > token.expires_on and _is_replaced(token):
        raise ValidationError({"expires_on": "这个令牌已经换发，有效期不能再延长。"})
    for name, value in facts.items():
        setattr(token, name, value)
    regions = list(regions) or [token.user.region]
    token.prefixes = _prefixes(regions)
    token.full_clean()
    token.save(update_fields=[*facts, "prefixes"])
    token.regions.set(regions)
    return token


@transaction.atomic
def rotate(token, *, by, grace, expires_on):
    """A token in the place of another, which lasts ``grace`` more days, 0 to 7; and its secret."""
    token = _standing(token, by)
    if grace not in GRACE:
        raise ValidationError(f"旧令牌最多再用 {max(GRACE)} 天。")
    if _is_replaced(token):
        raise ValidationError("这个令牌已经换发过。请换发接替它的那个令牌。")
    names = ("name", "reads_drafts", "writes", "publishes", "requests_per_minute")
    facts = {name: getattr(token, name) for name in names} | {"expires_on": expires_on}
    made = issue(token.user, by=by, facts=facts, regions=token.regions.all(), replaces=token)
    if grace:
        last = timezone.localdate() + timedelta(days=grace)
        token.expires_on = min(token.expires_on, last)
        token.save(update_fields=["expires_on"])
    else:
        _end(token, by)
    return made


@transaction.atomic
def revoke(token, *, by):
    """Let nobody in by a token from now on; raises ``ValidationError`` where that is so already."""
    require_administrator(by)
    token = _locked(token)
    if token.revoked_at:
        raise ValidationError("这个令牌已经停用。")
    _end(token, by)


def lies_in(region, home):
    """Whether a region is another one or below it."""
    return region.adcode.startswith(home.significant)


def _is_replaced(token):
    return Token.objects.filter(replaces=token).exists()


def _end(token, by):
    token.revoked_at, token.revoked_by = timezone.now(), by
    token.save(update_fields=["revoked_at", "revoked_by"])


def _standing(token, by):
    """The token as it is now, kept from others; raises ``ValidationError`` where it is over."""
    require_administrator(by)
    token = _locked(token)
    if not token.is_standing:
        raise ValidationError("这个令牌已经失效，不能再修改或换发。请新建一个令牌。")
    return token


def _locked(token):
    return Token.objects.select_for_update().get(pk=token.pk)


def _prefixes(regions):
    return ",".join(sorted({region.significant for region in regions}))


def _check(client, regions, expires_on):
    """Raises ``ValidationError`` by field for what no token may be."""
    if client.role != Role.DATA_CLIENT or not client.is_active:
        raise ValidationError({"client": "请选一个有效的接口账号。"})
    outside = [str(region) for region in regions if not lies_in(region, client.region)]
    if outside:
        words = f"{'、'.join(outside)}不在接口账号所属的{client.region}，请删去。"
        raise ValidationError({"regions": words})
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        words = f"有效期要在今天到 {today + LONGEST} 之间，最长 {LONGEST.days} 天。"
        raise ValidationError({"expires_on": words})

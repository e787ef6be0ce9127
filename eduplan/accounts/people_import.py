"""A list of people from Excel enters, accounts leave, and once a list of links to hand out."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eduplan.accounts import administration, list_pages, people_checking
from eduplan.accounts.list_tables import PEOPLE, PEOPLE_STEPS
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record
from indicators.exporting import Sheet, as_xlsx, download
from indicators.models import School, Unit

HEAD = ("姓名", "用户名", "角色", "科室", "学校", "手机", "一次性链接", "链接有效期至")
NAME = "新账号和一次性链接"
WRITING = "下载新账号的链接"


def _offered(region):
    """Names of units and of confirmed schools."""
    names = [
        (key, model.objects.filter(region=region, is_confirmed=True).values_list("name", flat=True))
        for key, model in (("unit_names", Unit), ("school_names", School))
    ]
    return {key: list(found) if region else [] for key, found in names}


KIND = list_pages.ListKind(
    PEOPLE,
    "people-import",
    "accounts/people_import.html",
    PEOPLE_STEPS,
    people_checking.check,
    _offered,
)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def people_import(request):
    """批量新增: take a workbook, say what is in it, and make the accounts once it is asked for."""
    administration.require_administrator(request.user)
    if request.method != "POST":
        return list_pages.opened(request, KIND)
    return _write(request) if "upload" in request.POST else list_pages.keep(request, KIND)


def _write(request):
    """Make the accounts; the answer is the only list of their links."""
    kept, report, instead = list_pages.to_write(request, KIND)
    if instead:
        return instead
    try:
        with transaction.atomic():
            made = people_checking.write(request, report, kept.region)
            kept.delete()
            record(request, AuditEntry.Action.EXPORT, label=WRITING, details={"人数": len(made)})
    except (IntegrityError, ValidationError):
        return list_pages.page(request, KIND, kept=kept, trouble=list_pages.MEANWHILE, status=422)
    return as_xlsx([Sheet(PEOPLE.name, HEAD, _rows(made))], NAME)


def _rows(made):
    until = timezone.localtime() + timedelta(hours=settings.RESET_HOURS)
    return [
        (
            texts["name"],
            person.username,
            texts["role"],
            texts["unit"],
            texts["school"],
            person.phone,
            address,
            f"{until:%Y-%m-%d %H:%M}",
        )
        for person, texts, address in made
    ]


@require_safe
def people_template(request):
    """An empty workbook for people."""
    administration.require_administrator(request.user)
    return download(list_pages.empty_workbook(request, KIND), "人员名单模板.xlsx")


@require_safe
def people_marked(request, upload):
    """The list that waits, with what is wrong in it."""
    administration.require_administrator(request.user)
    return download(*list_pages.marked(request, KIND, upload))

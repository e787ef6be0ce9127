"""Requests for target letters enter, the page of a version, single letters and files leave."""

import io
import zipfile

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.exporting import download
from plans.models import AssignmentSet, Letter
from plans.rollup.assigning import is_issuer, issue, newest_set, revise, stamp, write_words
from plans.rollup.letter_pdf import as_pdf
from plans.rollup.letter_word import as_word
from plans.rollup.letters import PLACES, LetterContent, letters_of
from plans.rollup.tally import tally_of
from plans.submitting.calling import is_caller
from plans.views.paths import said
from plans.views.submission_paths import campaign_of, own_submission

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"docx": (as_word, DOCX), "pdf": (as_pdf, "application/pdf")}
"""What a letter can be taken along as: its maker and media type."""


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_letters(request, pk):
    """What is divided, the words of the letters, and the letters; other words by POST."""
    campaign = campaign_of(request, pk)
    if request.method != "POST":
        return _page(request, campaign)
    sent = request.POST
    words = {name: _text(sent, name) for name in ("bureau_name", "preamble", "terms")}
    ticked = {name: name in sent for name in ("has_promises", "has_tasks")}
    try:
        write_words(campaign, user=request.user, **words, **ticked)
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {}
        context = {"typed": {**words, **ticked}, "wrong": {n: "".join(m) for n, m in found.items()}}
        return _page(request, campaign, said(error), **context)
    messages.success(request, "责任书的文字已保存。")
    return redirect("campaign-letters", pk=campaign.pk)


@require_POST
def campaign_letters_issue(request, pk):
    """Issue the draft: from now on the schools see their letters."""
    campaign = campaign_of(request, pk)
    try:
        found = issue(campaign, user=request.user, seen=request.POST.get("seen", ""))
    except ValidationError as error:
        return _page(request, campaign, said(error))
    messages.success(request, f"已下达（第 {found.version} 版），学校现在可以看到本校的责任书。")
    return redirect("campaign-letters", pk=campaign.pk)


@require_POST
def campaign_letters_revise(request, pk):
    """Begin a new version, for a reason."""
    campaign = campaign_of(request, pk)
    reason = _text(request.POST, "reason")
    try:
        found = revise(campaign, user=request.user, reason=reason)
    except ValidationError as error:
        return _page(request, campaign, said(error), reason=reason)
    messages.success(
        request, f"已开始第 {found.version} 版草稿。重新下达以前，学校看到的仍是上一版。"
    )
    return redirect("campaign-letters", pk=campaign.pk)


def _text(sent, name):
    """What was typed, without the character that no database keeps."""
    return sent.get(name, "").replace("\x00", "").strip()


def _page(request, campaign, error="", **context):
    """The page of the newest version; with an error the status is 422."""
    newest = newest_set(campaign, request.user)
    may_write = is_caller(request.user, campaign) and not (newest and newest.is_issued)
    context = {
        "campaign": campaign,
        "newest": newest,
        "earlier": campaign.assignment_sets.visible_to(request.user).newest_first()[1:],
        "tallies": tally_of(newest) if newest else [],
        "letters": letters_of(newest, request.user) if newest else {},
        "seen": stamp(newest) if newest and not newest.is_issued else "",
        "new": AssignmentSet(campaign=campaign, bureau_name=f"{campaign.bureau.name}教育局"),
        "may_write": may_write,
        "may_issue": is_issuer(request.user, campaign),
        "may_revise": is_caller(request.user, campaign),
        "places": PLACES,
        "error": error,
        **context,
    }
    return render(request, "campaigns/rollup_letters.html", context, status=422 if error else 200)


@require_safe
def campaign_letters_all(request, pk):
    """The letters of all schools in one zip."""
    campaign = campaign_of(request, pk)
    newest = newest_set(campaign, request.user)
    letters = letters_of(newest, request.user) if newest else {}
    kind = request.GET.get("as", "docx")
    if not letters or kind not in KINDS:
        raise Http404
    name = f"{campaign.year}年度目标责任书（{len(letters)}所学校）.zip"
    return download(_zipped(letters, kind), name, "application/zip")


@require_safe
def campaign_letter(request, pk, submission):
    """The letter of one school, to look at or to take along."""
    campaign = campaign_of(request, pk)
    newest = newest_set(campaign, request.user)
    content = letters_of(newest, request.user).get(submission) if newest else None
    if content is None:
        raise Http404
    if request.GET.get("as") in KINDS:
        return _file(content, request.GET["as"])
    context = {"campaign": campaign, "letter": content, "rows": content.lines}
    return render(request, "campaigns/rollup_letter.html", context)


@require_safe
def submission_letter(request, pk):
    """The school's own letter, once it is issued."""
    submission = own_submission(request, pk)
    letters = Letter.objects.visible_to(request.user).filter(submission=submission)
    if request.GET.get("as") in KINDS:
        kept = get_object_or_404(letters.newest_first()[:1])
        return _file(LetterContent.from_json(kept.content), request.GET["as"])
    kept = letters.newest_first().first()
    content = kept and LetterContent.from_json(kept.content)
    context = {"submission": submission, "letter": content, "kept": kept}
    return render(request, "submissions/letter.html", context)


def _file(content, kind):
    make, media_type = KINDS[kind]
    return download(make(content), f"{content.name}.{kind}", media_type)


def _zipped(letters, kind):
    make, _ = KINDS[kind]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(letters.values(), 1):
            # A number before it: two schools may have one name.
            archive.writestr(f"{number:03} {_safe(content.name)}.{kind}", make(content))
    return buffer.getvalue()


def _safe(name):
    """A name without what stands for folders."""
    return name.replace("/", "／").replace("\\", "＼").lstrip(".")

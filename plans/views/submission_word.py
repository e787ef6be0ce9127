"""A school's own file enters, its form filled with proposals leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans import submitting
from plans.extraction import ReadError
from plans.forms import LARGEST_MB
from plans.views.paths import said
from plans.views.submission_paths import own_submission

ENDINGS = (".docx", ".doc", ".wps", ".pdf", ".txt")
NOT_READ = "从这个文件里没有认出能填的内容。请确认选对了文件，或者直接在网页上填。"


@require_http_methods(["GET", "HEAD", "POST"])
def submission_word(request, pk):
    """The way to bring a file along; what it says is proposed, and nothing typed is changed."""
    submission = own_submission(request, pk)
    may_begin = submitting.may(submitting.Step.BEGIN, submission, request.user)
    if not (submission.is_fillable or may_begin):
        messages.warning(request, "现在不能填报，请看本页的说明。")
        return redirect("submission", pk)
    if request.method != "POST":
        return _page(request, submission)
    if int(request.META.get("CONTENT_LENGTH") or 0) > (LARGEST_MB + 1) * 1024**2:
        return render(request, "413.html", status=413)
    file = request.FILES.get("file")
    wrong = _fault(file)
    if wrong:
        return _page(request, submission, wrong)
    try:
        found = submitting.recognise(
            submission, user=request.user, name=file.name, data=file.read()
        )
    except ReadError as error:
        return _page(request, submission, str(error))
    except ValidationError as error:
        return _page(request, submission, said(error))
    messages.add_message(request, *_told(found))
    return redirect("submission-fill", pk)


def _fault(file):
    """What is wrong with a file before it is read; empty where nothing is."""
    if file is None:
        return "还没有选择文件。请先选择您的计划文件。"
    if not file.name.lower().endswith(ENDINGS):
        return "只能上传 Word（.docx .doc .wps）、PDF 或文本（.txt）文件。"
    return f"文件超过 {LARGEST_MB} MB，请压缩后再传。" if file.size > LARGEST_MB * 1024**2 else ""


def _told(found):
    """Level and words about what a file gave."""
    if found.is_empty:
        return messages.WARNING, NOT_READ + found.note
    counts = (
        (found.texts, "文字 {} 部分"),
        (found.targets, "指标 {} 项"),
        (found.tasks, "任务 {} 条"),
        (found.money, "经费 {} 笔"),
        (found.left, "未归类 {} 段"),
    )
    told = "，".join(words.format(number) for number, words in counts if number)
    return messages.SUCCESS, f"已从文件认出：{told}。请逐项核对，对的点“确认”。{found.note}"


def _page(request, submission, wrong=""):
    context = {"submission": submission, "wrong": wrong, "largest": LARGEST_MB}
    return render(request, "submissions/word.html", context, status=422 if wrong else 200)

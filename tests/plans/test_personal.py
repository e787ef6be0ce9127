"""Personal data on every way out: masked for most, whole for those who work on the texts."""

import io

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.http import StreamingHttpResponse
from django.urls import reverse
from python_calamine import CalamineWorkbook

from eduplan.accounts.models import Role
from eduplan.middleware import PersonalData
from plans.importing import import_file
from plans.models import Plan, Problem, SearchEntry, Source, TableUpload, Task
from plans.personal import Masked, is_personal, read_by
from plans.readers import Reader
from plans.tables.columns import TABLES
from plans.tables.writing import export
from tests.conftest import person

pytestmark = pytest.mark.django_db

NAMES = ("张小燕", "李志强", "欧阳晓红", "龙小妹", "龙建军")
NUMBERS = ("53019920120305123", "13805641234", "139 0564 7788", "7031225", "6228480012345678903")
OTHERS = ("zhangxiaoyan2010@163.com", "柳树村三组12号")
SECRETS = (*NAMES, *NUMBERS, *OTHERS)
KEPT = ("局长王建军", "0564-5031234")
"""What a plan needs stays: who answers for it, and the telephone of the office."""

TEXT = """青禾县2025年教育工作计划
青禾县教育局局长王建军负责，县教育局办公室电话：0564-5031234。
一、做好控辍保学工作
（一）对留守儿童张小燕、李志强落实帮扶措施，投入资金50000元，由教育股牵头，6月底前完成。
受助学生欧阳晓红（身份证号530199201203051230）每年补助1250元，手机13805641234。
二、张小燕劝返工作
家长电话：7031225，联系人手机139 0564 7788，每月家访2次，控辍保学率达到100%。
受助学生银行卡卡号6228480012345678903，家长邮箱zhangxiaoyan2010@163.com。
家庭住址：青禾县河湾镇柳树村三组12号，2025年帮扶学生5名。
姓名\t班级\t家长姓名\t家长电话
龙小妹\t三（2）班\t龙建军\t13805641234
三、保障措施
2025年全县投入控辍保学资金13800000000元，其中张小燕等3名学生每人3000元。
"""

SEEING = {Role.BUREAU_ADMIN, Role.BUREAU_STAFF}


@pytest.fixture
def source(bureau):
    """A source with personal data of every kind, as an import writes it."""
    return import_file(name="计划.txt", data=TEXT.encode(), bureau=bureau).source


def words_of(response):
    """All that a response says, cells of workbooks included."""
    content = response.getvalue()
    if "spreadsheet" in response.get("Content-Type", ""):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return repr(sheets)
    return content.decode("utf-8", "replace")


def addresses(source, other):
    """Every address that shows a plan, its source or what was found in them."""
    plan = source.plans.get()
    tasks, statements = list(plan.tasks.all()), list(plan.statements.all())
    one = [plan.pk]
    found = [reverse(name) for name in ("home", "source-list", "plan-list", "name-list", "quality")]
    found += [f"{reverse('source', args=[source.pk])}{query}" for query in ("", "?view=source")]
    found += [reverse("source-file", args=[source.pk])]
    of_plan = ("plan", "publish", "review", "review-news", "plan-edit", "plan-history")
    found += [reverse(name, args=one) for name in of_plan]
    found += [f"{reverse('review', args=one)}?show={show}" for show in ("all", "open", "doubts")]
    found += [reverse("plan-differences", args=one) + "?from=2020-01-01"]
    for row in (*tasks, *statements):
        for name in ("review-row", "review-form", "plan-edit-row"):
            found.append(reverse(name, args=[plan.pk, row.key]))
    for kind in ("tasks", "targets", "funding"):
        found += [reverse(name, args=[plan.pk, kind]) for name in ("plan-grid", "plan-export")]
    both = f"{reverse('plan-compare')}?a={other.plans.get().pk}&b={plan.pk}"
    found += [both, f"{both}&as=xlsx"]
    found += [f"{reverse('quality')}?as={kind}" for kind in ("csv", "xlsx")]
    asked = ("劝返", "帮扶", "控辍保学", "欧阳", "3000", "龙", "100%", "0564", "1380564")
    return found + [f"{reverse('search')}?q={word}" for word in asked]


@pytest.mark.parametrize("role", sorted(set(Role.values) - SEEING))
def test_no_address_shows_it_to_whom_it_is_hidden(role, client_of, source, bureau):
    other = import_file(name="旧.txt", data=TEXT.replace("2025", "2024").encode(), bureau=bureau)
    client = client_of(person("someone", role, bureau))
    asked = addresses(source, other.source)
    answered = 0
    for address in asked:
        response = client.get(address, headers={"HX-Request": "true"}, follow=True)
        said = words_of(response)
        leaked = [secret for secret in SECRETS if secret in said]
        assert not leaked, (address, leaked)
        answered += response.status_code == 200
    print(f"{role}: {len(asked)} addresses, {answered} answered, nothing of {len(SECRETS)} secrets")
    if role in (Role.BUREAU_LEADER, Role.SYSTEM_ADMIN):
        assert answered > 30


@pytest.mark.parametrize("role", sorted(SEEING))
def test_who_works_on_the_text_reads_it_whole(role, client_of, source, bureau):
    client = client_of(person("someone", role, bureau))
    for view in ("", "?view=source"):
        said = words_of(client.get(reverse("source", args=[source.pk]) + view))
        assert all(secret in said for secret in (*SECRETS, *KEPT))
    file = client.get(reverse("source-file", args=[source.pk]))
    assert file.status_code == 200 and file.getvalue() == TEXT.encode()


def test_a_leader_reads_all_the_rest(client_of, source, bureau):
    client = client_of(person("leader", Role.BUREAU_LEADER, bureau))
    said = words_of(client.get(reverse("source", args=[source.pk])))
    assert all(word in said for word in KEPT)
    assert "张＊＊" in said and "欧阳＊＊" in said and "138****1234" in said
    assert "13800000000元" in said.replace("<", " <") or "13800000000" in said


def test_the_file_is_refused_in_plain_words_only_where_it_holds_personal_data(
    client_of, source, bureau
):
    plain = import_file(name="要点.txt", data="青禾县2025年工作要点".encode(), bureau=bureau).source
    client = client_of(person("leader", Role.BUREAU_LEADER, bureau))
    refused = client.get(reverse("source-file", args=[source.pk]))
    assert refused.status_code == 403
    assert "个人信息" in words_of(refused)
    assert client.get(reverse("source-file", args=[plain.pk])).status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        "13805641234",
        "138 0564 1234",
        "1380564",
        "56412",
        "53019920120305",
        "张小燕",
        "小燕",
        "龙建军",
        "柳树村三组",
        "13905647788",
    ],
)
def test_a_search_finds_nobody_by_what_is_hidden(words, client_of, source, bureau, staff):
    leader = person("leader", Role.BUREAU_LEADER, bureau)
    address = f"{reverse('search')}?q={words}"
    said = words_of(client_of(leader).get(address))
    assert 'class="hit"' not in said


@pytest.mark.parametrize("words", ["13805641234", "530199201203051230", "张小燕"])
def test_who_may_see_finds_by_it(words, client_of, source, staff):
    said = words_of(client_of(staff).get(f"{reverse('search')}?q={words}"))
    assert 'class="hit"' in said


def test_the_lists_find_nobody_by_what_is_hidden(client_of, source, bureau, staff):
    Plan.objects.update(title="关于学生张小燕（13805641234）的帮扶计划")
    Source.objects.update(name="学生张小燕13805641234.txt")
    leader = person("leader", Role.BUREAU_LEADER, bureau)
    for name in ("plan-list", "source-list"):
        for words in ("13805641234", "0564", "小燕"):
            said = words_of(client_of(leader).get(f"{reverse(name)}?q={words}"))
            assert "<tbody>" not in said, (name, words)
            said = words_of(client_of(staff).get(f"{reverse(name)}?q={words}"))
            assert "<tbody>" in said, (name, words)
        assert "<tbody>" in words_of(client_of(leader).get(f"{reverse(name)}?q=学生"))


WITHOUT = {
    "Source": {"sha256", "media_type", "encoding", "script"},
    "SavedFilter": {"name", "query"},  # what its owner typed
    "TableUpload": {"kind", "name"},  # shown to who sent it
    "OpenRow": {"key"},
    "Dropped": {"key"},
    "Correction": {"field"},
    "Statement": {"rule", "doubts"},
    "HistoricalStatement": {"rule", "doubts"},
    "PersonalMention": {"said", "written"},  # what hides the others, and is never shown
    # What a bureau asks its schools, and what they write to each other.
    "CampaignForm": {"code", "title"},
    "FormSection": {"title", "hint"},
    "Campaign": {"title", "note"},
    "Submission": {"asked_reason"},
    "SectionText": {"text"},
    "IndicatorAnswer": {"reason"},
    "Attachment": {"name", "sha256"},
    "MatterFile": {"sha256"},
    "FillLink": {"name", "token_sha256"},
    "IssuedNotice": {"number", "signer"},
    "LeadLink": {"name", "token_sha256"},
    "SubmissionEvent": {"reason"},
    "FieldComment": {"field", "text"},
    "SubmittedText": {"text"},
    "AssignmentSet": {"reason", "bureau_name", "preamble", "terms"},
    # What a person is told, in words of ours, and how it went out to him.
    "Notice": {"text", "where", "once"},
    "Delivery": {"channel", "error"},
    "Passage": {"field", "title", "text"},  # shown to its school alone
    # What a bureau evaluates by, and what it and its schools say of each item.
    "EvaluationRound": {"name", "note"},
    "RoundItem": {"group", "code", "name", "note"},
    "Mark": {"reason", "document"},
    "AssessmentFile": {"name", "sha256"},
    "AssessmentEvent": {"reason"},
}
"""Fields of words that hold no text of a source, by model: all others are masked."""


def test_every_field_that_may_hold_a_text_is_masked():
    wrong = []
    for model in apps.get_app_config("plans").get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField) or field.choices:
                continue
            is_exempt = field.name in WITHOUT.get(model.__name__, ())
            is_type = field.name == "history_type"
            if not (is_exempt or is_type or is_personal(model, field.name)):
                wrong.append(f"{model.__name__}.{field.name}")
    assert not wrong


class Asked:
    """What a request tells of its user."""

    def __init__(self, user):
        self.user = user


@pytest.fixture
def leader(bureau):
    return person("leader", Role.BUREAU_LEADER, bureau)


def test_what_a_masked_reader_saves_is_whole(source, leader):
    with read_by(Reader(Asked(leader))):
        task = Task.objects.filter(title__contains="劝返").get()
        assert isinstance(task.title, Masked) and "张小燕" not in task.title
        task.save()
        values = Task.objects.filter(pk=task.pk).values_list("title", flat=True)
        assert "张小燕" not in values[0]
    assert "张小燕" in Task.objects.get(pk=task.pk).title


def test_a_mask_typed_over_a_text_is_refused(source, leader):
    with read_by(Reader(Asked(leader))):
        task = Task.objects.filter(title__contains="劝返").get()
        task.title = str(task.title)[:] + ""
        with pytest.raises(PermissionDenied):
            task.save()


def test_a_stream_that_reads_on_is_masked_to_its_end(source, leader):
    def stream(_request):
        return StreamingHttpResponse(task.text for task in Task.objects.iterator())

    said = PersonalData(stream)(Asked(leader)).getvalue().decode()
    assert "张＊＊" in said and not any(secret in said for secret in SECRETS)


def test_the_clerk_is_told_before_publishing_and_finds_the_places(client_of, source, staff):
    problem = Problem.objects.get(stage="personal")
    assert "含个人信息" in problem.message and "姓名 " in problem.message
    mentions = source.mentions.all()
    assert {m.written for m in mentions} >= {"张小燕", "13805641234", "7031225", "龙建军"}
    said = words_of(client_of(staff).get(reverse("source", args=[source.pk])))
    assert f"本文含个人信息 {len(mentions)} 处" in said
    assert f"?at={mentions[0].start}&amp;to={mentions[0].end}#found" in said
    assert said.count('<mark class="personal"') >= len(mentions)


def test_a_masked_workbook_that_comes_back_changes_nothing(client_of, source, leader, staff):
    plan = source.plans.get()
    with read_by(Reader(Asked(leader))):
        data = export(Plan.objects.get(pk=plan.pk), TABLES["tasks"], leader)
    before = list(Task.objects.values_list("title", "text", "version"))
    sent = SimpleUploadedFile("任务.xlsx", data)
    address = reverse("plan-import", args=[plan.pk, "tasks"])
    said = words_of(client_of(staff).post(address, {"file": sent}, follow=True))
    assert "没有" in said
    assert "张小燕" in str(before)
    upload = TableUpload.objects.get()
    client_of(staff).post(address, {"upload": upload.pk})
    assert list(Task.objects.values_list("title", "text", "version")) == before


def test_the_admin_shows_and_finds_nobody(client_of, source, bureau):
    admin = person("admin", Role.SYSTEM_ADMIN, bureau)
    admin.is_staff = admin.is_superuser = True
    admin.save()
    client = client_of(admin)
    shown = ("source", "sourcecontent", "plan", "task", "statement", "duty", "problem")
    for name in (*shown, "personalmention"):
        said = words_of(client.get(reverse(f"admin:plans_{name}_changelist")))
        assert not [secret for secret in SECRETS if secret in said], name
    content = reverse("admin:plans_sourcecontent_change", args=[source.pk])
    mention = reverse("admin:plans_personalmention_change", args=[source.mentions.first().pk])
    said = words_of(client.get(mention))
    assert not [secret for secret in SECRETS if secret in said]
    said = words_of(client.get(content))
    assert "张＊＊" in said and not [secret for secret in SECRETS if secret in said]
    tasks = reverse("admin:plans_task_changelist")
    total = words_of(client.get(tasks)).count('class="action-select"')
    assert words_of(client.get(f"{tasks}?q=小燕")).count('class="action-select"') in (0, total)


def test_a_name_that_is_a_word_hides_no_other_words(source, bureau, leader):
    text = "姓名\t班级\n高兴\t三（1）班\n一、师生高兴参加活动\n"
    import_file(name="表.txt", data=text.encode(), bureau=bureau)
    with read_by(Reader(Asked(leader))):
        assert Plan(title="x") and SearchEntry.objects.filter(text__contains="师生高兴").exists()
        said = Source.objects.get(name="表.txt").content.clean
    assert "师生高兴参加" in said and "高＊" in said

"""Lists of people and schools from Excel: good, faulty, partly good, hostile."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from eduplan.accounts.models import ListUpload, ResetLink, User
from eduplan.audit.models import AuditEntry
from indicators.models import School, Unit
from plans.tables import reading
from tests.accounts.conftest import PASSWORD
from tests.accounts.workbooks import filled, send, send_rows, write
from tests.conftest import person
from tests.tables.workbooks import comments, fills, rows_of

pytestmark = pytest.mark.django_db

PEOPLE, SCHOOLS = "people-import", "school-import"
BOTH = pytest.mark.parametrize("address", [PEOPLE, SCHOOLS])
HEAD = {"姓名": "陈大山", "角色": "校长（园长）", "学校": "青禾小学", "手机": 13900001234}
CLERK = {"姓名": "王小明", "角色": "科室人员", "科室": "办公室", "邮箱": "wang@qinghe.example"}


@pytest.fixture
def admin(client_of, manager):
    """The administrator's browser."""
    return client_of(manager)


@pytest.fixture(autouse=True)
def school(bureau):
    """A school that somebody confirmed."""
    return School.objects.create(region=bureau, name="青禾小学", is_confirmed=True)


def html_of(response):
    return response.content.decode()


def faults(page):
    """Column and message of each fault, by row of the sheet."""
    return {(row, head): message for row, head, _, message in page.context["faults"]}


def test_people_get_accounts_and_links_that_are_handed_out_once(admin, client, bureau):
    page = send_rows(admin, PEOPLE, [HEAD, CLERK])
    assert "<b>2</b> 人可以新增" in html_of(page) and "将新建科室：办公室" in html_of(page)
    assert User.objects.count() == 1
    response = write(admin, page)
    assert response["Content-Disposition"].startswith("attachment")
    heads, *rows = rows_of(response.content, "人员")
    made = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [row["用户名"] for row in made] == ["chendashan", "wangxiaoming"]
    head = User.objects.get(username="chendashan")
    assert (head.school.name, head.phone, head.role) == ("青禾小学", "13900001234", "school_head")
    assert User.objects.get(username="wangxiaoming").unit.name == "办公室"
    assert not head.has_usable_password()
    stranger = type(client)()
    path = made[0]["一次性链接"].removeprefix("http://testserver")
    assert stranger.get(path).status_code == 302
    assert "陈大山，请设置密码" in stranger.get("/reset/new/").content.decode()
    again = write(admin, page)
    assert again.status_code == 422 and "请重新上传" in html_of(again)
    assert User.objects.count() == 3 and not ListUpload.objects.exists()


def test_each_account_is_logged_and_no_link_is(admin):
    response = write(admin, send_rows(admin, PEOPLE, [HEAD, CLERK]))
    links = re.findall(r"/reset/([\w-]{43})/", str(rows_of(response.content, "人员")))
    entries = AuditEntry.objects.filter(name=PEOPLE).order_by("pk")
    labels = list(entries.exclude(action="change").values_list("action", "label"))
    assert labels == [("rights", "批量新增人员")] * 2 + [("export", "下载新账号的链接")]
    assert len(links) == 2
    assert not any(link in str(list(AuditEntry.objects.values())) for link in links)


@pytest.mark.parametrize(
    ("row", "head", "words"),
    [
        ({**HEAD, "姓名": ""}, "姓名", "不能空着"),
        ({**HEAD, "姓名": "陈" * 61}, "姓名", "最多 60 字"),
        ({**HEAD, "角色": ""}, "角色", "不能空着"),
        ({**HEAD, "角色": "系统管理员"}, "角色", "不在可选范围"),
        ({**HEAD, "角色": "审计员"}, "角色", "不在可选范围"),
        ({**HEAD, "学校": "没有的小学"}, "学校", "学校名录里没有"),
        ({**HEAD, "学校": "白石小学"}, "学校", "学校名录里没有"),
        ({**HEAD, "学校": "传说小学"}, "学校", "还没有确认"),
        ({**HEAD, "学校": ""}, "学校", "要填写学校"),
        ({**HEAD, "科室": "办公室"}, "科室", "不填科室"),
        ({**CLERK, "学校": "青禾小学"}, "学校", "不填学校"),
        ({**CLERK, "科室": "办" * 121}, "科室", "太长"),
        ({**HEAD, "手机": "1390000"}, "手机", "11 位手机号"),
        ({**CLERK, "邮箱": "wang"}, "邮箱", "邮"),
        ({**HEAD, "用户名": "Manager"}, "用户名", "已经有人用了"),
        ({**HEAD, "用户名": "陈 大山"}, "用户名", "用户名"),
        ({**HEAD, "用户名": "a" * 151}, "用户名", "150"),
        ({**HEAD, "姓名": "李在任"}, "姓名", "此人已有账号，用户名 lizairen"),
    ],
)
def test_a_faulty_row_is_told_and_nothing_written(
    row, head, words, admin, bureau, other_bureau, school
):
    School.objects.create(region=other_bureau, name="白石小学", is_confirmed=True)
    School.objects.create(region=bureau, name="传说小学")
    known = person("lizairen", "school_head", bureau, school=school)
    User.objects.filter(pk=known.pk).update(last_name="李在任")
    before = User.objects.count()
    page = send_rows(admin, PEOPLE, [CLERK | {"姓名": "好人"}, row])
    assert set(faults(page)) == {(3, head)} and words in faults(page)[3, head]
    assert write(admin, page).status_code == 422
    assert User.objects.count() == before and not Unit.objects.exists()


def test_rows_that_say_the_same_are_found(admin):
    page = send_rows(
        admin,
        PEOPLE,
        [HEAD, HEAD, {**CLERK, "用户名": "wang"}, {**CLERK, "姓名": "王五", "用户名": "WANG"}],
    )
    assert faults(page) == {
        (3, "姓名"): "与第 2 行重复：同名、同角色、同单位。",
        (5, "用户名"): "与第 4 行的用户名相同。",
    }


def test_namesakes_get_names_of_their_own(admin):
    rows = [CLERK, {**CLERK, "科室": "人事股"}, {**CLERK, "科室": "财务股"}]
    write(admin, send_rows(admin, PEOPLE, rows))
    found = set(User.objects.filter(last_name="王小明").values_list("username", flat=True))
    assert found == {"wangxiaoming", "wangxiaoming2", "wangxiaoming3"}


def test_the_good_rows_alone_are_taken_on_demand(admin):
    page = send_rows(admin, PEOPLE, [HEAD, {**CLERK, "手机": "?"}])
    assert "只新增没有问题的 1 人" in html_of(page)
    response = write(admin, page, valid="1")
    assert len(rows_of(response.content, "人员")) == 2
    assert not User.objects.filter(last_name="王小明").exists()


def test_the_faulty_workbook_comes_back_marked_and_can_be_mended(admin):
    page = send_rows(admin, PEOPLE, [HEAD, {**CLERK, "手机": "?"}])
    kept = page.context["kept"]
    marked = admin.get(reverse("people-marked", args=[kept.pk]))
    assert "filename" in marked["Content-Disposition"]
    assert comments(marked.content) == {
        "F3": "请填 11 位手机号，或带区号的座机号，例如 13900001234、0564-2345678。"
    }
    assert fills(marked.content)["F3"].endswith("FFC7CE")
    heads, good, bad = rows_of(marked.content, "人员")
    assert heads[-1] == "问题" and good[-1] == "" and "手机" in bad[-1]
    again = send(admin, PEOPLE, marked.content)
    assert set(faults(again)) == {(3, "手机")}
    assert again.context["counts"]["new"] == 1


def test_a_workbook_of_somebody_else_is_not_there(admin, client_of, bureau, other_bureau):
    page = send_rows(admin, PEOPLE, [HEAD])
    number = page.context["kept"].pk
    other = client_of(person("second", "bureau_admin", bureau))
    assert other.get(reverse("people-marked", args=[number])).status_code == 404
    assert other.post(reverse(PEOPLE), {"upload": number}).status_code == 422
    assert "已过期" in html_of(other.get(reverse(PEOPLE), {"upload": number}))


def test_three_hundred_people_at_once(admin, django_assert_max_num_queries, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    rows = [{**HEAD, "姓名": f"陈{chr(0x4E00 + n)}"} for n in range(300)]
    with django_assert_max_num_queries(30) as seen:
        page = send_rows(admin, PEOPLE, rows)
    assert page.context["counts"]["new"] == 300 and len(seen) < 30
    with django_assert_max_num_queries(300 * 31):
        response = write(admin, page)
    assert len(rows_of(response.content, "人员")) == 301
    assert ResetLink.objects.standing().count() == 300


def test_a_portal_administrator_names_the_region(client_of, bureau):
    root = client_of(person("root", "system_admin", None, PASSWORD))
    content = filled(PEOPLE, [HEAD])
    assert "地区" in html_of(send(root, PEOPLE, content)) and not ListUpload.objects.exists()
    page = send_rows_for(root, content, "530199")
    write(root, page)
    assert User.objects.get(last_name="陈大山").region == bureau


def send_rows_for(client, content, region):
    file = io.BytesIO(content)
    file.name = "名单.xlsx"
    return client.post(reverse(PEOPLE), {"file": file, "region": region}, follow=True)


@BOTH
def test_the_template_is_filled_in_and_comes_back(address, admin):
    name = address.replace("import", "template")
    response = admin.get(reverse(name))
    sheets = reading.read(response.content)
    assert [sheet.name for sheet in sheets][1:] == ["填写说明", "选项"]
    parts = zipfile.ZipFile(io.BytesIO(response.content))
    xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<dataValidation " in xml and ("校长" in xml or "学前教育" in xml)
    empty = send(admin, address, response.content)
    assert empty.status_code == 422 and "一行也没有填" in html_of(empty)


@BOTH
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"nonsense", "不是 Excel"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, "旧格式"),
        (b"PK\x03\x04broken", "不是 Excel"),
        (b"0" * (5 * 1024**2 + 1), "超过 5 MB"),
    ],
)
def test_what_is_no_workbook_is_refused(address, content, words, admin):
    response = send(admin, address, content)
    assert response.status_code == 422 and words in html_of(response)
    assert not ListUpload.objects.exists()


@BOTH
def test_a_hundred_columns_are_taken_and_more_refused(address, admin):
    first = {"姓名": "王小明", "角色": "科室人员", "学校名称": "新河小学"}
    many = filled(address, [first], more_heads=[f"列{n}" for n in range(90)])
    assert send(admin, address, many).context["counts"]["new"] == 1
    row = first | {f"列{n}": "x" for n in range(120)}
    wide = send(admin, address, filled(address, [row], more_heads=[f"列{n}" for n in range(120)]))
    assert wide.status_code == 422 and "表格太大" in html_of(wide)


@BOTH
def test_a_formula_stays_a_word(address, admin):
    evil = '=HYPERLINK("http://evil.example","x")'
    page = send_rows(admin, address, [{"姓名": evil, "学校名称": evil, "角色": evil, "学段": evil}])
    kept = page.context["kept"]
    marked = admin.get(reverse(address.replace("import", "marked"), args=[kept.pk]))
    with zipfile.ZipFile(io.BytesIO(marked.content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@BOTH
def test_too_many_rows_and_missing_columns_are_told(address, admin):
    many = send_rows(admin, address, [{"姓名": "王", "学校名称": "校"}] * 1001)
    assert many.status_code == 422 and "最多 1000 行" in html_of(many)
    other = SCHOOLS if address == PEOPLE else PEOPLE
    wrong = send(admin, address, filled(other, [HEAD]))
    assert wrong.status_code == 422 and "下载模板" in html_of(wrong)
    assert send(admin, address, b"").status_code == 422
    assert admin.post(reverse(address), {"upload": "9" * 40}).status_code == 422


class TestSchools:
    """学校名录."""

    def row(self, **more):
        facts = {
            "学校名称": "新河小学",
            "学校标识码": "2153012345",
            "学段": "小学",
            "乡镇（街道）": "新河镇",
        }
        return facts | more

    def test_new_ones_are_written(self, admin, bureau):
        page = send_rows(admin, SCHOOLS, [self.row()])
        assert write(admin, page).status_code == 302
        made = School.objects.get(name="新河小学")
        assert (made.school_code, made.stage, made.town) == ("2153012345", "primary", "新河镇")
        assert made.is_confirmed and made.region == bureau
        entry = AuditEntry.objects.get(label="批量登记学校", action="change", details__新增=1)
        assert entry.details == {"新增": 1, "更新": 0}

    def test_known_ones_are_updated_with_what_differs_shown(self, admin, bureau, school):
        School.objects.filter(pk=school.pk).update(
            town="青禾镇", stage="primary", is_confirmed=False
        )
        sent = {"学校名称": "青禾小学", "学校标识码": 2153012345, "学段": "小学"}
        page = send_rows(admin, SCHOOLS, [sent])
        assert page.context["changes"][0].present == {
            "学校标识码": ("", "2153012345"),
            "确认": ("否", "是"),
        }
        write(admin, page)
        school.refresh_from_db()
        assert (school.school_code, school.town) == ("2153012345", "青禾镇")
        assert school.is_confirmed and School.objects.count() == 1
        same = send_rows(admin, SCHOOLS, [sent])
        assert same.context["counts"]["same"] == 1 and "没有需要写入的" in html_of(same)
        assert write(admin, same).status_code == 422

    @pytest.mark.parametrize(
        ("more", "head", "words"),
        [
            ({"学校名称": ""}, "学校名称", "不能空着"),
            ({"学校名称": "校" * 121}, "学校名称", "最多 120 字"),
            ({"学校标识码": "215301234"}, "学校标识码", "10 位数字"),
            ({"学校标识码": "2134012345"}, "学校标识码", "应为 53"),
            ({"学校标识码": "7753012345"}, "学校标识码", "没有“77”"),
            ({"学校标识码": "2153099999"}, "学校标识码", "另一所学校"),
            ({"学段": "大学"}, "学段", "不在可选范围"),
            ({"乡镇（街道）": "镇" * 61}, "乡镇（街道）", "最多 60 字"),
        ],
    )
    def test_faults_are_told(self, more, head, words, admin, other_bureau):
        School.objects.create(region=other_bureau, name="白石小学", school_code="2153099999")
        page = send_rows(admin, SCHOOLS, [self.row(**more)])
        assert set(faults(page)) == {(2, head)} and words in faults(page)[2, head]
        assert not School.objects.filter(town="新河镇").exists()

    def test_two_rows_of_one_school_or_code(self, admin):
        rows = [self.row(), self.row(学校标识码=""), self.row(学校名称="南河小学")]
        page = send_rows(admin, SCHOOLS, rows)
        assert set(faults(page)) == {(3, "学校名称"), (4, "学校标识码")}

    def test_one_is_edited(self, admin, school, other_bureau):
        address = reverse("school-edit", args=[school.pk])
        sent = {
            "name": "青禾中心小学",
            "school_code": "２１53012345",
            "stage": "primary",
            "town": "",
        }
        assert admin.post(address, sent).status_code == 302
        school.refresh_from_db()
        assert (school.name, school.school_code) == ("青禾中心小学", "2153012345")
        assert not school.is_confirmed
        School.objects.create(region=school.region, name="南河小学")
        taken = admin.post(address, sent | {"name": "南河小学"})
        assert taken.status_code == 422 and "该地区已有同名记录" in html_of(taken)
        wrong = admin.post(address, sent | {"school_code": "12"})
        assert wrong.status_code == 422 and "10 位数字" in html_of(wrong)

    def test_one_is_added(self, admin, bureau, client_of):
        sent = {"name": "新河小学", "stage": "primary", "is_confirmed": "on"}
        assert admin.post(reverse("school-new"), sent).status_code == 302
        assert School.objects.get(name="新河小学").region == bureau
        twice = admin.post(reverse("school-new"), sent)
        assert twice.status_code == 422
        root = client_of(person("root", "system_admin", None, PASSWORD))
        assert root.post(reverse("school-new"), sent | {"name": "东河小学"}).status_code == 422
        assert (
            root.post(
                reverse("school-new"), sent | {"name": "东河小学", "region": "530199"}
            ).status_code
            == 302
        )

    def test_proposed_names_are_confirmed_in_bulk(self, admin, bureau, other_bureau, school):
        named = [School.objects.create(region=bureau, name=f"第{n}小学") for n in range(3)]
        foreign = School.objects.create(region=other_bureau, name="白石小学")
        html = html_of(admin.get(reverse("school-list")))
        assert "有 3 个校名" in html and "不能合并" in html
        chosen = [named[0].pk, named[1].pk, foreign.pk, "x", "9" * 30]
        assert admin.post(reverse("school-confirm"), {"school": chosen}).status_code == 302
        found = School.objects.filter(is_confirmed=True).values_list("name", flat=True)
        assert set(found) == {"青禾小学", "第0小学", "第1小学"}
        entry = AuditEntry.objects.get(label="确认学校")
        assert sorted(entry.details["学校"]) == ["第0小学", "第1小学"]

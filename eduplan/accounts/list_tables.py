"""The two lists that administrators bring in from Excel: their columns, and how cells are read."""

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from eduplan.accounts.contact import phone_of
from eduplan.accounts.models import BUREAU_ROLES, SCHOOL_ROLES, Role, User
from indicators.models import School, Stage
from indicators.school_codes import school_code_of
from plans.tables.cells import CellError, folded
from plans.tables.columns import Column, Table

ROLES = {role.label: role.value for role in (*BUREAU_ROLES, *SCHOOL_ROLES)}
OTHER_WORDS = {"校长": Role.SCHOOL_HEAD.value, "园长": Role.SCHOOL_HEAD.value}
ORIGIN = "从本页下载模板"


def _words(field, head, width, most, **more):
    """A column of words, at most so many characters."""

    def read(text, names):
        if len(text) > most:
            raise CellError(f"太长（{len(text)} 字），最多 {most} 字。")
        return text

    return Column(field, head, width, read, lambda row: getattr(row, field), **more)


def _checked(field, head, width, how, **more):
    """A column whose words a function of Django's kind looks at."""

    def read(text, names):
        try:
            return how(text)
        except ValidationError as error:
            raise CellError("".join(error.messages)) from error

    return Column(field, head, width, read, lambda row: getattr(row, field), **more)


def _choice(field, head, width, labels, more_words=(), **more):
    known = {folded(label): value for label, value in {**labels, **dict(more_words)}.items()}

    def read(text, names):
        if folded(text) not in known:
            raise CellError(f"“{text[:30]}”不在可选范围，请填：{'、'.join(labels)}。")
        return known[folded(text)]

    def show(row):
        return getattr(row, f"get_{field}_display")()

    return Column(field, head, width, read, show, choices=tuple(labels), **more)


def _username(text):
    MaxLengthValidator(150)(text)
    UnicodeUsernameValidator()(text)
    return text


def _email(text):
    validate_email(text)
    return text


def _code(text, names):
    try:
        return school_code_of(text, names.region)
    except ValueError as error:
        raise CellError(str(error)) from error


PEOPLE = Table(
    "people",
    "人员",
    User,
    (
        _words("name", "姓名", 12, 60),
        _checked("username", "用户名", 16, _username, hint="可以不填：按姓名拼音生成"),
        _choice("role", "角色", 16, ROLES, OTHER_WORDS.items()),
        Column("unit", "科室", 18, lambda text, names: names.unit(text), str, empty=None,
               names="unit-names", hint="局里的角色填；没有的科室会新建"),
        Column("school", "学校", 24, lambda text, names: names.school(text), str, empty=None,
               names="school-names", hint="校长和学校填报员填，须是学校名录里的学校"),
        _checked("phone", "手机", 16, phone_of, hint="11 位手机号，或带区号的座机"),
        _checked("email", "邮箱", 24, _email),
    ),
    marks=(),
    origin=ORIGIN,
)  # fmt: skip

SCHOOLS = Table(
    "schools",
    "学校",
    School,
    (
        _words("name", "学校名称", 28, 120),
        Column("school_code", "学校标识码", 16, _code, lambda row: row.school_code,
               hint="10 位数字，可以先不填"),
        _choice("stage", "学段", 14, {label: value for value, label in Stage.choices}),
        _words("town", "乡镇（街道）", 18, 60),
    ),
    marks=(),
    origin=ORIGIN,
)  # fmt: skip

PEOPLE_STEPS = (
    "每行一个人，写在“人员”表里，第一行的列名不要改动。可以自己加列，不会读取。",
    "“角色”从下拉列表里选：局管理员、科室人员、局领导填“科室”（可以不填）；校长、学校填报员填“学校”。",
    "例如：王小明，角色 校长（园长），学校 青禾小学，手机 13900001234；用户名、邮箱可以不填。",
    "学校必须已经在学校名录里，并已确认；科室没有的会新建。",
    "用户名不填就按姓名拼音生成，重名自动加数字。",
    "填好后在同一页上传。先检查，再由您决定是否写入；有问题的格会标红并加批注退还。",
)
SCHOOL_STEPS = (
    "每行一所学校，写在“学校”表里，第一行的列名不要改动。可以自己加列，不会读取。",
    "学校名称填全称。名录里已有同名学校的，用这一行更新；空着的格不会改动原来的内容。",
    "学校标识码是教育部赋予的 10 位数字：前两位是学校类别，第三、四位是省份；没有的先空着。",
    "学段从下拉列表里选；九年一贯制等填主要的学段。",
    "例如：青禾小学，2134012345，小学，青禾镇。",
    "名单里没有的学校不会删除；文件里出现过、还没有确认的学校，上传后就算确认。",
)

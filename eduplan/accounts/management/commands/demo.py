"""The main job on a fresh machine: ``manage.py demo`` sets up, imports and starts the portal."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from eduplan.accounts.models import PLACELESS_ROLES, SCHOOL_ROLES, Role, User
from indicators.models import School, Unit
from plans.management.commands.import_documents import find_bureau
from plans.sample.campaign import write_campaign, write_standings
from plans.sample.evaluation import write_rounds
from plans.sample.matters import write_matters

PASSWORD = "eduplan-demo"
SCHOOL = "梅山镇中心小学"
PEOPLE = (
    ("admin", "系统管理员", Role.SYSTEM_ADMIN),
    ("keyuan", "王科员", Role.BUREAU_STAFF),
    ("guzhang", "李股长", Role.BUREAU_ADMIN),
    ("juzhang", "张局长", Role.BUREAU_LEADER),
    ("xiaozhang", "陈校长", Role.SCHOOL_HEAD),
    ("tianbao", "刘老师", Role.SCHOOL_CLERK),
    ("shiju", "周处长", Role.SUPERVISOR),
    ("shenji", "吴审计", Role.AUDITOR),
)
SECOND_POSTS = {"guzhang": Role.BUREAU_LEADER}
"""Who holds another post as well, and switches between both."""


class Command(BaseCommand):
    """Migrate, load reference data, import the specimen documents, start the portal."""

    help = "建库、装入参考数据、导入示例文件并启动门户。"

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1:8000", help="监听地址")
        parser.add_argument("--no-server", action="store_true", help="只准备数据，不启动")

    def handle(self, *, address, **options):
        if not settings.DEBUG:
            raise CommandError("演示账号的密码是公开的：EDUPLAN_DEBUG 关闭时不能运行 demo。")
        call_command("migrate", verbosity=0)
        call_command("load_reference")
        bureau = find_bureau(settings.BUREAU)
        self._import_specimens()
        make_people(bureau)
        make_campaign(bureau)
        make_matters(bureau)
        make_rounds(bureau)
        write_standings(bureau, user=User.objects.get(username="keyuan"))
        self._introduce(address)
        if not options["no_server"]:
            call_command("runserver", address, use_reloader=False)

    def _import_specimens(self):
        try:
            call_command("import_documents", str(settings.FIXTURES_DIR / "documents"))
        except CommandError as error:  # the .doc specimen, where LibreOffice is missing
            self.stderr.write(str(error))

    def _introduce(self, address):
        self.stdout.write(f"\n门户地址：http://{address}/   （密码都是 {PASSWORD}）")
        for username, name, role in PEOPLE:
            labels = [r.label for r in (role, SECOND_POSTS.get(username)) if r]
            self.stdout.write(f"  {username:<10} {name}（{'、'.join(labels)}）")


def make_campaign(bureau):
    """A round of yearly plans, which the school of the demonstration has not begun."""
    write_campaign(
        bureau,
        admin=User.objects.get(username="keyuan"),
        leader=User.objects.get(username="juzhang"),
        more=[_own_school(bureau)],
    )


def make_rounds(bureau):
    """Two rounds of evaluation: the school of the demonstration has to score itself in one."""
    people = {
        name: User.objects.get(username=username)
        for name, username in (("admin", "guzhang"), ("staff", "keyuan"), ("leader", "juzhang"))
    }
    write_rounds(bureau, **people, more=[_own_school(bureau)])


def make_matters(bureau):
    """Matters in every state and light, and those that the demonstration's clerk leads."""
    section, _ = Unit.objects.get_or_create(
        region=bureau, name="安全管理股", defaults={"is_confirmed": True}
    )
    clerk = User.objects.get(username="keyuan")
    clerk.posts.filter(unit=None, role=Role.BUREAU_STAFF).update(unit=section)
    write_matters(
        bureau,
        admin=User.objects.get(username="guzhang"),
        leader=User.objects.get(username="juzhang"),
    )


def _own_school(bureau):
    facts = {"stage": "primary", "town": "梅山镇", "is_confirmed": True}
    return School.objects.update_or_create(region=bureau, name=SCHOOL, defaults=facts)[0]


def make_people(bureau):
    """The demonstration's users, one a role; a user who exists stays as he is."""
    school = _own_school(bureau)
    for username, name, role in PEOPLE:
        if User.objects.filter(username=username).exists():
            continue
        is_admin = role == Role.SYSTEM_ADMIN
        user = User.objects.create_user(
            username,
            password=PASSWORD,
            last_name=name,
            role=role,
            region=_region_of(role, bureau),
            school=school if role in SCHOOL_ROLES else None,
            is_staff=is_admin,
            is_superuser=is_admin,
        )
        if username in SECOND_POSTS:
            user.appoint(SECOND_POSTS[username], region=bureau)


def _region_of(role, bureau):
    """A supervisor works in the level above, an administrator nowhere in particular."""
    if role in PLACELESS_ROLES:
        return None
    return bureau.parent if role == Role.SUPERVISOR and bureau.parent else bureau

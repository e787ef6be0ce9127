"""The main job on a fresh machine: ``manage.py demo`` sets up, imports and starts the portal."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from eduplan.accounts.models import Role, User
from indicators.models import School
from plans.management.commands.import_documents import find_bureau

PASSWORD = "eduplan-demo"
PEOPLE = (
    ("admin", "系统管理员", Role.SYSTEM_ADMIN),
    ("keyuan", "王科员", Role.BUREAU_STAFF),
    ("guzhang", "李股长", Role.BUREAU_ADMIN),
    ("juzhang", "张局长", Role.BUREAU_LEADER),
    ("xiaozhang", "陈校长", Role.SCHOOL_HEAD),
)


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
            self.stdout.write(f"  {username:<10} {name}（{role.label}）")


def make_people(bureau):
    """The demonstration's users, one a role; a user who exists stays as he is."""
    school, _ = School.objects.get_or_create(region=bureau, name="梅山镇中心小学")
    for username, name, role in PEOPLE:
        user, created = User.objects.get_or_create(
            username=username,
            defaults={
                "last_name": name,
                "role": role,
                "region": bureau,
                "school": school if role == Role.SCHOOL_HEAD else None,
                "is_staff": role == Role.SYSTEM_ADMIN,
                "is_superuser": role == Role.SYSTEM_ADMIN,
            },
        )
        if created:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])

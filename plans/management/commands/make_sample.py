"""Invent a library: ``manage.py make_sample --plans 5000 --statements 500000 --seed 1``.

With ``--matters 50000 --matter-bureaus 50`` matters that are followed up come with it, as many for
each of so many bureaus.
"""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from indicators.models import Indicator, Region
from plans.management.commands.import_documents import find_bureau
from plans.models import Source
from plans.sample.drafting import drafts, prefix
from plans.sample.following import are_known, follow
from plans.sample.ground import around, ground_of
from plans.sample.writing import write

MOST_PLANS = 100_000
MOST_STATEMENTS = 10_000_000
MOST_MATTERS = 1_000_000
MOST_BUREAUS = 500
NOTHING = "没有写入任何数据。请换一个 --seed，或换一个空的数据库。"
MOST_EACH = 2_000
"""Statements that a plan holds on average at most: longer ones no clerk has seen."""


class Command(BaseCommand):
    """The same seed gives the same rows; a seed that is there already is refused."""

    help = "生成虚构的计划库，用于试用和测速；同一种子生成同样的数据。"

    def add_arguments(self, parser):
        parser.add_argument("--plans", type=int, default=500, help="计划份数（默认 500）")
        parser.add_argument(
            "--statements", type=int, default=50_000, help="量化表述总条数（默认 50000）"
        )
        parser.add_argument("--seed", type=int, default=1, help="随机种子（默认 1）")
        parser.add_argument("--matters", type=int, default=0, help="督办事项件数（默认没有）")
        parser.add_argument(
            "--matter-bureaus", type=int, default=1, help="督办事项平均分给几个教育局（默认 1）"
        )
        parser.add_argument("--bureau", help="所属教育局的行政区划代码（默认取 EDUPLAN_BUREAU）")

    def handle(self, *, plans, statements, seed, bureau, matters, matter_bureaus, **options):
        refuse_numbers(plans, statements, seed)
        refuse_matters(matters, matter_bureaus)
        refuse_known(seed)
        load_missing_reference()
        ground = ground_of(find_bureau(bureau or settings.BUREAU))
        following = around(ground.bureaus[0], matter_bureaus) if matters else ()
        if are_known(following):
            raise CommandError(f"数据库里已有样例督办事项，{NOTHING}")
        shown = Console(stderr=True)
        with Progress(console=shown, disable=not shown.is_terminal, transient=True) as progress:
            bar = progress.add_task("生成", total=plans)
            for written in write(ground, drafts(ground, plans, statements, seed)):
                progress.advance(bar, written)
            bar = progress.add_task("督办事项", total=matters)
            for written in follow(following, matters):
                progress.advance(bar, written)
        if options["verbosity"]:
            followed = f"、约 {matters} 件督办事项" if matters else ""
            told = f"{plans} 份计划、{statements} 条量化表述{followed}"
            self.stdout.write(f"已生成 {told}（种子 {seed}）。")


def refuse_numbers(plans, statements, seed):
    """Raises ``CommandError`` for numbers that make no library."""
    if not 1 <= plans <= MOST_PLANS:
        raise CommandError(f"--plans 应在 1 到 {MOST_PLANS} 之间，写的是 {plans}。")
    if not 1 <= statements <= MOST_STATEMENTS:
        raise CommandError(f"--statements 应在 1 到 {MOST_STATEMENTS} 之间，写的是 {statements}。")
    if not plans <= statements <= plans * MOST_EACH:
        raise CommandError(
            f"平均每份计划应有 1 到 {MOST_EACH} 条表述：{plans} 份计划配不了 {statements} 条。"
        )
    if seed < 0:
        raise CommandError(f"--seed 不能是负数，写的是 {seed}。")


def refuse_matters(matters, bureaus):
    """Raises ``CommandError`` for numbers that make no matters."""
    if not 0 <= matters <= MOST_MATTERS:
        raise CommandError(f"--matters 应在 0 到 {MOST_MATTERS} 之间，写的是 {matters}。")
    if not 1 <= bureaus <= MOST_BUREAUS:
        raise CommandError(f"--matter-bureaus 应在 1 到 {MOST_BUREAUS} 之间，写的是 {bureaus}。")


def refuse_known(seed):
    """Raises ``CommandError`` where the database holds a sample of the seed, whole or in part."""
    known = Source.objects.filter(name__startswith=prefix(seed)).count()
    if known:
        raise CommandError(f"数据库里已有种子 {seed} 的样例（{known} 份），{NOTHING}")


def load_missing_reference():
    """Load regions and indicators where the database has none."""
    has_regions = Region.objects.filter(level=Region.Level.PROVINCE).exists()
    if not has_regions or not Indicator.objects.exists():
        call_command("load_reference", verbosity=0)

"""Make the search index anew: ``manage.py rebuild_search``; repeatable."""

from time import perf_counter

from django.core.management.base import BaseCommand

from plans.search import rebuild


class Command(BaseCommand):
    """Empty the index, fill it from the rows, say how many entries and how long."""

    help = "重建全文检索索引（可重复执行）。"

    def handle(self, **options):
        began = perf_counter()
        entries = rebuild()
        self.stdout.write(f"检索条目 {entries} 条，用时 {perf_counter() - began:.1f} 秒。")

"""A bureau enters, the rules by which it follows matters up leave."""

from plans.models import TrackingRules


class Rulebook(dict):
    """Number of a bureau -> its rules; those of one that made none are the usual ones."""

    def __missing__(self, bureau_id):
        self[bureau_id] = TrackingRules(bureau_id=bureau_id)
        return self[bureau_id]


def rulebook():
    """The rules of all bureaus: one query, however many matters are judged by them."""
    return Rulebook({row.bureau_id: row for row in TrackingRules.objects.newest()})


def rules_of(bureau_id):
    """The rules of one bureau."""
    rows = TrackingRules.objects.filter(bureau=bureau_id).order_by("-pk")
    return rows.first() or TrackingRules(bureau_id=bureau_id)

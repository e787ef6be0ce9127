"""A bureau's administrator and what a framework is to be enter, its rows leave."""

from dataclasses import asdict
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError

from indicators.frameworks.sheet import Asked, Node
from indicators.models import Framework, FrameworkItem, Indicator, IndicatorAlias, Standard

NOT_OWN = "只有编制这套指标体系的教育局的管理员可以修改；全国的指标体系不能修改。"
ONLY_ADMIN = "只有教育局的管理员可以编制指标体系。"
UNSOURCED = "没有写明依据的文件。"
DEEPEST = 3


def require_builder(user):
    """Raise ``PermissionDenied`` for whoever builds no frameworks."""
    if not user.is_bureau_admin:
        raise PermissionDenied(ONLY_ADMIN)


def require_own(framework, user):
    """Raise ``PermissionDenied`` for whoever may not change the framework."""
    if not framework.is_built_by(user):
        raise PermissionDenied(NOT_OWN)


@transaction.atomic
def create(*, user, **facts) -> Framework:
    """A new framework of the user's bureau, without items."""
    require_builder(user)
    number = Framework.objects.filter(bureau=user.region).count() + 1
    while Framework.objects.filter(code=f"{user.region.adcode}-{number}").exists():
        number += 1
    made = Framework(code=f"{user.region.adcode}-{number}", bureau=user.region, **facts)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def put_item(item: FrameworkItem, asked: list[Asked], *, since: int, user) -> FrameworkItem:
    """Save an item, new or changed, with its standards; raises ``ValidationError``."""
    require_own(item.framework, user)
    _check_place(item)
    if item.sequence == 0:
        newest = item.framework.items.aggregate(newest=Max("sequence"))["newest"]
        item.sequence = (newest or 0) + 1
    item.full_clean()
    item.save()
    item.standards.filter(measure=Standard.Measure.VALUE, region=None).delete()
    _add_standards(item, asked, since)
    return item


@transaction.atomic
def remove_item(item: FrameworkItem, *, user) -> None:
    """Take an item away; raises ``ValidationError`` while there are items below it."""
    require_own(item.framework, user)
    if item.children.exists():
        raise ValidationError("它下面还有指标，请先删除下级指标。")
    _delete(FrameworkItem.objects.filter(pk=item.pk))


@transaction.atomic
def replace_tree(framework: Framework, nodes: list[Node], *, since: int, user) -> int:
    """Put the tree of a sheet in the place of the items there are; returns how many it has."""
    require_own(framework, user)
    _delete(framework.items.all())
    known = names_known(framework.bureau)
    made: dict[tuple[str, ...], FrameworkItem] = {}
    below: dict[tuple[str, ...], int] = {}
    parents = {node.path[:-1] for node in nodes}
    for sequence, node in enumerate(nodes, 1):
        above = node.path[:-1]
        below[above] = below.get(above, 0) + 1
        parent = made.get(above)
        item = FrameworkItem(
            framework=framework,
            parent=parent,
            code=f"{parent.code}-{below[above]}" if parent else f"A{below[above]}",
            name=node.path[-1],
            kind=kind_of(node, node.path in parents, known),
            indicator_id=None if node.path in parents else known.get(node.path[-1]),
            note=node.note,
            points=Decimal(node.points) if node.points else None,
            sequence=sequence,
        )
        item.full_clean(exclude=["framework", "parent"])
        item.save()
        made[node.path] = item
        _add_standards(item, node.standards, since)
    return len(made)


def names_known(bureau) -> dict[str, int]:
    """Numbers of indicators by the names that the bureau knows them by."""
    aliases = IndicatorAlias.objects.known_to(bureau).values_list("name", "indicator")
    return dict(aliases) | dict(Indicator.objects.values_list("name", "pk"))


def kind_of(node: Node, has_children: bool, known) -> str:
    """What decides an item: the items below it, figures, or a person."""
    if has_children:
        return FrameworkItem.Kind.GROUP
    is_measured = node.standards and node.path[-1] in known
    return FrameworkItem.Kind.MEASURED if is_measured else FrameworkItem.Kind.JUDGED


def _check_place(item):
    above, depth = item.parent, 1
    while above is not None:
        if above.pk == item.pk or above.framework_id != item.framework_id:
            raise ValidationError({"parent": "上级不能是它自己或它的下级。"})
        above, depth = above.parent, depth + 1
    if depth > DEEPEST:
        raise ValidationError({"parent": f"最多 {DEEPEST} 级，请另选上级。"})


def _delete(rows):
    try:
        rows.delete()
    except ProtectedError as error:
        raise ValidationError("已有评估使用这些指标，不能删除。请另编一套指标体系。") from error


def _add_standards(item, asked, since):
    for one in asked:
        facts = asdict(one) | {"value": Decimal(one.value)}
        sure = bool(one.document)
        standard = Standard(
            item=item, since=since, is_verified=sure, doubt="" if sure else UNSOURCED, **facts
        )
        standard.full_clean(exclude=["item"])
        standard.save()

"""A duplicate and the indicator to keep enter; what names the first names the other afterwards."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from indicators.catalogue.relations import pointing_to
from indicators.formulas import FormulaError, parse
from indicators.models import Indicator, IndicatorAlias, Observation, Target
from indicators.releasing import release
from indicators.versions import VERSION, taken_back

OWN_LINKS = ("weight", "numerator", "denominator", "part_of", "merged_into")


class MergeError(ValueError):
    """Why two indicators cannot become one, in Chinese."""


@dataclass(frozen=True, slots=True)
class Move:
    """How many records of a kind move."""

    name: str
    count: int


def plan_merge(old, keep):
    """What would move, by kind; raises ``MergeError`` where it cannot."""
    _refuse(old, keep)
    moves = [
        Move(str(model._meta.verbose_name), _current(model, old).count())
        for model in (Observation, Target)
    ]
    moves.append(Move("别名", old.aliases.count() + 1))
    for field in pointing_to(Indicator):
        count = field.model._base_manager.filter(**{field.name: old}).count()
        moves.append(Move(str(field.model._meta.verbose_name), count))
    return [move for move in moves if move.count]


@transaction.atomic
def merge(old, keep, *, user):
    """Make one of two; figures are taken back under the old and published under the kept."""
    rows = Indicator.objects.select_for_update(no_key=True).order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=(old.pk, keep.pk))}
    old, keep = locked[old.pk], locked.get(keep.pk, old)
    _refuse(old, keep)
    try:
        with transaction.atomic():
            _move_links(old, keep)
    except IntegrityError:
        raise MergeError(
            "有记录同时用到这两个指标，例如同一张上报表里各有一项，请先去掉其中一项。"
        ) from None
    _move_names(old, keep)
    old.merged_into, old._history_user = keep, user
    old.save()
    _move_figures(old, keep, user)


def _refuse(old, keep):
    if old.pk == keep.pk:
        raise MergeError("这是同一个指标，请选另一个。")
    if old.merged_into_id or keep.merged_into_id:
        raise MergeError("其中一个指标已经并入别的指标，请刷新页面后再选。")
    if old.unit != keep.unit:
        raise MergeError(f"单位不同（{old.unit}、{keep.unit}），数值不能直接合并。")
    if old.formula:
        raise MergeError("这个指标的数由公式重算，请先去掉它的公式，或者并入它。")
    named = [row.name for row in _naming(old, keep)]
    if named:
        raise MergeError(f"“{'、'.join(named)}”的公式或分子分母用到这个指标，请先改写。")
    for model in (Observation, Target):
        both = set(map(_key, _current(model, old))) & set(map(_key, _current(model, keep)))
        if both:
            raise MergeError(
                f"两个指标有 {len(both)} 处同一地区、学校和时期的数，请先撤回其中一个。"
            )


def _naming(old, keep):
    """Indicators whose formula needs the old one, and the kept one where its parts do."""
    own = (keep.weight_id, keep.numerator_id, keep.denominator_id, keep.part_of_id)
    rows = Indicator.objects.exclude(formula="").filter(formula__contains=old.code)
    return [row for row in rows if old.code in _codes(row)] + ([keep] if old.pk in own else [])


def _codes(row):
    try:
        return parse(row.formula).codes
    except FormulaError:
        return ()


def _current(model, row):
    return model.objects.filter(indicator=row).current()


def _key(figure):
    """What the figure is of, but for the indicator that comes first in it."""
    return figure.subject[1:]


def _move_links(old, keep):
    for field in pointing_to(Indicator):
        field.model._base_manager.filter(**{field.name: old}).update(**{field.name: keep})
    for name in OWN_LINKS:
        Indicator.objects.filter(**{name: old}).update(**{name: keep})


def _move_names(old, keep):
    shared = IndicatorAlias.objects.filter(bureau__isnull=True)
    known = set(shared.filter(indicator=keep).values_list("name", flat=True))
    shared.filter(indicator=old, name__in=known).delete()
    old.aliases.update(indicator=keep)
    if not shared.filter(indicator=keep, name=old.name).exists():
        IndicatorAlias.objects.create(indicator=keep, name=old.name)


def _move_figures(old, keep, user):
    """One release takes figures back and publishes them anew: no moment shows neither."""
    reason = f"指标并入“{keep.name}”（{keep.code}）"[:300]
    figures = [figure for model in (Observation, Target) for figure in _current(model, old)]
    copies = [_copy(figure, keep) for figure in figures]
    links = [link for model in (Observation, Target) for link in _held(model, figures)]
    release([*(taken_back(figure, reason) for figure in figures), *copies], by=user)
    moved = {(type(f), f.pk): copy for f, copy in zip(figures, copies, strict=True)}
    for field, pk, number in links:
        copy = moved[field.related_model, number]
        field.model._base_manager.filter(pk=pk).update(**{field.name: copy})


def _held(model, figures):
    """(field, row, figure) of what names the figures, locked before figures are published."""
    numbers = [figure.pk for figure in figures if type(figure) is model]
    for field in pointing_to(model):
        rows = field.model._base_manager.select_for_update().order_by("pk")
        named = rows.filter(**{f"{field.name}__in": numbers})
        yield from ((field, *row) for row in named.values_list("pk", field.attname))


def _copy(figure, keep):
    model = type(figure)
    names = [f.attname for f in model._meta.concrete_fields if f.name not in VERSION]
    values = {name: getattr(figure, name) for name in names}
    return model(**(values | {"indicator_id": keep.pk}))

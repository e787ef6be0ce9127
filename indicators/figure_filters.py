"""Query strings enter, narrowed figures leave: the filters that pages and programs share."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, F, Func, Q, Window
from django.db.models.functions import RowNumber

from indicators.choices import Frequency, Origin, Ownership, Residence, Sex, Stage
from indicators.models import BREAKDOWNS, Indicator, Observation, Region, School, Target
from indicators.nearest import nearest
from indicators.periods import PARTS, parse
from indicators.words import LIST, LONGEST, PERIODS, WORDS, integer, listed

TOTAL = "total"
"""The word for a breakdown that is none: all pupils, schools and places together."""
MOST_CODES = 500
SERIES = ("indicator_id", "region_id", "school_id", "frequency")


class Unknown(ValidationError):
    """A word is well formed, but nothing is called that."""


class TextFunction(Func):
    """A function of the database that gives text, written differently by each."""

    output_field = CharField()
    sqlite = postgresql = ""

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=self.sqlite, **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=self.postgresql, **context)


class WordsField(forms.CharField):
    """Several words between commas."""

    def clean(self, value):
        words = [word.strip() for word in super().clean(value).split(",") if word.strip()]
        if value and not words:
            raise ValidationError("没有写词：请写一个或几个，用逗号隔开，或者去掉这个参数。")
        if len(words) > MOST_CODES:
            raise ValidationError(f"一次最多写 {MOST_CODES} 项，这里有 {len(words)} 项。")
        return words


class WordsFilter(django_filters.Filter):
    """Rows of any of several words; ``find`` says what they mean: name and words -> Q.

    A finder with a ``schema`` takes the words that it describes alone.
    """

    field_class = WordsField

    def __init__(self, *args, find, **kwargs):
        super().__init__(*args, max_length=LONGEST, **kwargs)
        self.find = find
        self.schema = getattr(find, "schema", LIST)

    def filter(self, rows, words):
        if not words:
            return rows
        known = getattr(self.find, "known", None)
        for word in words:
            if known and word not in known:
                raise ValidationError(no_such(word, known))
        return rows.filter(self.find(self.field_name, words))


def of_choices(choices, *, total=False):
    """A finder for words of a fixed list; ``total`` stands for the empty one."""
    known = [value for value in choices.values if value] + ([TOTAL] if total else [])

    def find(name, words):
        return Q(**{f"{name}__in": ["" if word == TOTAL else word for word in words]})

    find.known, find.schema = known, listed(known)
    return find


class WholeFilter(django_filters.Filter):
    """A whole number."""

    field_class = forms.IntegerField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.schema = integer(self.extra["min_value"], self.extra["max_value"])


class SearchFilter(django_filters.CharFilter):
    """Any words."""

    schema = WORDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, max_length=LONGEST, **kwargs)


def of_indicators(name, words):
    """Indicators by code."""
    known = dict(Indicator.objects.filter(code__in=words).values_list("code", "pk"))
    for word in words:
        if word not in known:
            raise Unknown(no_such(word, Indicator.objects.values_list("code", flat=True)))
    return Q(**{f"{name}__in": sorted(known.values())})


def of_regions(name, words):
    """Regions by code or by full name."""
    return Q(**{f"{name}__in": sorted({pk for word in words for pk, _ in regions_called(word)})})


def of_subtrees(name, words):
    """Regions by code or name, with all that lies below them."""
    below = Q()
    for word in words:
        for _, significant in regions_called(word):
            below |= Q(**{f"{name}__adcode__startswith": significant})
    return below


def regions_called(word):
    """(number, significant digits) of the regions that a code or a name means."""
    by = {"adcode": word} if word.isdecimal() else {"full_name": word}
    found = list(Region.objects.filter(**by))
    if not found and not word.isdecimal():
        found = list(Region.objects.filter(name=word)[:2])
        if len(found) > 1:
            raise Unknown(f"名为“{word}”的地区不止一个：请写全称或六位代码。")
    if not found:
        raise Unknown(f"没有地区“{word}”：请写六位行政区划代码或全称。")
    return [(region.pk, region.significant) for region in found]


def of_schools(name, words):
    """Schools by the number that this interface gives them, or by school code (学校标识码)."""
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 10]
    codes = [word for word in words if not word.isdecimal() or len(word) >= 10]
    known = School.objects.filter(school_code__in=codes, is_confirmed=True)
    return Q(**{f"{name}__in": sorted({*numbers, *known.values_list("pk", flat=True)})})


def of_periods(_name, words):
    """Periods and ranges of them: ``2024``, ``2020:2024``, ``2024-Q1:``."""
    return Q(*(_range(word) for word in words), _connector=Q.OR)


of_periods.schema = PERIODS


def of_places(name, words):
    """Figures of schools (``true``) or of regions (``false``)."""
    return Q(*(Q(**{f"{name}__isnull": word == "false"}) for word in words), _connector=Q.OR)


of_places.known = ("true", "false")
of_places.schema = listed(of_places.known)


def _range(word):
    first, colon, last = word.partition(":")
    try:
        begin = parse(first) if first else None
        end = (parse(last) if last else None) if colon else begin
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from None
    ends = [period for period in (begin, end) if period]
    if not ends:
        raise ValidationError("时期范围至少要写一头，如 2020:2024 或 2020:。")
    if len({period.frequency for period in ends}) > 1:
        raise ValidationError(f"“{word}”的两头要是同一类时期。")
    within = Q(frequency=ends[0].frequency)
    if begin:
        within &= _from(begin, "gt")
    if end:
        within &= _from(end, "lt")
    return within


def _from(period, beyond):
    if not PARTS[Frequency(period.frequency)]:
        return Q(**{f"year__{beyond}e": period.year})
    same_year = Q(year=period.year, **{f"part__{beyond}e": period.part})
    return Q(**{f"year__{beyond}": period.year}) | same_year


def no_such(word, known):
    """A sentence that says that nothing is called a word, and what may have been meant."""
    close = nearest(word, known)
    return f"没有“{word}”，是否指“{close}”？" if close else f"没有“{word}”。"


class NamedFilterSet(django_filters.FilterSet):
    """Filters that say which parameter holds what cannot be used."""

    def filter_queryset(self, queryset):
        """All filters one by one; raises ``ValidationError`` under the parameter's name."""
        for name, value in self.form.cleaned_data.items():
            try:
                queryset = self.filters[name].filter(queryset, value)
            except ValidationError as error:
                raise type(error)({name: error.messages}) from None
        return queryset


class FigureFilter(NamedFilterSet):
    """Filters of figures by what they are of."""

    indicator = WordsFilter("indicator", find=of_indicators, label="指标代码，可多个，用逗号隔开")
    region = WordsFilter("region", find=of_regions, label="地区代码或全称，可多个")
    region_tree = WordsFilter("region", find=of_subtrees, label="地区及其下级，代码或全称")
    level = WordsFilter(
        "region__level", find=of_choices(Region.Level), label="地区级别：省级、地级、县级"
    )
    school = WordsFilter("school", find=of_schools, label="学校编号或学校标识码，可多个")
    period = WordsFilter("year", find=of_periods, label="时期或范围，如 2020:2024、2024-Q1")
    frequency = WordsFilter("frequency", find=of_choices(Frequency), label="时期类型")
    origin = WordsFilter("origin", find=of_choices(Origin), label="来源")
    has_school = WordsFilter(
        "school", find=of_places, label="只要学校的数（true）或只要地区的数（false）"
    )
    latest = WholeFilter(method="newest", min_value=1, max_value=1000, label="每个系列最新的几期")

    series = SERIES

    def newest(self, rows, _name, number):
        """The newest periods of each series, counted over what the other filters left."""
        place = Window(
            RowNumber(),
            partition_by=[F(name) for name in self.series],
            order_by=[F("year").desc(), F("part").desc(), F("pk").desc()],
        )
        newest = rows.annotate(place=place).filter(place__lte=int(number)).values("pk")
        return rows.model.objects.filter(pk__in=newest)

    def filter_queryset(self, queryset):
        """All filters, the counting of the newest last."""
        number = self.form.cleaned_data.pop("latest", None)
        queryset = super().filter_queryset(queryset)
        return queryset if number is None else self.newest(queryset, "latest", number)


class TargetFilter(FigureFilter):
    """Filters of targets."""

    class Meta:
        model = Target
        fields = ()


class ObservationFilter(FigureFilter):
    """Filters of observations."""

    nature = WordsFilter("nature", find=of_choices(Observation.Nature), label="性质")
    sex = WordsFilter("sex", find=of_choices(Sex, total=True), label="性别；total 为不分")
    residence = WordsFilter(
        "residence", find=of_choices(Residence, total=True), label="城乡；total 为不分"
    )
    stage = WordsFilter("stage", find=of_choices(Stage, total=True), label="学段；total 为不分")
    ownership = WordsFilter(
        "ownership", find=of_choices(Ownership, total=True), label="办别；total 为不分"
    )

    series = (*SERIES, "nature", *BREAKDOWNS)

    class Meta:
        model = Observation
        fields = ()

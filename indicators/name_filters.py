"""Query strings enter, narrowed names leave: indicators, regions and schools for programs."""

from django.db.models import Q

from indicators.choices import Stage
from indicators.figure_filters import (
    NamedFilterSet,
    SearchFilter,
    WholeFilter,
    WordsFilter,
    of_choices,
    of_subtrees,
    regions_called,
)
from indicators.models import Indicator, Region, School, Standard
from indicators.periods import FIRST_YEAR, LAST_YEAR


def of_codes(name, words):
    """Rows of any of some codes; one that nobody has finds nothing."""
    return Q(**{f"{name}__in": words})


def of_parents(_name, words):
    """Regions right below others."""
    return Q(parent__in=[pk for word in words for pk, _ in regions_called(word)])


def of_trees(_name, words):
    """Regions with all that lies below them."""
    below = Q()
    for word in words:
        for _, significant in regions_called(word):
            below |= Q(adcode__startswith=significant)
    return below


def of_ancestors(_name, words):
    """Regions in which others lie, and those themselves."""
    found = Q(pk__in=())
    for word in words:
        for _, significant in regions_called(word):
            codes = [significant[:2] + "0000", significant[:4].ljust(6, "0")]
            found |= Q(adcode__in=[*codes, significant.ljust(6, "0")])
    return found


class IndicatorNames(NamedFilterSet):
    """Filters of indicators."""

    code = WordsFilter("code", find=of_codes, label="代码，可多个，用逗号隔开")
    stage = WordsFilter("stage", find=of_choices(Stage), label="学段")
    kind = WordsFilter("kind", find=of_choices(Indicator.Kind), label="类型")
    search = SearchFilter(method="search_names", label="名称或别名中的字")

    def search_names(self, rows, _name, words):
        """Indicators of which a name or alias of the catalogue has the words."""
        alias = Q(aliases__name__icontains=words, aliases__bureau__isnull=True)
        return rows.filter(pk__in=rows.filter(Q(name__icontains=words) | alias).values("pk"))

    class Meta:
        model = Indicator
        fields = ()


class RegionNames(NamedFilterSet):
    """Filters of regions."""

    adcode = WordsFilter("adcode", find=of_codes, label="行政区划代码，可多个")
    name = WordsFilter("name", find=of_codes, label="名称，可多个")
    level = WordsFilter("level", find=of_choices(Region.Level), label="级别")
    parent = WordsFilter("parent", find=of_parents, label="直接上级，代码或全称")
    tree = WordsFilter("adcode", find=of_trees, label="地区及其下级，代码或全称")
    ancestors = WordsFilter("adcode", find=of_ancestors, label="地区及其上级，代码或全称")
    year = WholeFilter(
        method="of_year", min_value=FIRST_YEAR, max_value=LAST_YEAR, label="某年存在的地区"
    )

    def of_year(self, rows, _name, year):
        """Regions that existed in a year."""
        return rows.in_year(int(year))

    class Meta:
        model = Region
        fields = ()


class SchoolNames(NamedFilterSet):
    """Filters of schools."""

    school_code = WordsFilter("school_code", find=of_codes, label="学校标识码，可多个")
    name = WordsFilter("name", find=of_codes, label="名称，可多个")
    region_tree = WordsFilter("region", find=of_subtrees, label="地区及其下级")
    stage = WordsFilter("stage", find=of_choices(Stage), label="学段")

    class Meta:
        model = School
        fields = ()


class StandardNames(NamedFilterSet):
    """Filters of the standards of frameworks."""

    framework = WordsFilter("item__framework__code", find=of_codes, label="体系代码，可多个")
    stage = WordsFilter("stage", find=of_choices(Stage), label="学段")
    measure = WordsFilter("measure", find=of_choices(Standard.Measure), label="衡量什么")

    class Meta:
        model = Standard
        fields = ()

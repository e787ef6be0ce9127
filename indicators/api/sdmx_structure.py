"""The code lists and the data structure of the observations, as an SDMX-ML 3.0 message."""

from datetime import UTC, datetime
from functools import partial

from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.model import (
    Code,
    Codelist,
    Component,
    Components,
    Concept,
    ConceptScheme,
    Dataflow,
    DataStructureDefinition,
    DataType,
    ItemReference,
    Role,
)
from pysdmx.model.message import Header

from indicators.api.sdmx import AGENCY, FLOW, TOTAL, VERSION, code
from indicators.choices import Ownership, Residence, Sex, Stage
from indicators.models import Indicator, Observation, Region, School

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MEDIA = Format.STRUCTURE_SDMX_ML_3_0.value
_FREQUENCY_NAMES = {"A": "年、学年", "S": "学期", "Q": "季度", "M": "月"}
_STATUS_NAMES = {"A": "正式", "P": "初步"}
_ours = partial(dict, agency=AGENCY, version=VERSION)
DIMENSIONS = {
    "FREQ": "时期类型",
    "INDICATOR": "指标",
    "REF_AREA": "地区",
    "SCHOOL": "学校",
    "NATURE": "性质",
    "SEX": "性别",
    "RESIDENCE": "城乡",
    "STAGE": "学段",
    "OWNERSHIP": "办别",
    "TIME_PERIOD": "时期",
}
ATTRIBUTES = {"OBS_STATUS": "状态", "UNIT_MEASURE": "单位", "RELEASE": "发布编号"}


def structure(access, edition):
    """The message of an edition, with the schools of the client's regions."""
    lists = {name: _codelist(name, codes) for name, codes in _codes(access).items()}
    concepts = ConceptScheme(
        id="CS_OBSERVATIONS",
        name="监测值的概念",
        items=[
            Concept(id=name, name=words, codes=lists.get(name))
            for name, words in (DIMENSIONS | {"OBS_VALUE": "数值"} | ATTRIBUTES).items()
        ],
        **_ours(),
    )
    definition = DataStructureDefinition(
        id="DSD_OBSERVATIONS", name="监测值", components=_components(concepts, lists), **_ours()
    )
    flow = Dataflow(id=FLOW, name="监测值", structure=definition, **_ours())
    # The same edition gives the same bytes: its tag is a strong one.
    header = Header(id=f"E{edition.release}-{edition.names}", prepared=edition.at or NEVER)
    parts = [*lists.values(), concepts, definition, flow]
    return write_sdmx(parts, Format.STRUCTURE_SDMX_ML_3_0, header=header)


def _components(concepts, lists):
    roles = {
        **dict.fromkeys(DIMENSIONS, Role.DIMENSION),
        "OBS_VALUE": Role.MEASURE,
        **dict.fromkeys(ATTRIBUTES, Role.ATTRIBUTE),
    }
    return Components(
        [
            Component(
                id=concept.id,
                required=roles[concept.id] != Role.ATTRIBUTE,
                role=roles[concept.id],
                concept=ItemReference(
                    sdmx_type="Concept", item_id=concept.id, **_ours(id=concepts.id)
                ),
                local_codes=lists.get(concept.id),
                local_dtype=_TYPES.get(concept.id, DataType.STRING),
                attachment_level="O" if roles[concept.id] == Role.ATTRIBUTE else None,
            )
            for concept in concepts.items
        ]
    )


_TYPES = {"OBS_VALUE": DataType.DOUBLE, "TIME_PERIOD": DataType.PERIOD, "RELEASE": DataType.LONG}


def _codes(access):
    regions = access.readable(Region.objects.all(), "adcode").order_by("adcode", "pk")
    indicators = Indicator.objects.values_list("code", "name")
    schools = access.readable(School.objects.filter(is_confirmed=True)).order_by("pk")
    return {
        "FREQ": _FREQUENCY_NAMES,
        "INDICATOR": {code(word): name for word, name in indicators},
        "REF_AREA": dict(reversed(regions.values_list("adcode", "full_name"))),
        "SCHOOL": {TOTAL: "不分学校", **{str(n): w for n, w in schools.values_list("pk", "name")}},
        "NATURE": _choices(Observation.Nature),
        **{
            name: {TOTAL: "不分", **_choices(choices)}
            for name, choices in (
                ("SEX", Sex), ("RESIDENCE", Residence), ("STAGE", Stage), ("OWNERSHIP", Ownership),
            )
        },
        "OBS_STATUS": _STATUS_NAMES,
    }  # fmt: skip


def _choices(choices):
    return {code(value): label for value, label in choices.choices}


def _codelist(name, codes):
    items = [Code(id=word, name=words) for word, words in codes.items()]
    return Codelist(id=f"CL_{name}", name=name, items=items, **_ours())

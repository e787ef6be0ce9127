"""What a bound of time, a plain verb or a noun that sounds like a promise makes of a number."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

DUE: list[tuple[Kind, str, list[str]]] = [
    # a bound opens what shall be done, though what stands before it is there
    ("plan", "现有教育联盟31个，秋季开学前新组建6个。", ["actual", "target"]),
    ("plan", "全县现有公办园42所，8月底前新增5所。", ["actual", "target"]),
    ("plan", "目前已有直播教室120间，年底前再建40间。", ["actual", "target"]),
    ("plan", "现有工作室18个，暑期前新建4个。", ["actual", "target"]),
    (
        "plan",
        "现有集团20个，开学前新组建4个，使覆盖率从45%提高到58%。",
        ["actual", "target", "baseline", "target"],
    ),
    ("report", "现有公办园42所，8月底前新增5所。", ["actual", "actual"]),
    ("report", "现有公办园42所，其中开学前建成的5所。", ["actual", "actual"]),
    # plain verbs of what shall be done
    ("speech", "今年准备再招校医30名，编办已经同意。", ["target"]),
    ("speech", "局机关今年派16人，一住就是一年。", ["target"]),
    ("report", "局机关派了16人，一住就是一年。", ["actual"]),
    ("report", "准备资料260份。", ["actual"]),
    # nouns that sound like promises, work that was done
    ("report", "通过特岗计划、定向招聘等渠道补充教师87人。", ["actual"]),
    ("report", "落实国培计划，培训教师310人次。", ["actual"]),
    ("report", "积极争取社会支持，资助学生64名，商会捐资18万元。", ["actual", "actual"]),
    ("plan", "积极争取社会支持，资助学生60名。", ["target"]),
    ("plan", "每人累计不少于80学时，结业率达到92%以上。", ["standard", "target"]),
    ("report", "每人累计达82学时，结业率达到92%以上。", ["actual", "actual"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), DUE)
def test_a_bound_of_time_turns_to_what_shall_be_done(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures

"""Cells of a file and what its columns mean enter, what each row would change leaves."""

from dataclasses import dataclass, field

from indicators import checking
from indicators.choices import Ownership, Residence, Sex, Stage
from indicators.entering.drafting import Proposal, current_of, drafts_of
from indicators.entering.files import RESULT
from indicators.entering.names import refuse_reckoned
from indicators.models import Key, Observation
from indicators.values import ValueFault, number_of, period_of, shown

HEAD_WITHIN = 10
"""Rows in which the head may stand: people put a title above it."""
MEANINGS = {
    "school": ("学校", "学校名称", "校名", "幼儿园", "单位名称"),
    "code": ("学校标识码", "标识码", "学校代码"),
    "indicator": ("指标", "指标名称", "指标代码"),
    "period": ("时期", "年度", "年份", "学年", "学期"),
    "value": ("数值", "值", "完成值", "监测值"),
    "nature": ("性质",),
    "sex": ("性别",),
    "residence": ("城乡",),
    "stage": ("分学段", "学段"),
    "ownership": ("办别",),
    "note": ("附注", "备注", "说明"),
}
"""What a column may hold -> heads that say so; all others are ``i`` and the indicator's number."""
CODES = {
    "nature": Observation.Nature,
    "sex": Sex,
    "residence": Residence,
    "stage": Stage,
    "ownership": Ownership,
}
"""Columns of words with a fixed list."""


@dataclass(slots=True)
class Line:
    """One row of the file: what it proposes, what is wrong by column, what would come of it."""

    row: int
    proposals: list = field(default_factory=list)
    faults: dict = field(default_factory=dict)
    words: str = ""


def head_of(grid, names):
    """Number of the row that holds the heads: the one of which most are known."""
    rows = range(min(HEAD_WITHIN, len(grid.rows)))
    return max(rows, key=lambda row: (len(guess(grid.rows[row], names)), -row))


def guess(heads, names):
    """What the columns seem to hold, by number; only what is sure."""
    found = {}
    words = {word: meaning for meaning, each in MEANINGS.items() for word in each}
    for column, head in enumerate(heads):
        plain = "".join(head.split())
        meaning = words.get(plain)
        if not meaning and plain and plain != RESULT:
            indicator = names.known(head)
            meaning = f"i{indicator.pk}" if indicator else None
        if meaning and meaning not in found.values():
            found[column] = meaning
    return found


def fault_of(mapping):
    """What is wrong with the meanings of columns; empty where nothing is."""
    meant = list(mapping.values())
    if doubles := {meaning for meaning in meant if meant.count(meaning) > 1}:
        return f"有 {len(doubles)} 种内容选给了两列，请只留一列。"
    if "school" not in meant and "code" not in meant:
        return "请指出哪一列是学校名称或学校标识码。"
    is_long = "indicator" in meant or "value" in meant
    is_wide = any(meaning[0] == "i" and meaning[1:].isdecimal() for meaning in meant)
    if is_long and is_wide:
        return "有“指标”“数值”两列的是长表，每个指标一列的是宽表，请只用一种。"
    if is_long and not {"indicator", "value"} <= set(meant):
        return "长表要有“指标”和“数值”两列，请都指出来。"
    if not is_long and not is_wide:
        return "请指出哪些列是指标：宽表每个指标一列，长表用“指标”“数值”两列。"
    return ""


def interpret(grid, head, mapping, names, *, user, period=None, nature="actual"):
    """Every row below the head in which something stands, with its outcome in words."""
    reader = _Reader(mapping, names, user.region_id, period, nature)
    lines = [
        reader.line(row, grid.rows[row])
        for row in range(head + 1, len(grid.rows))
        if any(grid.rows[row][column] for column in mapping)
    ]
    _refuse_doubles(lines)
    _tell(lines, user)
    return lines


class _Reader:
    """Rows of a file by what its columns mean."""

    def __init__(self, mapping, names, region_id, period, nature):
        self._at = {meaning: column for column, meaning in mapping.items()}
        self._wide = {
            column: names.indicators[int(meaning[1:])]
            for column, meaning in mapping.items()
            if meaning[0] == "i" and meaning[1:].isdecimal()
        }
        self._names, self._region_id = names, region_id
        self._period, self._nature = period, nature

    def line(self, row, cells):
        """What a row proposes, or what is wrong in it."""
        line = Line(row)
        base = self._base(line, cells)
        for column, indicator in self._figures(line, cells):
            self._figure(line, cells, column, indicator, base)
        return line

    def _text(self, cells, meaning):
        return cells[self._at[meaning]] if meaning in self._at else ""

    def _try(self, line, meaning, read):
        """What is read; a fault is noted at the column."""
        try:
            return read()
        except ValueFault as error:
            column = self._at.get(meaning, next(iter(self._at.values())))
            line.faults.setdefault(column, str(error))
            return None

    def _base(self, line, cells):
        """Place, time and part of a row."""
        code, name = self._text(cells, "code"), self._text(cells, "school")
        at = "code" if code or "school" not in self._at else "school"
        school = self._try(line, at, lambda: self._names.school(code, name))
        period = self._try(line, "period", lambda: self._when(self._text(cells, "period")))
        words = {
            kind: self._try(line, kind, lambda kind=kind: _coded(kind, self._text(cells, kind)))
            for kind in CODES
        }
        return school, period, words, self._text(cells, "note")[:200]

    def _when(self, text):
        if text:
            return period_of(text)
        if self._period is None:
            raise ValueFault("没有写时期。请填这一格，或者在上面填整个文件的时期。")
        return self._period

    def _figures(self, line, cells):
        if self._wide:
            yield from self._wide.items()
            return
        said = self._text(cells, "indicator")
        indicator = self._try(line, "indicator", lambda: self._names.indicator(said))
        if indicator:
            yield self._at["value"], indicator

    def _figure(self, line, cells, column, indicator, base):
        school, period, words, note = base
        try:
            value = number_of(cells[column], indicator.unit)
            if value is not None:
                refuse_reckoned(indicator)
        except ValueFault as error:
            line.faults[column] = str(error)
            return
        if value is None:
            return
        measure = checking.measure_of(indicator.name, indicator.unit, indicator.kind)
        if found := checking.out_of_range(value, measure):
            line.faults[column] = found.message
        elif period is not None and None not in words.values():
            when = (period.frequency, period.year, period.part)
            parts = words | {"nature": words["nature"] or self._nature}
            key = Key(indicator.pk, self._region_id, school and school.pk, *when, **parts)
            line.proposals.append(Proposal(key, value, note or None))


def _coded(kind, text):
    """The code of a word such as 女; empty where nothing stands."""
    for code, label in CODES[kind].choices:
        if text in ("", code, label):
            return code if text else ""
    labels = "、".join(CODES[kind].labels)
    raise ValueFault(f"看不懂“{text}”，这一列只能填：{labels}；全部的就空着。")


def _refuse_doubles(lines):
    """Two values for one figure: whoever sent the file has to say which."""
    seen = {}
    for line in lines:
        for proposal in line.proposals:
            first = seen.setdefault(proposal.key, (line.row, proposal.value))
            if first[1] != proposal.value:
                line.faults.setdefault(
                    0, f"与第 {first[0] + 1} 行是同一个数，那里是 {shown(first[1])}。请只留一行。"
                )


def _tell(lines, user):
    """Say of each row what would come of it."""
    keys = [proposal.key for line in lines for proposal in line.proposals]
    published, drafts = current_of(keys, user), drafts_of(keys, user)
    for line in lines:
        line.words = _words(line, published, drafts)


def _words(line, published, drafts):
    if line.faults:
        return f"有误（{len(line.faults)} 处），不写入"
    counts = {"新录入": 0, "更正已发布的": 0, "改草稿": 0, "与现有的相同": 0}
    for proposal in line.proposals:
        now = drafts.get(proposal.key) or published.get(proposal.key)
        if now is not None and proposal.is_said_by(now):
            counts["与现有的相同"] += 1
        elif proposal.key in drafts:
            counts["改草稿"] += 1
        else:
            counts["更正已发布的" if now else "新录入"] += 1
    said = [f"{word} {count} 个" for word, count in counts.items() if count]
    return "，".join(said) or "没有数值，跳过"

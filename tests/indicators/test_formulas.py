"""Formulas over other indicators: exact values, no data where data is missing, plain refusals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.formulas import FormulaError, circle, parse

KNOWN = {"pri.pupils": Decimal(1900), "pri.teachers": 100, "own.3f2a": Decimal("0.5"), "x": None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pri.pupils / pri.teachers", 19),
        ("pri.pupils / (pri.teachers + 100) * 2", 19),
        ("-pri.teachers + 1", -99),
        ("own.3f2a * 3", Fraction(3, 2)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("max(pri.teachers, 250, 7) - min(1, 2)", 249),
        ("abs(1 - pri.teachers)", 99),
        ("（pri.pupils － 100）÷ pri.teachers × 2", 36),
        ("  7", 7),
        ("x + 1", None),
        ("unknown.code", None),
        ("1 / (pri.teachers - 100)", None),
        ("max(1, x)", None),
    ],
)
def test_values(text, value):
    assert parse(text).value(KNOWN) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "公式是空的"),
        ("a.b ** 2", "第 1 个字符"),
        ("a.b // 2", "不是允许的算式"),
        ("  a.b + 人数", "第 9 个字符处不能用“人”"),
        ("a.b +", "写法不完整"),
        ("(a.b", "第 1 个字符"),
        ("1 2", "写法不完整"),
        ("1e5", "第 1 个字符"),
        ("1j", "不是允许的算式"),
        ("0x10", "不是允许的算式"),
        ("3 + open(a.b)", "第 5 个字符处的函数不能用"),
        ("__import__(1)", "第 1 个字符处的函数不能用"),
        ("abs(1, 2)", "abs 要 1 个数"),
        ("min(1)", "min 要 2 个以上数"),
        ("1 if a else 2", "不是允许的算式"),
        ("(1, 2)", "不是允许的算式"),
        ("max(*a, 1)", "不是允许的算式"),
        ("+".join("1" * 200), "最多 300 个"),
    ],
)
def test_refusals(text, said):
    with pytest.raises(FormulaError, match=said.replace("(", r"\(").replace("*", r"\*")):
        parse(text)


@pytest.mark.parametrize("text", ["(" * 149 + "1" + ")" * 149, "-" * 299 + "1", "1" + "+1" * 149])
def test_deep_formulas_end_in_a_value(text):
    assert parse(text).value({}) in (1, -1, 150)


def test_codes_in_order():
    assert parse("b.two / a.one + b.two").codes == ("b.two", "a.one")


def test_circles():
    read = {"a": parse("b + 1"), "b": parse("c * d"), "c": parse("2")}
    assert circle("a", read) == ()
    assert circle("a", read | {"d": parse("a")}) == ("a", "b", "d", "a")
    assert circle("a", {"a": parse("a + 1")}) == ("a", "a")
    # A circle elsewhere is not its own, and is not walked for ever.
    assert circle("z", {"z": parse("a"), "a": parse("b"), "b": parse("a")}) == ()


LEAVES = st.one_of(st.integers(0, 99).map(str), st.sampled_from(["p.a", "p.b"]))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda t: f"-{t}"),
        st.tuples(inner, inner).map(lambda t: f"min({t[0]}, {t[1]})"),
        inner.map(lambda t: f"abs({t})"),
    ),
    max_leaves=12,
).filter(lambda text: len(text) <= 300)


class Place:
    a, b = Fraction(7, 3), Fraction(-2)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_agrees_with_python_on_fractions(text):
    written = "".join(f"F({w})" if w.isdigit() else w for w in _words(text))
    try:
        wanted = eval(written, {"p": Place, "F": Fraction, "min": min, "abs": abs})
    except ZeroDivisionError:
        wanted = None
    assert parse(text).value({"p.a": Place.a, "p.b": Place.b}) == wanted


def _words(text):
    word = ""
    for letter in text:
        if letter.isdigit() == word.isdigit() and word:
            word += letter
        else:
            yield word
            word = letter
    yield word

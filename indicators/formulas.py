"""A formula over codes of other indicators enters, its value leaves, or None where data is missing.

``pri.pupils / pri.teachers * 100``: + - * /, parentheses, numbers, ``min``, ``max``, ``abs``.
Python's grammar reads it, a list of allowed nodes decides, nothing of it is ever run as code.
Values are exact fractions; units are not looked at.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LONGEST = 300
"""Characters; it also bounds how deep a formula can be nested."""
AS_ASCII = str.maketrans("（）＋－−×＊÷／，．　\t", "()+--**//,.  ")
"""Signs of Chinese keyboards, one for one, so that positions stay."""

_ODD = re.compile(r"[^A-Za-z0-9_.+\-*/(), ]")
_CODE = re.compile(r"(?<![A-Za-z0-9_.])[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_UNARY = {ast.UAdd: "+", ast.USub: "-"}
_LEAST = {"min": 2, "max": 2, "abs": 1}
"""Functions, and how many values they need; ``abs`` takes no more than that."""

Number = Decimal | Fraction | int


class FormulaError(ValueError):
    """What is wrong with a formula and where, in Chinese."""


@dataclass(frozen=True, slots=True)
class Step:
    """An operation, and the parts that it works on."""

    sign: str
    parts: "tuple[Fraction | str | Step, ...]"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read; ``codes`` are what it needs, in the order of their first places."""

    text: str
    top: Fraction | str | Step
    codes: tuple[str, ...]

    def value(self, known: Mapping[str, Number | None]) -> Fraction | None:
        """Its value; None where an operand is missing or a divisor is zero."""
        return _value(self.top, known)


def parse(text: str) -> Formula:
    """Read a formula; raises ``FormulaError`` that names the position, counted from 1."""
    plain = text.translate(AS_ASCII).rstrip()
    if not plain.strip():
        raise FormulaError("公式是空的，请写出由指标代码组成的算式。")
    if len(plain) > LONGEST:
        raise FormulaError(f"公式有 {len(plain)} 个字符，最多 {LONGEST} 个，请拆成几个指标。")
    odd = _ODD.search(plain)
    if odd:
        raise _wrong(odd.start(), f"不能用“{text[odd.start()]}”")
    reader = _Reader(plain)
    top = reader.part(_tree(plain))
    return Formula(text.strip(), top, tuple(dict.fromkeys(reader.codes)))


def circle(code: str, formulas: Mapping[str, Formula]) -> tuple[str, ...]:
    """The way on which an indicator comes to need itself; empty where there is none."""
    waiting: list[tuple[str, ...]] = [(code,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        formula = formulas.get(way[-1])
        for needed in formula.codes if formula else ():
            if needed == code:
                return (*way, code)
            if needed not in seen:
                seen.add(needed)
                waiting.append((*way, needed))
    return ()


def _wrong(at: int, said: str) -> FormulaError:
    return FormulaError(f"公式第 {at + 1} 个字符处{said}。可以用指标代码、数字、+ - * / 和括号。")


def _tree(plain: str) -> ast.expr:
    lead = len(plain) - len(plain.lstrip())
    # A code becomes one word of the same length: Python reads no name that goes on with a digit.
    names = _CODE.sub(lambda found: found[0].replace(".", "_"), plain[lead:])
    try:
        return ast.parse(names, mode="eval").body
    except SyntaxError as error:
        raise _wrong(lead + max((error.offset or 1) - 1, 0), "写法不完整或多了符号") from None
    except (RecursionError, MemoryError):
        raise _wrong(lead, "括号套得太深") from None


class _Reader:
    """Nodes of Python's tree enter, steps leave; all else is refused."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._lead = len(plain) - len(plain.lstrip())
        self.codes: list[str] = []

    def part(self, node: ast.expr) -> Fraction | str | Step:
        if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
            return Step(_BINARY[type(node.op)], (self.part(node.left), self.part(node.right)))
        if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
            return Step(f"{_UNARY[type(node.op)]}1", (self.part(node.operand),))
        if isinstance(node, ast.Call):
            return self._call(node)
        return self._leaf(node)

    def _leaf(self, node: ast.expr) -> Fraction | str:
        start, end = node.col_offset + self._lead, (node.end_col_offset or 0) + self._lead
        written = self._plain[start:end]
        if isinstance(node, ast.Constant) and _NUMBER.fullmatch(written):
            return Fraction(written)
        if isinstance(node, ast.Name):
            self.codes.append(written)
            return written
        raise _wrong(start, f"的“{written[:20]}”不是允许的算式")

    def _call(self, node: ast.Call) -> Step:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        at = node.col_offset + self._lead
        if name not in _LEAST or node.keywords:
            raise _wrong(at, "的函数不能用，只有 min、max 和 abs")
        count = len(node.args)
        if count < _LEAST[name] or (name == "abs" and count > 1):
            raise _wrong(at, f"的 {name} 要 {_LEAST[name]} 个{'以上' * (name != 'abs')}数")
        return Step(name, tuple(self.part(each) for each in node.args))


def _value(part: Fraction | str | Step, known: Mapping[str, Number | None]) -> Fraction | None:
    if isinstance(part, Fraction):
        return part
    if isinstance(part, str):
        found = known.get(part)
        return None if found is None else Fraction(found)
    values = [_value(each, known) for each in part.parts]
    there = [value for value in values if value is not None]
    return _worked(part.sign, there) if len(there) == len(values) else None


def _worked(sign: str, values: list[Fraction]) -> Fraction | None:
    if sign in _LEAST:
        return abs(values[0]) if sign == "abs" else min(values) if sign == "min" else max(values)
    if sign in ("+1", "-1"):
        return values[0] * int(sign)
    one, other = values
    if sign == "/":
        return one / other if other else None
    return {"+": one + other, "-": one - other, "*": one * other}[sign]

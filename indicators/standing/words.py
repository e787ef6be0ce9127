"""Words and signs of verdicts; nothing enters."""

from indicators.standing.compliance import Verdict

WORDS = {Verdict.MET: "达标", Verdict.NOT_MET: "未达标", Verdict.NO_DATA: "无数据"}
MARKS = {Verdict.MET: "good", Verdict.NOT_MET: "bad", Verdict.NO_DATA: "open"}
"""Classes of ``.state``: each has a sign and a colour of its own."""

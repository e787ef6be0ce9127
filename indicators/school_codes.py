"""A school's code as people write it enters, the code leaves, or what is wrong with it.

学校（机构）标识码: two digits for the kind of school, two for the province as in GB/T 2260, six
that count (教育部《学校（机构）代码管理办法》, 2011). No digit checks the others.
"""

import re
import unicodedata

KINDS = {
    "11", "21", "22", "31", "32", "33", "34", "35", "36", "37", "41", "42", "51", "91", "92", "93",
}  # fmt: skip
"""Kinds of schools, from kindergartens (11) to other institutions (9x)."""


def school_code_of(text, region):
    """The ten digits of a school in a region; raises ``ValueError`` with what to do."""
    code = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"[0-9]{10}", code):
        raise ValueError(f"学校标识码是 10 位数字，“{text[:30]}”不是。请核对，或先留空。")
    if code[:2] not in KINDS:
        raise ValueError(
            f"学校标识码的前两位是学校类别，没有“{code[:2]}”这一类。"
            "请核对，例如幼儿园 11、小学 21。"
        )
    if region and code[2:4] != region.adcode[:2]:
        raise ValueError(
            f"学校标识码的第三、四位是省份，{region.name}应为 {region.adcode[:2]}，"
            f"这里是 {code[2:4]}。请核对。"
        )
    return code

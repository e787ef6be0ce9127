"""Words enter; whether they only name places, or only say that a norm follows, leaves."""

import re

_PLACE = r"[^，。、的\d]{1,8}(?:[省市县区州盟旗乡镇]|地州|街道)"
_NAME = r"(?![^，。、]{0,4}(?:[生师员校园班级费率额数段教办学]|平均))[一-鿿]{2,4}"
# 乙县、丙县; 都江、三溪, whose kind is not said
_PLACES = re.compile(
    f"(?:而|其中|但|像|(?:邻近|周边)?的)*(?:{_PLACE}(?:最[高低]|、{_PLACE})*|{_NAME}(?:、{_NAME})+)"
)
# 而标准只要求, 省上规定, 离国家要求的
_NORM = re.compile(
    "(?:而|但|其|离|距|与|低于|高于|好于|优于|超过|超出|达到了?)*"
    "(?:(?:国家|部颁|上级|[省市县区](?:[里上定])?)(?:[规设][定置]|配备|建设|评估)*(?:标准|规定|要求|上限|底线)?"
    "|(?:设置|评估|建设|配备)?标准)(?:[只仅]?(?:要求|规定|是|为))?的?"
)


def are_places(words: str) -> bool:
    """Whether they name nothing but one place or several."""
    return bool(_PLACES.fullmatch(words))


def tell_norm(words: str) -> bool:
    """Whether they say no more than that a norm stands behind them."""
    return bool(words and _NORM.fullmatch(words))

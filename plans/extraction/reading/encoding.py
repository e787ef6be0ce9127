"""Bytes of a Chinese text enter, the text and its encoding leave; decoding is always strict."""

import codecs
from functools import lru_cache
from itertools import islice

from charset_normalizer import from_bytes

from plans.extraction.schema import ReadError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("utf-8", "gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
SAMPLE = 4000
"""Characters looked at to judge a decoding: more changes no verdict, less time is spent."""
PLAUSIBLE = 0.1
"""Chinese of eight characters and more scores 0.3 at least in its own encoding."""

FREQUENT = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么"
    "之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给"
    "名法间斯知世什两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工"
    "物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐色"
    "更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失"
    "满战远格士音轻目条呢育局校园培训划计项建设工作加强推化管理制度质量落实办费助元资县镇乡区市省通知各单位责任完成达率以"
    "這個們來時為說國會過對學麼發當沒還樣種開總從無現經長兒愛給間兩親與見問點幾實聲車機氣並書體電門聽許員寫馬樂難處讓應"
    "場報關張認記覺帶邊風變師數滿戰遠輕條園訓劃計項設強質辦費資縣鄉區單責達務導隊標準職業課題領黨農義級總"
    "，。、；：？！（）《》“”〔〕—…·　"
)
UNKNOWN = "无法识别文件的文字编码，可能不是文本文件。支持 UTF-8、GB18030、Big5、UTF-16。"


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding such that ``data.decode(encoding)`` is the text.

    Raises ReadError where no encoding used for Chinese fits all bytes.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return strictly(data, encoding), encoding
    if data.isascii() and b"\0" not in data:
        return data.decode("ascii"), "utf-8"
    fitting = ((text, c) for c in CANDIDATES if (text := attempt(data, c)) is not None)
    weighed = [(plausibility(text), text, c) for text, c in fitting]
    plausible, text, encoding = max(weighed, key=lambda fit: fit[0], default=(-1.0, "", ""))
    if plausible >= PLAUSIBLE:
        return text, encoding
    if attempt(data, "utf-8") is not None and b"\0" not in data:
        return data.decode("utf-8"), "utf-8"
    closest = max(CANDIDATES[:3], key=lambda encoding: first_misfit(data, encoding))
    readable = beginning(data, first_misfit(data, closest), closest)
    found = None if plausibility(readable) >= PLAUSIBLE else foreign(data)
    if found is None:
        raise undecodable(data, closest)
    return found


def foreign(data: bytes) -> tuple[str, str] | None:
    """Text in an encoding not made for Chinese, where the detector finds one that gives letters."""
    match = from_bytes(data).best()
    text = attempt(data, match.encoding) if match else None
    if match is None or not text:
        return None
    odd = sum(not (c.isprintable() or c in "\t\r\n") for c in text[:SAMPLE])
    return None if odd else (text, match.encoding)


def attempt(data: bytes, encoding: str) -> str | None:
    """The whole text under an encoding, None where a byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def strictly(data: bytes, encoding: str) -> str:
    """The whole text under an encoding that the file itself declares."""
    text = attempt(data, encoding)
    if text is None:
        raise undecodable(data, encoding)
    return text


def undecodable(data: bytes, encoding: str) -> ReadError:
    """The refusal that names the first byte the closest encoding cannot read."""
    place = first_misfit(data, encoding)
    if place == len(data):
        return ReadError(UNKNOWN)
    line = beginning(data, place, encoding).count("\n") + 1
    shown = encoding.upper().removesuffix("-SIG")
    return ReadError(
        f"文字编码有误：按 {shown} 读到第 {line} 行（第 {place + 1} 字节）时出错，"
        "文件可能被截断或混用了两种编码。请用原软件打开后另存为 UTF-8 再上传。"
    )


def plausibility(text: str) -> float:
    """Mean weight of the characters outside ASCII: 1 for ordinary Chinese, below 0 for noise."""
    telling = (c for c in text[: 4 * SAMPLE] if c > "\x7f" or c < " ")
    beyond = list(islice(telling, SAMPLE))
    return sum(map(weight, beyond)) / len(beyond) if beyond else 0.5


@lru_cache(maxsize=20_000)
def weight(character: str) -> float:
    """How much a character speaks for the decoding that gave it."""
    if character in FREQUENT:
        return 1.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.4 if is_everyday(character) else -0.4
    if character in "\t\r\n\u3000\xa0\ufeff" or "\uff00" <= character <= "\uff5e":
        return 0.3
    return -0.5 if character.isprintable() else -3.0


def is_everyday(character: str) -> bool:
    """Level 1 of GB 2312 or of Big5: the characters that schoolchildren learn."""
    for encoding, last in (("gb2312", 0xD7), ("big5", 0xC6)):
        try:
            first = character.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if first <= last:
            return True
    return False


def first_misfit(data: bytes, encoding: str) -> int:
    """Offset of the first byte that an encoding cannot read; the length where all fit."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return len(data) - len(error.object) + error.start
    return len(data)


def beginning(data: bytes, place: int, encoding: str) -> str:
    """The text of the first bytes, without a character that they hold only in part."""
    return codecs.getincrementaldecoder(encoding)().decode(data[:place])

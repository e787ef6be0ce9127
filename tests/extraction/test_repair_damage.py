"""Damaged bytes: what a converter did to clean sentences is undone, or left and noted."""

from itertools import zip_longest
from operator import eq

import pytest

from plans.extraction.repair import repair
from plans.extraction.repair.fluency import Fluency
from plans.extraction.repair.kinds import DAMAGE
from plans.extraction.repair.pinyin import readings

# Clean sentences, and the same after what a converter does to their GBK bytes: ``A3 xx`` becomes a
# half-width mark wherever it stands, a reading is put behind bytes that look like its character.
LEAD = "加強學校管理,培養學生愛學習的好習慣,建設和諧校園。\n"


def halved(clean: str, at: int) -> str:
    """A sentence whose character ``at`` ends in ``A3``: that byte and the next become a mark."""
    raw = clean.encode("gbk")
    place = len(clean[:at].encode("gbk")) + 1
    assert raw[place] == 0xA3
    return decoded(raw[:place] + bytes([raw[place + 1] - 0x80]) + raw[place + 2 :])


def decoded(raw: bytes) -> str:
    """Bytes as the converter's lenient decoder shows them: a torn byte is a question mark."""
    shown, at = "", 0
    while at < len(raw):
        both = raw[at : at + 2]
        if raw[at] < 0x80:
            shown, at = shown + chr(raw[at]), at + 1
        elif len(both) == 2 and both[1] >= 0x40 and len(both.decode("gbk", "ignore")) == 1:
            shown, at = shown + both.decode("gbk"), at + 2
        else:
            shown, at = shown + "?", at + (2 if both[1:] in (b"(", b"<") else 1)
    return shown


PAGE = (
    "全縣各級各類學校要把安全工作放在首位,每月排查校舍、食堂、宿舍和校車的隱患,發現問題及時整改。",
    "今年新建鄉鎮中心幼兒園六所,改擴建農村小學附設幼兒園十二所,逐步滿足群眾就近入園的需要。",
    "繼續實施教師輪崗交流制度,城區骨幹教師到農村薄弱學校任教的時間不得少於一學年。",
    "認真落實貧困家庭學生資助政策,做到應助盡助,不讓一個孩子因為貧困而失去上學的機會。",
    "加強中學實驗室和圖書室的建設與管理,提高儀器設備和圖書的使用效率。",
    "扎實開展校園足球和經典誦讀活動,保證學生每天參加體育鍛煉的時間不少於一小時。",
    "完善職業學校的專業設置,圍繞本縣的茶葉加工和旅遊服務培養技術人才。",
    "嚴格執行財務管理制度,公用經費的使用情況每學期向教職工公布一次。",
    "縣教育局將於九月上旬組織督導評估,評估結果作為學校年度考核的重要依據。",
    "重視留守兒童的心理健康,每所寄宿制學校配備一名專職心理輔導教師。",
    "積極爭取上級項目資金,用三年時間完成全部鄉鎮學校的供暖改造和廁所改造。",
    "組織開展全縣中小學優質課評選和課題研究,培養一批學科帶頭人和骨幹教師。",
    "加大對違規收費行為的查處力度,設立舉報電話,接受社會和家長的監督。",
    "按照統一規劃、分步實施的原則,推進教育城域網建設和班級多媒體設備更新。",
    "做好適齡殘疾兒童入學工作,對不能到校的重度殘疾兒童定期送教上門。",
    "建立校長和教師的定期培訓制度,培訓經費按照不低於公用經費的百分之五安排。",
    "落實營養改善計劃,統一採購大宗食品,公開每天的食譜、價格和供應商。",
    "加強民辦學校和校外培訓機構的管理,對不符合辦學條件的限期整改或者取締。",
    "鞏固義務教育成果,完善控輟保學責任制,把初中輟學率控制在規定的範圍以內。",
    "深化課堂教學改革,推廣小組合作學習,減輕學生過重的課業負擔,提高教學質量。",
)


CLEAN = [repair(sentence).text.value for sentence in PAGE]


def tears(clean: str) -> list[str]:
    """Every tear of a sentence by a reading between two characters, away from its ends."""
    found = []
    for at in range(4, len(clean) - 8):
        between = (clean[at] + clean[at + 1]).encode("gbk", "ignore")
        like = between[1:3].decode("gbk", "ignore") if len(between) == 4 else ""
        spoken = readings(like) if len(like) == 1 else frozenset()
        if spoken:
            raw = clean.encode("gbk")
            place = len(clean[: at + 1].encode("gbk")) + 1
            note = f"({min(spoken)})".encode("gbk")
            found.append(decoded(raw[:place] + note + raw[place:]))
    return found


def test_restored_characters_hold_no_wrong_one() -> None:
    torn_pages = list(zip_longest(*map(tears, PAGE)))
    full = torn_lines = restored = 0
    wrong = []
    for torn_page in torn_pages:
        lines = [torn or clean for torn, clean in zip(torn_page, PAGE, strict=True)]
        repaired = repair("\n".join(lines))
        text = repaired.text
        shown_lines = text.value.split("\n")
        full += sum(map(eq, shown_lines, CLEAN))
        torn_lines += sum(map(bool, torn_page))
        full -= torn_page.count(None)
        for start, end in (text.within(r.span) for r in repaired.removals if r.kind == DAMAGE):
            shown = text.value[start:end]
            restored += len(shown) - shown.count("?")
            row = text.value.count("\n", 0, start)
            if not any(fits(shown, CLEAN[row][i:]) for i in range(len(CLEAN[row]))):
                wrong.append((torn_page[row], shown))
    assert restored > 600
    assert not wrong
    assert full / torn_lines > 0.6


def fits(shown: str, expected: str) -> bool:
    """Whether a restored run is what stands there, its gaps aside."""
    pairs = zip(shown, expected, strict=False)
    return len(expected) >= len(shown) and all(a in (b, "?") for a, b in pairs)


@pytest.mark.parametrize(
    ("torn", "expected"),
    [
        (halved("各鄉鎮中心學校科學安排作息時間,", 6), "各乡镇中心学校科学安排作息时间，"),
        ("發展?jié)摿Φ膶W生", "发展潜力的学生"),
    ],
)
def test_known_tears(torn: str, expected: str) -> None:
    assert "?" in torn
    repaired = repair(LEAD + torn)
    assert repaired.text.value.split("\n")[-1] == expected
    assert DAMAGE in {r.kind for r in repaired.removals}


@pytest.mark.parametrize(
    "sentence",
    [
        "怎样办好人民满意的教育？依靠广大教师。",
        "为什么要减负?因为学生负担过重",
        "学生问:“明天还来吗?”老师点头。",
        "What is AED?It is a device.",
    ],
)
def test_questions_are_no_damage(sentence: str) -> None:
    repaired = repair(sentence)
    assert DAMAGE not in {r.kind for r in repaired.removals}
    assert not repaired.problems


@pytest.mark.parametrize(
    "source", ["加强学校??管理，提高质量", "落实\ue477责任", "全縣?鄒鬟嗄旯歉"]
)
def test_what_stays_doubtful_is_shown_to_the_reviewer(source: str) -> None:
    problem = repair(source).problems[0]
    assert problem.stage == "repair"
    assert "损坏" in problem.message
    assert problem.span
    assert any(mark in source[slice(*problem.span)] for mark in "?\ue477")


def test_fluency_prefers_what_is_written() -> None:
    fluency = Fluency()
    assert fluency.score("提高教学质量") > fluency.score("提搞教学质量")
    assert fluency.score("加强管理。\n") > fluency.score("加强管理，\n")
    assert fluency.cut("提高教学质量") == [(0, 2), (2, 6)] or len(fluency.cut("提高教学质量")) == 3


@pytest.mark.parametrize("piece", ["中?", "學??茖W"])
def test_a_text_that_is_nothing_but_damage_is_left_and_noted(piece: str) -> None:
    repaired = repair(piece * 200)
    assert DAMAGE not in {r.kind for r in repaired.removals}
    assert repaired.problems

"""Plain text: the encoding is found, the characters are exactly the file's own."""

import pytest

from plans.extraction.reading import read
from plans.extraction.schema import ReadError

SIMPLIFIED = (
    "本学期全镇小学每班配齐图书角，藏书不少于六十册，由班主任登记借阅。",
    "秋季开学前，县财政拨付校车补贴四十二万元，覆盖十一条山区线路。",
    "食堂原料统一配送，供货商每周公示检测结果，家长代表随时查看。",
    "音乐教师不足的村小，由中心校每周派人走教两个半天。",
    "二〇二四年，力争高中阶段教育毛入学率提高到九成三以上；差距大的乡镇要说明原因。",
)
TRADITIONAL = (
    "本學期全鎮小學每班配齊圖書角，藏書不少於六十冊，由班主任登記借閱。",
    "秋季開學前，縣財政撥付校車補貼四十二萬元，覆蓋十一條山區線路。",
    "食堂原料統一配送，供貨商每週公示檢測結果，家長代表隨時查看。",
    "音樂教師不足的村小，由中心校每週派人走教兩個半天。",
)
LENGTHS = (8, 12, 20, 33, 60, 400)


def stretches(sentences):
    """Pieces of many lengths, each from another place."""
    whole = "".join(sentences) * 4
    return [whole[start : start + n] for n in LENGTHS for start in range(0, 90, 11)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_simplified_text_of_any_length_is_decoded(encoding):
    for text in stretches(SIMPLIFIED):
        assert read("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16"])
def test_traditional_text_of_any_length_is_decoded(encoding):
    for text in stretches(TRADITIONAL):
        assert read("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("gbk", "gb18030")],
)
def test_nothing_is_normalised_and_the_reported_encoding_gives_the_text(encoding, reported):
    text = "一、 校 舍\r\n\r\n　　８５％ 達標\t\r\n•(二）﹏ \ue000尾\r"
    data = text.encode(encoding if encoding != "gbk" else "gb18030")
    reading = read("a.txt", data)
    assert (reading.encoding, reading.text) == (reported, text)
    assert data.decode(reading.encoding) == text


def test_mostly_latin_text_with_a_few_signs_is_utf8():
    assert read("a.txt", "Plan – “2024” • ok".encode()).encoding == "utf-8"


def test_big5_with_hong_kong_characters_is_decoded():
    text = "開學後，各校着手檢查校舍裏的電線，衞生室配齊藥品。"
    assert read("a.txt", text.encode("big5hkscs")).text == text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_text_cut_within_a_character_is_refused_with_its_place(encoding):
    data = "".join(SIMPLIFIED).encode(encoding)[:-1]
    shown = encoding.upper().removesuffix("-SIG")
    with pytest.raises(ReadError, match=rf"{shown} 读到第 1 行（第 \d+ 字节）"):
        read("a.txt", data)


def test_one_wrong_byte_is_refused_not_replaced():
    lines = [line.encode("gb18030") for line in SIMPLIFIED]
    lines[2] = lines[2][:10] + b"\xff" + lines[2][10:]
    with pytest.raises(ReadError, match="第 3 行"):
        read("a.txt", b"\n".join(lines))


@pytest.mark.parametrize("tail", [b"\0\0", b"\x01", b"\x1f"])
def test_control_characters_are_refused(tail):
    with pytest.raises(ReadError, match="控制字符"):
        read("a.txt", "".join(SIMPLIFIED).encode() + tail)


@pytest.mark.parametrize("data", [b" \r\n\t ", "　　\n".encode("gb18030"), b"\xef\xbb\xbf\n"])
def test_white_space_alone_is_refused(data):
    with pytest.raises(ReadError, match="没有文字"):
        read("a.txt", data)


def test_sixty_megabytes_are_refused_with_the_limit_named():
    with pytest.raises(ReadError, match=r"60 MB，超出 20 MB"):
        read("a.txt", b"1" * 60_000_000)

"""An official region name enters, the shorter forms that documents use leave."""

import re

NATIONALITIES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|"
    "毛南族|仡佬族|锡伯族|塔吉克族|怒族|普米族|鄂温克族|保安族|裕固族|独龙族|各族|蒙古|哈萨克|柯尔克孜|"
    "锡伯|塔吉克"
)
AUTONOMOUS = re.compile(rf"^(.{{2,6}}?)(?:{NATIONALITIES})+(?:联合)?(自治州|自治县|自治旗|区)$")
NAMED_BY_NATION = re.compile(r"^(.{2,4}?)族?(自治县|自治旗)$")
PLAIN = re.compile(r"^(.{2,8}?)(?:省|市|地区|盟|县|(?<=神农架)林区|特区|矿区|新区|区|旗)$")
TOWN_OF_NATION = re.compile(rf"^(.{{2,6}}?)(?:{NATIONALITIES})+([乡镇])$")
SUFFIX = {"自治州": "州", "自治县": "县", "自治旗": "旗", "区": "区"}
PROVINCES = {
    "内蒙古自治区": ("内蒙古", "内蒙"),
    "广西壮族自治区": ("广西",),
    "西藏自治区": ("西藏",),
    "宁夏回族自治区": ("宁夏",),
    "新疆维吾尔自治区": ("新疆",),
    "香港特别行政区": ("香港",),
    "澳门特别行政区": ("澳门",),
}
ABBREVIATIONS = {
    "京": "110000",
    "津": "120000",
    "冀": "130000",
    "晋": "140000",
    "内": "150000",
    "蒙": "150000",
    "辽": "210000",
    "吉": "220000",
    "黑": "230000",
    "沪": "310000",
    "苏": "320000",
    "浙": "330000",
    "皖": "340000",
    "闽": "350000",
    "赣": "360000",
    "鲁": "370000",
    "豫": "410000",
    "鄂": "420000",
    "湘": "430000",
    "粤": "440000",
    "桂": "450000",
    "琼": "460000",
    "渝": "500000",
    "川": "510000",
    "黔": "520000",
    "贵": "520000",
    "云": "530000",
    "滇": "530000",
    "藏": "540000",
    "陕": "610000",
    "秦": "610000",
    "甘": "620000",
    "陇": "620000",
    "青": "630000",
    "宁": "640000",
    "新": "650000",
    "兵": "650000",
}
"""What a document number puts first for a province."""

_ORDINARY = (
    "安康 大同 长治 中山 海东 海西 海北 黄山 白银 白山 玉树 红河 文山 "
    "通化 和田 东方 大理 会同 平安 惠民 合作 资源 新建 城区 郊区 矿区 "
    "东区 西区 新城区 中心区 市郊区 城中区 市中区 南山区 东山区 西山区 "
    "北山区 新区 中区 新市区 北市区 南市区 城市区 江北区 河东区 城关区 "
    "和平区 团结区 市区 新建县 新建区 资源县 比如 南部 解放 公园 动力 "
    "前进 港口 公安 友好 通道 城中 中方 安定 延长 光明 新兴 运河 先锋 "
    "四方 万年 东风 南岸 城北 工农 富裕 清水 前锋 复兴 长子 清新 宏伟 "
    "平定 芙蓉 洞口 振兴 三元 露天 互助 莲花 平和 名山 全州 大观 台前 "
    "市郊 民权 同心 小店 平房 西郊 东郊 太白 灯塔 海棠 回民 桥头 安居 "
    "爱民 新民 富民 民乐 民和 上高 兴业 立新 政和 永年 乐业 交口 响水 "
    "老城 大竹 天长 五台 三台 城固 市南区 市北区 合作市 平安县 平安区 "
    "中方县 大方县 安定区 通道县 太平区"
)
ORDINARY_WORDS = frozenset(_ORDINARY.split())
"""Names that are also words or parts of phrases (西南山区): they count beside their region only."""


def short_names(name: str, level: str) -> tuple[str, ...]:
    """Forms in use beside the full name: 黔南布依族苗族自治州 -> 黔南州, 黔南."""
    if level == "province":
        return PROVINCES.get(name, (name[:-1],))
    autonomous = AUTONOMOUS.match(name) or NAMED_BY_NATION.match(name)
    if autonomous:
        return autonomous[1] + SUFFIX[autonomous[2]], autonomous[1]
    plain = PLAIN.match(name)
    return (plain[1],) if plain else ()


def plain_town(name: str) -> str:
    """A town's name without its nationalities: 龙潭彝族乡 -> 龙潭乡."""
    return TOWN_OF_NATION.sub(r"\1\2", name)

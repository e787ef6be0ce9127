"""Surnames of the Chinese: what may begin a person's name."""

import re

import jieba.posseg

from plans.extraction.wordlists import words

COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蔡蒋余于杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武"
    "戴莫孔常汤康易乔赖文庞樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂焦柳邢岳齐梅庄辛管祝左涂谷耿牟舒"
    "卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房"
    "边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭"
    "窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥"
    "保和蔺水云昌凤酆皮卡湛禹狄贝臧麻危支昝经裘缪干宣贲杭诸钮嵇滑荣羊於惠家芮羿储汲邴松富乌焦巴弓牧隗山"
    "仰仲伊暴钭厉戎祖束蒲鄂索赉逄姚咸籍能苍双莘贡劳逄姬扶堵宰郦雍却璩濮寿通扈郏浦尚农别晁勾融阚那空曾沙"
    "养须丰巢蒯相荆红权逯益桓公仉督岳帅缑亢况郈有琴商佘佴伯赏墨哈谯笪年爱佟言福尼普次扎格索达巴"
)
"""Single ones, as the 百家姓 and the census lists have them."""

COMPOUND = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐",
    "宇文", "长孙", "端木", "夏侯", "南宫", "独孤", "西门", "轩辕", "闻人", "澹台", "呼延",
    "申屠", "太史", "公羊", "钟离", "司空", "鲜于", "闾丘", "万俟", "赫连", "淳于", "濮阳",
    "百里", "东郭", "拓跋", "完颜", "耶律", "纳兰", "叶赫", "宗政", "公冶", "仲孙",
)  # fmt: skip

SPEAKING = frozenset(
    "和同有能从都应相查后全时年所生向由为与于别那空养须公经家通能干计来原位连保计解强明水都有爱言福次格达"
    "普尼言单盖官年红权益双支台包"
)
"""Surnames that are far more often words: where nothing but a word before it tells that a name
begins (学生和家长), they do not count. 于 is kept by those who look at its neighbours."""

HAN = r"[\u3400-\u9fff\U00020000-\U000323af]"
DOTTED = rf"{HAN}{{2,8}}?(?:[·•・‧∙]{HAN}{{2,8}}?){{1,3}}?"
"""A name of several parts: 阿依古丽·买买提."""

_HIDDEN = re.compile(r"[某×*＊XxＸ○Ｏ]")
_TITLES = (
    "老师", "主任", "校长", "园长", "局长", "书记", "科长", "股长", "处长", "部长", "主席", "县长",
    "市长", "镇长", "乡长", "组长", "队长", "会长", "院长", "教师", "教授", "医生", "家长", "年级",
    "同学", "同志", "学生", "先生", "女士", "小姐", "师傅", "姓名", "一中", "二中", "三中",
)  # fmt: skip


_WORDS = words(
    """
    文明 阳光 陆军 卫星 雷达 荣誉 古老 丘陵 封锁 顾问 高峰 祖先 文武 齐全 洪水 高潮 凤凰 辛勤
    安静 康复 诸如 诸多 吉祥 范畴 周转 童子 关怀 荣获 陈述 陈列 温泉 安抚 杜绝 卓越 祝贺 晋升
    史诗 荣耀 高薪 华丽 麻木 张贴 周旋 雷声 安危 周密 陈设 廉政 温馨 殷勤 祝福 严正 高超 高雅
    高昂 庄园 蓝图 陶醉 滑雪 周全 毛发 毛巾 陶冶 雷雨 齐备 金秋 农耕 屠宰 周详 荣幸 籍贯 滑冰
    安康 惠民 简章 付诸 张扬 盛世 花名册 文雅 方正 古文 易懂 安逸 温顺 童工 童谣 贺卡 荣立 荣膺
    苗木 安保 路基 文翰 张望 许诺 万人 涂抹 冷清 施舍
    """
)
"""Words of schools that the dictionary has among its names."""


def is_word(text: str) -> bool:
    """Whether it is an ordinary word: 文明, 高中; what the dictionary calls a name is none."""
    tag = jieba.posseg.dt.word_tag_tab.get(text)
    return text in _WORDS or (tag is not None and not str(tag).startswith("nr"))


def is_name(text: str) -> bool:
    """Whether a text that stands alone looks like a name: 张伟, 欧阳晓红, 阿依古丽·买买提.

    张某 and 张＊ are hidden already; 张老师 is no pupil.
    """
    if _HIDDEN.search(text) or text[1:] in _TITLES or text[2:] in _TITLES:
        return False
    if re.fullmatch(DOTTED, text):
        return True
    if not re.fullmatch(rf"{HAN}{{2,4}}", text):
        return False
    if text.startswith(COMPOUND) and len(text) > 2:
        return True
    return text[0] in COMMON and len(text) <= 3


def is_surely_name(text: str) -> bool:
    """As ``is_name``, where a word might stand as well: neither it nor its beginning is one."""
    if not is_name(text):
        return False
    if text.startswith(COMPOUND) or not re.fullmatch(rf"{HAN}+", text):
        return True
    return text[0] not in SPEAKING and not is_word(text) and not is_word(text[:2])

"""Counts with what is told of those counted enter; names without the rest of the sentence leave."""

import pytest

from tests.extraction.test_naming import check

# A name after ~ has to share half of its character pairs with what is found.
DESIGNATED = [
    ("确定【6所】学校为课改试点学校。", "课改试点学校数"),
    ("批准【3所】高中为特色高中。", "特色高中数"),
    ("聘请【20名】律师为法治副校长。", "聘请法治副校长数"),
    ("选聘【15名】干警担任法治副校长。", "选聘法治副校长数"),
    ("【10名】教师被评为市级优秀教师。", "市级优秀教师数"),
    ("将【4所】学校列为省级示范校创建单位。", "省级示范校创建单位数"),
    ("全区有【8所】学校被命名为文明校园。", "文明校园数"),
    ("选派【12名】干部担任驻村第一书记。", "驻村第一书记数"),
    ("认定【9家】企业为实习实训基地。", "实习实训基地数"),
    ("把【36名】新教师作为培养对象。", "培养对象数"),
]  # fmt: skip

WITHOUT_LEFTOVERS = [
    ("对【36名】孤儿按每人每年【600元】发放生活补贴。", "孤儿人数", "~生活补贴标准"),
    ("对【58名】家庭困难幼儿按每生每学期【300元】减免保教费。", "家庭困难幼儿数", "~保教费标准"),
    ("【8名】教师守着【15个】学生。", "教师人数", "学生数"),
    ("吸引【40家】企业参与。", "吸引企业参与数"),
    ("在校生规模稳定于【600人】左右。", "在校生数"),
    ("今年毕业生中有【9名】被推荐到工厂就业。", "~推荐到工厂就业毕业生数"),
    ("食品留样每份不少于【125克】。", "~食品留样重量"),
    ("每个品种留样【150克】。", "~品种留样重量"),
]  # fmt: skip


@pytest.mark.parametrize("case", DESIGNATED + WITHOUT_LEFTOVERS, ids=lambda c: c[0])
def test_counts(case: tuple[str, ...]) -> None:
    sentence, *names = case
    check(sentence, tuple(names))

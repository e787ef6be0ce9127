"""What a document is where its title says nothing of it, or something else than it is."""

import pytest

from plans.extraction import Gazetteer
from tests.extraction.test_header import ROOT, header_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "fixtures" / "regions")


FEATURES = [
    # a subtitle says that a newspaper tells of achievements
    (
        "槐花香里书声长",
        "——定边县农村小规模学校改造纪实\n榆林日报 记者 高原\n"
        "全县投入3200万元，改造教学点61个，新增图书4万册。2016年以来先后招聘教师210名。",
    ),
    (
        "为了大山的期盼——镇坪县“十三五”教育扶贫综述",
        "发布：宣传股\n五年来，全县累计投入资金2.3亿元，建成寄宿制学校9所，资助学生3.1万人次。\n"
        "辍学率由1.9%降到0.1%，取得了历史性成绩。",
    ),
    (
        "暖流涌动的校园",
        "——我市教育系统年终盘点\n【关键词：投入】\n全市教育投入增加了1.2亿元，建成学校11所。\n"
        "【关键词：队伍】\n招聘教师430名，先后培训校长90名。",
    ),
    # nobody but the press opens with a scene and lets people speak
    (
        "校车开进了岭上村",
        "清晨6点半，记者走进太湖县百里镇岭上村，十几个孩子正排队上车。\n"
        "全镇去年开通校车线路7条，接送学生412名，县财政补助了36万元。\n"
        "“过去走一个半小时，如今十五分钟就到。”三年级学生的奶奶说。\n"
        "镇中心学校校长介绍，明年线路将增加到9条。",
    ),
    (
        "小操场的大变化",
        "“下雨天也能上体育课了！”望江县杨湾初中八年级学生小吴一边擦汗一边说。\n"
        "这个投资180万元的风雨操场去年建成，惠及学生640名。\n"
        "“我们盼了七年。”体育老师老胡告诉记者，学校已有3支球队获得市级奖项。\n"
        "县教育局有关负责人表示，此类项目共完成了12个。",
    ),
]


@pytest.mark.parametrize(("heading", "text"), FEATURES, ids=lambda value: value[:10])
def test_a_newspapers_tale_of_achievements_is_news(
    gazetteer: Gazetteer, heading: str, text: str
) -> None:
    assert header_of(gazetteer, heading, text).kind == "news"


NO_FEATURES = [
    # who reviews what was written reports no news
    (
        "乡村教师留任问题研究综述",
        "摘要：本文梳理了近十年的文献。\n关键词：乡村教师；留任\n一、研究现状\n"
        "笔者认为，待遇应当提高。",
        "article",
    ),
    # a report may quote a parent, a speech may tell of a scene
    (
        "太湖县小学布局调整工作总结",
        "一年来，全县撤并教学点14个，建成寄宿楼3栋，投入资金900万元。\n"
        "家长反映良好，“孩子住校我们放心。”北中镇一位家长说。\n一、主要做法\n完成了校车招标。",
        "report",
    ),
    (
        "在全县寄宿制学校现场会上的讲话",
        "同志们：\n今天上午，大家走进北中小学，看到了食堂和宿舍。“这里像家一样。”一个孩子说。\n"
        "我讲三点意见。一要建好，二要管好，三要用好。希望大家回去以后抓落实。",
        "speech",
    ),
]


@pytest.mark.parametrize(("heading", "text", "kind"), NO_FEATURES)
def test_what_quotes_and_surveys_is_not_news_for_that(
    gazetteer: Gazetteer, heading: str, text: str, kind: str
) -> None:
    assert header_of(gazetteer, heading, text).kind == kind


TURNED = [
    # 意见 sets tasks, whether a notice encloses it or it goes to villages itself
    (
        "关于办好村级幼儿园的意见",
        "各村民委员会、镇直各单位：\n经镇党委研究，现就办好村级幼儿园提出以下意见。\n"
        "一、明确任务。年内每村办好1所幼儿园，入园率要达到85%。\n二、强化保障。镇财政安排40万元。",
        "plan",
    ),
    (
        "关于印发《校园欺凌综合治理百日攻坚行动》的通知",
        "各乡镇中心学校：\n现将《校园欺凌综合治理百日攻坚行动》印发给你们，请遵照执行。\n"
        "一、排查阶段。3月底前，各校要完成问卷调查。",
        "plan",
    ),
    # but an action that schools are told of remains a notice, and so do rules
    (
        "关于开展校园周边环境专项整治行动的通知",
        "各中小学：\n现就有关事项通知如下：\n一、各校要于4月10日前报送名单。\n特此通知。",
        "notice",
    ),
    (
        "关于督导检查反馈意见的通知",
        "各中小学：\n现将反馈意见通知如下：\n一、请各校于5月底前整改。\n特此通知。",
        "notice",
    ),
    # what is reported is what will be done
    (
        "县教育局关于明年工作打算的汇报",
        "县政府：\n现将2015年工作打算汇报如下：\n1.新建小学2所，总投资3800万元。\n"
        "2.招聘教师90名，培训校长60名。\n3.力争高考上线率达到45%。",
        "plan",
    ),
    (
        "县教育局关于2014年工作及明年打算的汇报",
        "现将有关情况汇报如下：\n一、工作情况\n建成小学2所，招聘了教师90名。\n二、明年打算\n再建1所。",
        "report",
    ),
    (
        "县教育局关于上半年工作情况和下半年工作安排的报告",
        "现将有关情况报告如下：\n要抓好的几件事：加强教研，落实经费，推进改薄，完善制度。\n"
        "继续抓好招生，组织好考试。",
        "report",
    ),
    (
        "关于学前教育行动计划落实情况的汇报",
        "现将有关情况汇报如下：\n建成幼儿园12所，招聘了教师90名，入园率比上年提高4个百分点。",
        "report",
    ),
    # who gives an account to a council reports, whatever it is called
    (
        "关于全县教师编制使用情况的通报",
        "各位主席、各位委员：\n受县政府委托，我就全县教师编制使用情况作一通报。\n"
        "全县核定编制3120名，实有教师2986名。去年招聘了教师140名，清理在编不在岗人员23名。",
        "report",
    ),
    (
        "关于春季开学检查情况的通报",
        "各中小学：\n现将开学检查情况通报如下：\n一、检查了学校31所，7所存在隐患。\n"
        "二、各校要立即整改，并于3月20日前报送我局。",
        "notice",
    ),
    # a report of work to delegates is a speech where it thanks and appeals
    (
        "同心筑梦再出发",
        "——在滨海县八滩中学教职工代表大会上的工作报告\n各位代表：\n"
        "现在，我代表学校向大会报告工作，请予审议。\n一、过去一年的工作\n"
        "建成了食堂，投入资金460万元；高考本科上线312人，比上年增加21人；培训教师88人次。\n"
        "二、新一年的安排\n完成操场改造。各位代表，任务光荣而艰巨，让我们携手前进！",
        "report",
    ),
    (
        "学校工作报告",
        "（2016年2月27日在滨海县八滩中学教职工代表大会上）\n各位代表、老师们：\n"
        "现在，我代表学校向大会报告工作，请予审议。\n一、过去一年\n高考本科上线312人。\n"
        "二、今年的任务\n我们要稳住质量，要带好队伍，要改善条件。希望大家多一些实干。\n谢谢大家！",
        "speech",
    ),
]


@pytest.mark.parametrize(("heading", "text", "kind"), TURNED, ids=lambda value: value[:14])
def test_what_a_document_does_outweighs_what_it_is_called(
    gazetteer: Gazetteer, heading: str, text: str, kind: str
) -> None:
    assert header_of(gazetteer, heading, text).kind == kind


PLAIN = [
    # titles whose noun is seldom met
    (
        "乡镇幼儿园师资流失的成因及出路",
        "张某（某县中心幼儿园）\n三年间流失教师43名，占27%。首先应提高待遇，其次应完善评价机制。",
        "article",
    ),
    (
        "华池县2016年改薄项目推进情况",
        "2016年规划项目64个。截至10月底，开工61个，竣工40个，完成投资9700万元，占71%。",
        "report",
    ),
    (
        "柔远幼儿园2014年秋季学期工作回眸",
        "一学期来，全园教师努力工作，现将工作小结如下。\n一、保教工作。开展教研活动11次。",
        "report",
    ),
    (
        "2013年惠民政策落实情况综述",
        "一年来，在县委的领导下，我局落实了各项政策，现将有关情况总结如下：\n"
        "一、主要成效\n拨付资金2900万元。\n二、存在的问题\n配套资金不足。\n三、下一步打算\n加强监管。",
        "report",
    ),
    (
        "劳动基地里笑声多",
        "来源：华池融媒\n初夏时节，城壕镇中心小学的基地里，五年级的孩子们正给番茄搭架，一派忙碌景象。\n"
        "“我种的结果啦！”学生小赵开心地说。\n全县已建成基地51个，覆盖学生2.3万人。",
        "news",
    ),
    (
        "2014年校园安全责任状",
        "为落实责任，县教育局与各学校签订本责任状。\n一、责任目标\n1.食堂持证率达到100%。\n"
        "2.每学期演练不少于2次。\n二、奖惩\n考核90分以上的奖励3000元。",
        "plan",
    ),
]


@pytest.mark.parametrize(("heading", "text", "kind"), PLAIN, ids=lambda value: value[:14])
def test_kind_under_titles_of_other_nouns(
    gazetteer: Gazetteer, heading: str, text: str, kind: str
) -> None:
    assert header_of(gazetteer, heading, text).kind == kind


ESSAYS = [
    # who reflects, argues and doubts gives no account of work
    (
        "谁来擦黑板",
        "黑板脏了，没有人擦。为什么没有人擦？有人说是孩子懒，我看未必。大人们已经替他们做了太多。\n"
        "我不反对帮忙，但帮忙恐怕要有个限度。一间教室没有了自己动手的孩子，失去的就不只是干净。",
        "article",
    ),
    (
        "灯亮之后",
        "本报评论员\n法律通过了，人们得到了一纸承诺。可是纸上的字要由人来兑现。\n"
        "有人主张等一等，依我们看，等不得。",
        "article",
    ),
    (
        "山路弯弯",
        "——读《给教师的建议》有感\n这本书已经被我翻卷了角。走了十年山路，我得到的是安静。",
        "article",
    ),
    # but one who tells what was done and doubts a little does
    (
        "全县阅读工作总结",
        "一年来，全县建成书屋41个，投入了120万元。有人说书会丢，事实并非如此，共借出图书9万册。",
        "report",
    ),
    # a plan for a town may end with what is to be handed in
    (
        "把课上到村小去",
        "横村镇中心学校\n今年全镇要抓好教研，对全年教研作如下部署。\n"
        "第一，组织备课组，每两周集中一次。第二，校长听课不少于25节。\n各校要于3月5日前报送细则。",
        "plan",
    ),
]


@pytest.mark.parametrize(("heading", "text", "kind"), ESSAYS, ids=lambda value: value[:10])
def test_an_essay_is_known_by_its_voice(
    gazetteer: Gazetteer, heading: str, text: str, kind: str
) -> None:
    assert header_of(gazetteer, heading, text).kind == kind

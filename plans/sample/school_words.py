"""Nothing enters, invented words of schools leave: names, texts, tasks, money."""

SCHOOLS = (
    ("柳溪中心小学", "primary", "柳溪镇", 612),
    ("柳溪初级中学", "lower_secondary", "柳溪镇", 480),
    ("石桥中心小学", "primary", "石桥镇", 538),
    ("石桥初级中学", "lower_secondary", "石桥镇", 405),
    ("石桥村小学", "primary", "石桥镇", 64),
    ("云台中心小学", "primary", "云台乡", 287),
    ("云台教学点", "primary", "云台乡", 21),
    ("松岭中心小学", "primary", "松岭镇", 455),
    ("松岭初级中学", "lower_secondary", "松岭镇", 362),
    ("城东小学", "primary", "城关镇", 1380),
    ("城西小学", "primary", "城关镇", 1126),
    ("城关第一初级中学", "lower_secondary", "城关镇", 1642),
    ("城关第二初级中学", "lower_secondary", "城关镇", 1215),
    ("白沙小学", "primary", "白沙乡", 158),
    ("白沙教学点", "primary", "白沙乡", 17),
    ("东屏小学", "primary", "东屏乡", 233),
)
"""Name, stage, town and pupils of invented schools; none of them exists."""

TEXTS = {
    "指导思想": (
        "坚持五育并举，以“让每一个孩子都被看见”为办学追求，把常规做细、把课堂做实、把安全做牢，"
        "办好家门口的学校。"
    ),
    "上年工作回顾": (
        "上年确定的十二项任务完成十一项。控辍保学实现动态清零，课后服务覆盖全体有需要的学生；"
        "教师轮岗交流四人。图书更新因采购流程延后，结转到今年完成。"
    ),
    "保障措施": (
        "成立由校长任组长的年度计划推进小组，每月第一周例会对照进度；"
        "责任到处室、到人，期中和期末各检查一次，结果纳入绩效考核。"
    ),
}
"""What schools write, by the title of a section of the standard forms."""

TASKS = (
    ("开齐开足体育与健康课，每天一节", 60),
    ("完成全员家访并建立台账", 120),
    ("组织两次校本教研开放活动", 150),
    ("更新图书并开放班级图书角", 200),
    ("完成食堂“明厨亮灶”改造", 240),
)
"""Title of a task, and in how many days it is due."""

MONEY = (
    ("教师培训", 18_000, "公用经费"),
    ("图书更新", 26_500, "公用经费"),
    ("运动场地维护", 42_000, "县级财政"),
)
"""Purpose, yuan and source of a funding line."""

GIVEN_BACK = "目标值与学校实际差距较大，任务缺少负责人，请补充后再报。"
COMMENT = "请对照上年完成情况，说明今年准备怎样做到。"
EXTENSION = "学校正在迎接专项验收，数据核对还需要几天。"

"""Nothing enters, invented words leave: names of units and schools, headings, sentences."""

SUBJECTS = (
    ("学前教育", ("pre",)),
    ("义务教育", ("comp", "pri", "low")),
    ("普通高中教育", ("upp",)),
    ("职业教育", ("voc",)),
    ("特殊教育", ("spe",)),
    ("教师队伍建设", ("tea",)),
    ("办学条件", ("bui", "dig")),
    ("校园安全", ("saf", "spo")),
    ("教育投入与学生资助", ("fin",)),
    ("党的建设与家校共育", ("par", "sat", "qua", "res", "lit", "hig")),
)
"""What a chapter is about, and the families of catalogue codes that it speaks of."""

VERBS = ("推进", "加强", "落实", "抓好", "做实", "优化", "统筹", "规范")
OBJECTS = (
    "学位供给", "控辍保学台账", "校舍排查整治", "集团化办学", "城乡学校结对", "课程实施",
    "作业管理", "课后服务", "教研指导", "校长任期考核", "教师交流轮岗", "师德师风建设",
    "骨干教师培养", "食堂规范管理", "校车运行监管", "心理健康辅导", "阳光体育活动",
    "劳动实践基地", "智慧课堂应用", "图书馆室利用", "招生入学工作", "资助对象认定",
    "经费绩效管理", "项目建设进度", "督学责任区建设", "家长学校课程", "民办学校年检",
    "校外培训治理", "产教融合项目", "融合教育服务",
)  # fmt: skip
MEANS = (
    "建立月调度、季通报的推进机制",
    "把任务分解到股室、到学校、到人头",
    "对进度滞后的学校逐一约谈",
    "每学期组织一次实地核查",
    "将结果纳入年度考核",
    "邀请家长代表参与评议",
    "及时总结可以推广的做法",
    "严格执行项目管理各项规定",
)
OPENINGS = (
    "为做好全年各项工作，结合本地实际，制定本文件。",
    "现将本年度工作安排如下，请各单位对照落实。",
    "根据上级部署和本地教育发展规划，明确以下任务。",
)
UNITS = (
    "教育股", "基础教育股", "学前教育股", "职成教股", "人事股", "计财股", "项目办", "安全股",
    "体卫艺股", "督导室", "教研室", "电教站", "资助中心", "招生办", "党建办", "办公室",
    "审批股", "师训中心", "装备站", "政策法规股",
)  # fmt: skip
SCHOOL_PLACES = (
    "河湾", "松岭", "石桥", "柳溪", "云台", "青坪", "白沙", "金竹", "东屏", "北坡",
    "南塘", "西苑", "新城", "古渡", "长岭", "桃源",
)  # fmt: skip
SCHOOL_KINDS = (
    ("小学", "primary"),
    ("中心小学", "primary"),
    ("初级中学", "lower_secondary"),
    ("高级中学", "upper_secondary"),
    ("幼儿园", "preschool"),
    ("职业学校", "vocational"),
)
FUNDING_SOURCES = ("县级财政", "省级专项", "中央专项", "教育费附加", "社会捐资")
SCOPES = ("农村", "城区", "乡镇", "山区", "民办", "试点校")
"""What an indicator is confined to where it is named again."""
UNLISTED = (
    ("研学实践点数", "个", "number", "higher"),
    ("校园书吧数", "个", "number", "higher"),
    ("家长开放日参与人数", "人", "number", "higher"),
    ("社团活动参与率", "%", "rate", "higher"),
    ("劳动周完成率", "%", "rate", "higher"),
)
"""Name, unit, kind and direction of what no catalogue has."""

TITLES = {
    "plan": ("教育工作要点", "教育工作计划", "教育重点任务实施方案", "{subject}工作计划"),
    "report": ("教育工作总结", "{subject}工作总结"),
    "speech": ("在全县教育工作会议上的讲话",),
    "notice": ("关于做好{subject}工作的通知",),
    "article": ("{subject}发展综述",),
    "news": ("{subject}工作动态",),
}
"""What follows the name and the year in a title, by kind of document."""

DOUBTS = (
    "同一指标在文中出现两个数值",
    "分项之和与合计不符",
    "目标值低于上年完成值",
    "完成时限早于发文年度",
)
REJECTIONS = ("举例，不是本县的数", "重复出现", "上级文件的数字")

"""Invented words and numbers of the sample's rounds of evaluation."""

SCHEME = {
    "name": "义务教育学校办学水平评估方案",
    "version": "试行",
    "note": "演示用：前三类按分评，数据指标按达标评。",
}
GROUPS = (
    (
        "学校管理",
        (
            ("章程和制度", "章程经核准，各项制度齐全并每年修订", "10"),
            ("校务公开", "收费、招生、评优按期公开", "5"),
            ("校园安全", "一键报警、封闭管理、专职保安都到位", ""),
        ),
    ),
    (
        "教育教学",
        (
            ("课程开设", "开齐开足国家课程，体育、艺术、劳动不被占用", "15"),
            ("作业管理", "总量公示，小学一、二年级没有书面家庭作业", "10"),
        ),
    ),
    (
        "教师队伍",
        (("教师培训", "五年一周期培训学时完成", "10"), ("师德师风", "没有查实的违规", "")),
    ),
)
"""Branches with their items: name, what is asked, full mark."""
SOURCE = ("县域义务教育优质均衡发展督导评估办法（教督〔2017〕6号）", "资源配置")
MEASURED = (
    (
        "每百名学生拥有高于规定学历教师数", "tea.above_degree", "sch.pupils", 100,
        (("primary", "4.2", "人"), ("lower_secondary", "5.3", "人")),
    ),
    (
        "生均体育运动场馆面积", "bui.sports_area", "sch.pupils", 1,
        (("primary", "7.5", "平方米"), ("lower_secondary", "10.2", "平方米")),
    ),
)  # fmt: skip
COUNTY_ITEM = ("义务教育经费保障到位",)
NAMES = ("办学水平评估（上半年）", "办学水平评估（年终）")
SCORES = ("0", "0.5", "0", "1", "0", "0", "0.5")
"""What schools take off themselves, over and over."""
CHECKED = (
    (
        ("A1-1", "3", "食堂、宿舍管理制度没有修订"),
        ("A1-3", "1", "保安只有一人，低于规定"),
    ),
    (("A2-1", "2.5", "四年级劳动课被占用"),),
    (("A1-1", "1", "制度汇编缺实验室部分"), ("A2-2", "2", "作业公示停在上学期")),
    (("A1-2", "0", "公示齐全，按满分记"),),
)
"""What checks find, school by school: code of the item, what is taken off, why."""
GIVEN_BACK = "校园安全没有附佐证，请补上以后再提交。"
UNDONE = "按复评意见补齐，经局里复查后销号。"

"""What requests to each address do, in the words of the log; a new address needs a line here."""

from indicators.models import IndicatorAlias
from plans.models import Matter, Plan, Project, SavedFilter, Source, Submission

CHANGES = {
    "source-import": "导入文件",
    "name-forget": "撤销学得的名称",
    "plan-new": "新建计划",
    "publish": "发布计划",
    "unpublish": "撤回发布",
    "review-section": "整节通过",
    "review-undo": "撤销核对",
    "review-aside": "搁置或恢复核对",
    "review-add": "补充漏识别的记录",
    "review-problem": "处理疑点",
    "review-form": "更正记录",
    "review-decide": "核对记录",
    "review-match": "为表述选定指标",
    "plan-outline": "调整提纲",
    "plan-edit-undo": "撤销编辑",
    "plan-edit-new": "新增记录",
    "plan-edit-row": "编辑记录",
    "plan-restore": "恢复到以前的内容",
    "plan-grid": "保存表格",
    "plan-import": "导入表格",
    "matter-many": "批量办理督办事项",
    "matter-new": "新建督办事项",
    "matter-propose": "从计划立项督办",
    "matter-edit": "修改督办事项",
    "matter-parts": "分解督办事项",
    "matter-acknowledge": "签收督办事项",
    "matter-report": "反馈督办事项",
    "matter-finish": "报办结督办事项",
    "matter-ask-extension": "申请延期",
    "matter-check": "审核督办事项",
    "matter-dispatch": "下发督办事项",
    "matter-close": "销号督办事项",
    "matter-give-back": "退回重办督办事项",
    "matter-grant-extension": "同意延期",
    "matter-refuse-extension": "不同意延期",
    "matter-urge": "催办督办事项",
    "matter-stop": "终止督办事项",
    "matter-reopen": "重新办理督办事项",
    "matter-accept-figure": "采纳反馈的完成值",
    "matter-file-remove": "删除督办佐证",
    "my-matters-line": "反馈或签收督办事项",
    "my-matters-import": "导入督办反馈",
    "filter-save": "保存常用筛选",
    "filter-change": "修改常用筛选",
    "filter-delete": "删除常用筛选",
    "project-new": "登记工程项目",
    "project-edit": "修改工程项目",
    "project-stage": "登记工程阶段",
    "tracking-freeze": "封存考核期",
    "tracking-scheme": "修改考核办法",
    "tracking-score": "考核加减分",
    "tracking-offset": "冲销加减分",
    "post-switch": "切换身份",
    "password-change": "修改自己的密码",
    "code-set-up": "启用两步验证",
    "code-off": "停用两步验证",
    "code-spare": "更换备用验证码",
}
"""Name of an address -> what a request that may change something does there."""

PAGES = {
    "plan-edit": "编辑计划",
    "quality": "查看识别质量",
    "styles": "查看样式页",
    "audit": "查看审计日志",
    "tracking": "查看督办总览",
    "tracking-timeline": "查看倒排工期",
}
"""Name of an address where nothing is changed -> what only some may do there."""

DOWNLOADS = {
    "source-file": "下载来源文件",
    "plan-export": "导出计划表格",
    "plan-marked": "下载标注的表格",
    "plan-compare": "导出计划比较",
    "quality": "导出识别质量",
    "tracking-scores": "导出考核评分",
    "project-list": "导出工程项目库",
    "submission-file": "下载学校上报的附件",
    "matter-export": "导出督办台账",
    "matter-file": "下载督办佐证",
    "my-matters-export": "导出督办反馈表",
    "my-matters-marked": "下载标注的反馈表",
    "audit": "导出审计日志",
    "tracking-calendar": "导出工作行事历",
    "tracking-ledger": "导出督办台账",
    "tracking-notice": "下载督查通知",
}
"""Name of an address -> what a file of it is."""

PASSED_OVER = {
    "review-hold": "一条记录正打开着：浏览器每分钟报告，不改动任何数据",
    "look": "颜色和简繁只存在本人的浏览器里",
    "login": "登录和失败由登录信号记录",
    "login-code": "登录和失败由登录信号记录",
    "logout": "退出由登录信号记录",
    "admin:login": "登录和失败由登录信号记录",
    "admin:logout": "退出由登录信号记录",
}
"""Name of an address -> why requests to it leave no entry of their own."""

REMOVING = {"name-forget", "filter-delete"}
"""Addresses that take away the row that they name: it is asked for its name before."""

ROWS = {
    "plans/<int:pk>/": (Plan, "title"),
    "sources/<int:pk>/": (Source, "name"),
    "names/<int:pk>/": (IndicatorAlias, "name"),
    "projects/<int:pk>/": (Project, "name"),
    "filters/<int:pk>/": (SavedFilter, "name"),
    "submissions/<int:pk>/": (Submission, "school__name"),
    "matters/<int:pk>/": (Matter, "title"),
    "my-matters/<int:pk>/": (Matter, "title"),
}
"""How an address begins -> the model of the row that it names, and the column with its words."""

ADMIN = {
    "password_change": "重设密码",
    "add": "新增",
    "change": "修改",
    "delete": "删除",
    "changelist": "批量处理",
}
"""How the name of an address of the admin site ends -> what is done there."""

ELSEWHERE = "打开页面"
NOWHERE = "没有这个地址"

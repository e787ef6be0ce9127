"""What requests to each address do, in the words of the log; a new address needs a line here."""

from django.contrib.auth import get_user_model

from indicators.models import IndicatorAlias, School
from plans.models import Campaign, CampaignForm, Plan, SavedFilter, Source, Submission

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
    "campaign-approve": "批量通过学校上报",
    "campaign-remind": "催报",
    "campaign-links": "批量生成填报链接",
    "submission-open": "打开审阅学校上报",
    "submission-give-back": "退回学校上报",
    "submission-approve": "通过学校上报",
    "submission-unlock": "解锁退回学校上报",
    "submission-answer": "答复学校延期",
    "submission-links": "生成填报链接",
    "submission-link-revoke": "停用填报链接",
    "filter-save": "保存常用筛选",
    "filter-change": "修改常用筛选",
    "filter-delete": "删除常用筛选",
    "form-new": "新建上报表",
    "form-part": "修改上报表",
    "form-add": "给上报表加内容",
    "form-arrange": "调整上报表的次序或删除内容",
    "form-turn": "启用、停用上报表或另存新版本",
    "campaign-new": "发起上报",
    "campaign-edit": "修改上报任务",
    "campaign-turn": "开放或结束上报任务",
    "campaign-schools": "给上报任务加学校",
    "submission-begin": "开始填报",
    "submission-copy": "沿用上年计划填报",
    "submission-fill": "填报",
    "submission-word": "上传计划文件填报",
    "submission-submit": "上报计划",
    "submission-withdraw": "撤回上报",
    "submission-extension": "申请延期",
    "fill-link": "凭填报链接进入",
    "fill-leave": "退出填报链接",
    "campaign-rollup-division": "分解县级目标",
    "campaign-letters": "修改责任书文字",
    "campaign-letters-issue": "下达目标责任书",
    "campaign-letters-revise": "变更已下达的目标",
    "post-switch": "切换身份",
    "password-change": "修改自己的密码",
    "code-set-up": "启用两步验证",
    "code-off": "停用两步验证",
    "code-spare": "更换备用验证码",
    "reset-mail": "申请用邮件重置密码",
    "reset-password": "用一次性链接设置密码",
    "people-new": "新增人员",
    "people-import": "批量新增人员",
    "people-edit": "修改人员",
    "people-appoint": "任命",
    "people-post-end": "结束任职",
    "people-state": "停用或启用账号",
    "people-unlock": "解除锁定",
    "people-password": "重置密码",
    "people-link": "生成设置密码的链接",
    "people-code-off": "重置两步验证",
    "school-new": "登记学校",
    "school-edit": "修改学校",
    "school-confirm": "确认学校",
    "school-import": "批量登记学校",
}
"""Name of an address -> what a request that may change something does there."""

PAGES = {
    "plan-edit": "编辑计划",
    "submission-list": "查看本校上报",
    "submission": "查看本校上报的计划",
    "submission-print": "预览本校计划的打印稿",
    "quality": "查看识别质量",
    "campaign": "查看上报看板",
    "submission-review": "审阅学校上报",
    "form-list": "查看上报表",
    "campaign-list": "查看上报任务",
    "styles": "查看样式页",
    "audit": "查看审计日志",
    "people-list": "查看人员",
    "people-person": "查看人员",
    "school-list": "查看学校名录",
}
"""Name of an address where nothing is changed -> what only some may do there."""

DOWNLOADS = {
    "source-file": "下载来源文件",
    "plan-export": "导出计划表格",
    "plan-marked": "下载标注的表格",
    "plan-compare": "导出计划比较",
    "quality": "导出识别质量",
    "submission-file": "下载学校上报的附件",
    "campaign-export": "导出上报情况",
    "campaign-links": "下载批量生成的填报链接",
    "submission-docx": "下载本校计划",
    "campaign-rollup": "导出目标汇总",
    "campaign-rollup-indicator": "导出各校目标",
    "campaign-letters-all": "下载全部目标责任书",
    "campaign-letter": "下载一所学校的目标责任书",
    "submission-letter": "下载本校目标责任书",
    "audit": "导出审计日志",
    "people-import": "下载新账号的链接",
    "people-template": "下载人员名单模板",
    "people-marked": "下载标注的人员名单",
    "school-template": "下载学校名单模板",
    "school-marked": "下载标注的学校名单",
}
"""Name of an address -> what a file of it is."""

PASSED_OVER = {
    "review-hold": "一条记录正打开着：浏览器每分钟报告，不改动任何数据",
    "look": "颜色和简繁只存在本人的浏览器里",
    "notice-open": "只把本人的通知标为已读，去的页面自己记录",
    "notice-read-all": "只把本人的通知标为已读",
    "login": "登录和失败由登录信号记录",
    "login-code": "登录和失败由登录信号记录",
    "logout": "退出由登录信号记录",
    "admin:login": "登录和失败由登录信号记录",
    "admin:logout": "退出由登录信号记录",
}
"""Name of an address -> why requests to it leave no entry of their own."""

SELDOM = {"submission-fill": 600}
"""Name of an address that keeps each field as it rests -> seconds that one entry stands for.

What changed in which field stands in the history of the rows.
"""

REMOVING = {"name-forget", "filter-delete"}
"""Addresses that take away the row that they name: it is asked for its name before."""

ROWS = {
    "plans/<int:pk>/": (Plan, "title"),
    "sources/<int:pk>/": (Source, "name"),
    "names/<int:pk>/": (IndicatorAlias, "name"),
    "filters/<int:pk>/": (SavedFilter, "name"),
    "forms/<int:pk>/": (CampaignForm, "title"),
    "campaigns/<int:pk>/": (Campaign, "title"),
    "submissions/<int:pk>/": (Submission, "school__name"),
    "people/<int:pk>/": (get_user_model(), "username"),
    "schools/<int:pk>/": (School, "name"),
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

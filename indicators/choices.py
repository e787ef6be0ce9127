"""Words of the field that models choose from."""

from django.db import models


class Stage(models.TextChoices):
    """Stage of education (学段)."""

    PRESCHOOL = "preschool", "学前教育"
    PRIMARY = "primary", "小学"
    LOWER_SECONDARY = "lower_secondary", "初中"
    UPPER_SECONDARY = "upper_secondary", "普通高中"
    VOCATIONAL = "vocational", "中等职业"
    SPECIAL = "special", "特殊教育"


class Comparator(models.TextChoices):
    """How the value bounds what is measured."""

    EXACTLY = "exactly", "等于"
    AT_LEAST = "at_least", "不低于"
    AT_MOST = "at_most", "不超过"
    ABOUT = "about", "约"
    BETWEEN = "between", "区间"
    CHANGE = "change", "增减"


class Frequency(models.TextChoices):
    """Kinds of period (时期)."""

    YEAR = "year", "年"
    SCHOOL_YEAR = "school_year", "学年"
    TERM = "term", "学期"
    QUARTER = "quarter", "季度"
    MONTH = "month", "月"


class Sex(models.TextChoices):
    """Breakdown by sex (分性别)."""

    FEMALE = "female", "女"
    MALE = "male", "男"


class Residence(models.TextChoices):
    """Breakdown by place (城区、镇区、乡村), as education statistics divide it since 2011."""

    URBAN = "urban", "城区"
    TOWN = "town", "镇区"
    RURAL = "rural", "乡村"


class Ownership(models.TextChoices):
    """Breakdown by who runs the school (办别)."""

    PUBLIC = "public", "公办"
    PRIVATE = "private", "民办"
    INCLUSIVE = "inclusive", "普惠性民办"


class Origin(models.TextChoices):
    """Where a published figure comes from."""

    PLAN = "plan", "计划文本"
    REPORT = "report", "督办反馈"
    SUBMISSION = "submission", "学校填报"
    ENTRY = "entry", "手工录入"
    FILE = "file", "表格导入"
    CLIENT = "client", "数据接口"
    FORMULA = "formula", "公式重算"

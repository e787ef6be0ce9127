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

"""Who signs in, and the posts that he holds: in which role, for which region, unit or school."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from eduplan.accounts.contact import check_phone
from eduplan.accounts.credentials import FormerPassword, RecoveryCode, ResetLink, SecondFactor
from eduplan.accounts.post_queries import PostQuerySet
from eduplan.accounts.roles import (
    BUREAU_ROLES,
    IMPORT_ROLES,
    PLACELESS_ROLES,
    SCHOOL_ROLES,
    SUBTREE_ROLES,
    Role,
)
from eduplan.accounts.uploads import ListUpload

__all__ = (
    "BUREAU_ROLES",
    "PLACELESS_ROLES",
    "SCHOOL_ROLES",
    "FormerPassword",
    "ListUpload",
    "Post",
    "RecoveryCode",
    "ResetLink",
    "Role",
    "SecondFactor",
    "User",
)

PROGRAM_ALONE = "数据接口是程序专用的账号，不能同时有其他任职。"


class Post(models.Model):
    """A role that a person holds somewhere (任职); it ends and is never deleted.

    Whose rights a record shows must be found again years later.
    """

    user = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="posts", verbose_name="用户"
    )
    role = models.CharField("角色", max_length=20, choices=Role)
    region = models.ForeignKey(
        "indicators.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="所属地区",
    )
    unit = models.ForeignKey(
        "indicators.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="所属科室",
    )
    school = models.ForeignKey(
        "indicators.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="所属学校",
    )
    ended_on = models.DateField(
        "离任日期", null=True, blank=True, help_text="从这一天起，不能再以这一任职办事。"
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=PLACELESS_ROLES) | Q(region__isnull=False),
                name="post_has_region",
                violation_error_message="请填写所属地区：只有系统管理员和审计员可以不填。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=SCHOOL_ROLES) ^ Q(school__isnull=True),
                name="post_has_school",
                violation_error_message="校长和学校填报员要填写所属学校，其他角色不填。",
            ),
            models.UniqueConstraint(
                "user",
                "role",
                *(
                    Coalesce(F(place), Value(0), output_field=models.BigIntegerField())
                    for place in ("region", "unit", "school")
                ),
                condition=Q(ended_on__isnull=True),
                name="post_once",
                violation_error_message="此人已有同样的任职。",
            ),
        )

    def __str__(self):
        place = self.school or self.region
        names = (self.get_role_display(), place and place.name, self.unit and self.unit.name)
        return " · ".join(filter(None, names))

    @property
    def is_current(self):
        """It has not ended."""
        return self.ended_on is None or self.ended_on > timezone.localdate()

    def clean(self):
        """Unit and school lie in the region, and a program is nothing else."""
        wrong = {}
        for name in ("unit", "school"):
            place = getattr(self, name)
            if place and self.region and not _lies_in(place, self.region):
                wrong[name] = f"“{place}”不在{self.region}。"
        if self._is_beside_a_program():
            wrong["role"] = PROGRAM_ALONE
        if wrong:
            raise ValidationError(wrong)

    def _is_beside_a_program(self):
        if self.user_id is None:
            return False
        others = Post.objects.current().filter(user=self.user_id).exclude(pk=self.pk)
        is_program = Q(role=Role.DATA_CLIENT)
        return others.filter(~is_program if self.role == Role.DATA_CLIENT else is_program).exists()


def _lies_in(place, region):
    return place.region is not None and place.region.adcode.startswith(region.significant)


class UserManager(DjangoUserManager):
    """Users are made together with their first post."""

    use_in_migrations = False

    @transaction.atomic
    def create_user(self, username, email=None, password=None, **facts):
        """A user, and the post that ``role``, ``region``, ``unit`` and ``school`` describe."""
        place = {name: facts.pop(name, None) for name in ("region", "unit", "school")}
        role = facts.pop("role", None)
        user = super().create_user(username, email, password, **facts)
        if role:
            user.appoint(role, **place)
        return user

    @transaction.atomic
    def create_superuser(self, username, email=None, password=None, **facts):
        """A user who may do everything, as the portal's administrator."""
        user = super().create_superuser(username, email, password, **facts)
        user.appoint(Role.SYSTEM_ADMIN)
        return user

    def visible_to(self, user):
        """People whom somebody administers: all, or who is or was last of his region's bureau.

        Holders of personal links are no people of the portal.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self.filter(filllink__isnull=True, leadlink__isnull=True)
        if not user.is_bureau_admin:
            return self.none()
        here = Post.objects.filter(region=user.region_id).exclude(role=Role.SYSTEM_ADMIN)
        is_gone = ~Exists(Post.objects.current().filter(user=OuterRef("pk")))
        has_left = Q(pk__in=here.values("user")) & is_gone
        return self.filter(Q(pk__in=here.current().values("user")) | has_left)

    def for_request(self):
        """With the post that the person acts in and whether there is another: one query."""
        others = Post.objects.to_act_in().filter(user=OuterRef("pk"))
        others = others.exclude(pk=Coalesce(OuterRef("post"), 0))
        joined = ("post__region", "post__unit", "post__school")
        return self.select_related(*joined).annotate(has_choice=Exists(others))

    def of_bureau(self, region_id, *, roles=BUREAU_ROLES):
        """People who hold a post in the bureau of a region now, in one of the roles."""
        posts = Post.objects.current().filter(role__in=roles, region=region_id)
        return self.filter(pk__in=posts.values("user"))

    def at_work(self, since=0):
        """Who may sign in for a bureau or school, from a number on, with his ``held`` posts."""
        held = Post.objects.current().filter(role__in=(*BUREAU_ROLES, *SCHOOL_ROLES))
        here = held.filter(user=OuterRef("pk")).order_by()
        found = self.filter(Exists(here), pk__gt=since, is_active=True).order_by("pk")
        names = held.select_related("unit", "school").order_by("pk")
        return found.prefetch_related(Prefetch("posts", names, to_attr="held"))

    def of_schools(self, schools):
        """People who hold a post in a school now, each once for each of the schools.

        ``at_school`` is the school's number.
        """
        posts = Post.objects.current().filter(role__in=SCHOOL_ROLES, school__in=schools)
        found = self.filter(posts__in=posts).annotate(at_school=F("posts__school"))
        return found.order_by("pk").distinct()

    def of_units(self, units):
        """People who answer for a unit of a bureau now, each once for each of the units.

        ``at_unit`` is the unit's number.
        """
        posts = Post.objects.current().filter(role__in=IMPORT_ROLES, unit__in=units)
        found = self.filter(posts__in=posts).annotate(at_unit=F("posts__unit"))
        return found.order_by("pk").distinct()


class User(AbstractUser):
    """A person or program that may sign in; he acts in one of his posts at a time."""

    post = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="当前任职",
        help_text="现在以哪一个任职办事；本人也可以在页面右上角切换。",
    )
    phone = models.CharField("手机", max_length=20, blank=True, validators=[check_phone])
    must_change_password = models.BooleanField(
        "须修改密码", default=False, help_text="下次登录后先修改密码，才能继续。"
    )
    password_changed_at = models.DateTimeField(
        "密码修改时间", null=True, blank=True, editable=False
    )

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self):
        return self.get_full_name() or self.username

    def clean(self):
        """He acts in a post of his own."""
        super().clean()
        if self.post and self.post.user_id != self.pk:
            raise ValidationError({"post": "只能选择本人的任职。"})

    @transaction.atomic
    def appoint(self, role, *, region=None, unit=None, school=None):
        """Give him a post, which he acts in where he has no other; a school's is of its region."""
        region = region or (school and school.region)
        post = Post(user=self, role=role, region=region, unit=unit, school=school)
        post.full_clean()
        post.save()
        self.settle()
        return post

    def act_in(self, number):
        """Take up the post of that number; raises ``ValidationError`` where it is not his to."""
        post = self.choices.filter(pk=number).first()
        if post is None:
            raise ValidationError("只能切换到本人现任的职务。")
        self.post = post
        self.save(update_fields=["post"])

    def settle(self):
        """Let him act in a current post where the one used last has ended or never was."""
        if self.acting is None:
            self.post = self.choices.first() or self.posts.current().first()
            self.save(update_fields=["post"])

    @property
    def acting(self):
        """The post that he acts in; None where he has none, or where it has ended."""
        post = self.post
        return post if post and post.user_id == self.pk and post.is_current else None

    @property
    def choices(self):
        """Posts that he may act in."""
        return self.posts.to_act_in().for_names()

    @cached_property
    def has_choice(self):
        """There is another one than that he acts in; ``for_request`` knows it already."""
        return self.choices.exclude(pk=self.post_id or 0).exists()

    @property
    def role(self):
        """What he does in the portal; empty without a post."""
        return self.acting.role if self.acting else ""

    @property
    def region(self):
        """Where he does it."""
        return self.acting and self.acting.region

    @property
    def region_id(self):
        """Number of the region."""
        return self.acting and self.acting.region_id

    @property
    def unit(self):
        """The section that he belongs to."""
        return self.acting and self.acting.unit

    @property
    def unit_id(self):
        """Number of the section."""
        return self.acting and self.acting.unit_id

    @property
    def school(self):
        """The school that he belongs to."""
        return self.acting and self.acting.school

    @property
    def school_id(self):
        """Number of the school."""
        return self.acting and self.acting.school_id

    def get_role_display(self):
        """The role in words."""
        return self.acting.get_role_display() if self.acting else "没有任职"

    @property
    def is_system_admin(self):
        """Sees every bureau's records."""
        return self.is_superuser or self.role == Role.SYSTEM_ADMIN

    @property
    def is_bureau_member(self):
        """Works in a bureau: sees all that is its own, drafts included."""
        return self.role in BUREAU_ROLES

    @property
    def has_desk(self):
        """Sees how plans are made, of his bureau or of all: sources, doubts, review, history."""
        return self.is_bureau_member or self.is_system_admin

    @property
    def is_bureau_admin(self):
        """Administers a bureau."""
        return self.role == Role.BUREAU_ADMIN

    @property
    def is_school_member(self):
        """Works in a school: reads its plans, and what its bureau has published."""
        return self.role in SCHOOL_ROLES

    @property
    def is_data_client(self):
        """A program: it reads by its token and never signs in."""
        return self.role == Role.DATA_CLIENT

    @property
    def reads_subtree(self):
        """Reads what is published in his region and below it."""
        return self.role in SUBTREE_ROLES

    @property
    def reads_published(self):
        """Reads plans and figures at all: an auditor reads the log and nothing else."""
        roles = (*BUREAU_ROLES, *SCHOOL_ROLES, *SUBTREE_ROLES)
        return self.is_system_admin or self.role in roles

    @property
    def only_bureau_id(self):
        """The one bureau whose records he may see; None where there are more, or none."""
        return self.region_id if self.is_bureau_member or self.is_school_member else None

    @property
    def is_bureau_leader(self):
        """Leads a bureau: reads all that is its own."""
        return self.role == Role.BUREAU_LEADER and self.region_id is not None

    @property
    def may_read_log(self):
        """May look up in the audit log who did what."""
        return self.is_system_admin or self.is_bureau_admin or self.role == Role.AUDITOR

    @property
    def may_import(self):
        """May bring documents into the bureau's portal."""
        return self.role in IMPORT_ROLES

"""Back door for administrators: users and their posts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from eduplan.accounts.forms import GivenPassword, NewUser
from eduplan.accounts.models import PROGRAM_ALONE, Post, Role, User
from eduplan.audit.rights import record_rights, rights_of

PLACE = ("region", "unit", "school")


class PostFormSet(BaseInlineFormSet):
    """Posts of one person, checked together: Django leaves out constraints that name the person."""

    def clean(self):
        """Raises ``ValidationError`` for current posts that do not go together."""
        super().clean()
        current = [post for post in map(_post_of, self.forms) if post and post.ended_on is None]
        places = [tuple(getattr(post, f"{name}_id") for name in PLACE) for post in current]
        kinds = [(post.role, place) for post, place in zip(current, places, strict=True)]
        if len(set(kinds)) < len(kinds):
            raise ValidationError("同样的任职填了两次。")
        roles = {post.role for post in current}
        if Role.DATA_CLIENT in roles and len(roles) > 1:
            raise ValidationError(PROGRAM_ALONE)
        if self.instance.pk:
            self._compare_with_written(current)

    def _compare_with_written(self, posts):
        for post in posts:
            try:
                post.validate_constraints()
            except ValidationError as error:
                raise ValidationError(error.messages) from None


def _post_of(form):
    """The post of a row of the form, None of an empty or faulty one."""
    return form.instance if form.is_valid() and form.instance.role else None


class PostInline(admin.TabularInline):
    """The posts of a user; they end, none is deleted."""

    model = Post
    fk_name = "user"
    formset = PostFormSet
    fields = ("role", *PLACE, "ended_on")
    autocomplete_fields = PLACE
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).for_names()


class RoleFilter(admin.SimpleListFilter):
    """Users by a role that they hold now."""

    title = "角色"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        if self.value() not in Role.values:
            return queryset
        holders = Post.objects.current().filter(role=self.value())
        return queryset.filter(pk__in=holders.values("user"))


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    """All posts, the ended ones too; they are given and ended on the page of their user."""

    list_display = ("user", "role", "region", "unit", "school", "ended_on")
    list_filter = ("role",)
    search_fields = ("user__username", "user__last_name", "region__name", "school__name")
    list_select_related = ("user", "region", "unit", "school")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Django's user pages with posts; rights follow from these alone, no groups are shown."""

    add_form = NewUser
    change_password_form = GivenPassword
    inlines = (PostInline,)
    list_display = ("username", "last_name", "post", "is_active")
    list_filter = (RoleFilter, "is_active", "is_staff")
    search_fields = (
        "username",
        "last_name",
        "first_name",
        "posts__region__name",
        "posts__school__name",
    )
    list_select_related = ("post__region", "post__unit", "post__school")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("姓名", {"fields": ("last_name", "first_name", "phone", "email")}),
        ("身份", {"fields": ("post",)}),
        ("登录", {"fields": ("is_active", "must_change_password", "is_staff", "is_superuser")}),
        ("日期", {"fields": ("last_login", "date_joined")}),
    )

    def formfield_for_foreignkey(self, db_field, request, **options):
        """He acts in one of his own posts."""
        if db_field.name == "post":
            number = request.resolver_match.kwargs.get("object_id")
            options["queryset"] = Post.objects.for_names().filter(user=number)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def save_model(self, request, obj, form, change):
        """Remember the rights as they were."""
        request.rights_before = rights_of(User.objects.get(pk=obj.pk) if change else None)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Whoever has no post to act in acts in the first one that he was given.

        What the account may do now and could before is logged; without a log, nothing is saved.
        """
        super().save_related(request, form, formsets, change)
        form.instance.settle()
        label = "修改账号" if change else "新增账号"
        user = User.objects.get(pk=form.instance.pk)
        if not user.is_active:
            user.reset_links.all().end()
        record_rights(request, user, before=request.rights_before, label=label)

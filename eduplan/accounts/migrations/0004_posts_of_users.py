"""Every user's role and place become his first post."""

from django.db import migrations

SCHOOL_ROLES = ("school_head", "school_clerk")
PLACELESS_ROLES = ("system_admin", "auditor")


def appoint(apps, schema_editor):
    """A role that lacks its region or school was of no effect: that user is left without a post."""
    User, Post = (apps.get_model("accounts", name) for name in ("User", "Post"))
    for user in User.objects.filter(post=None):
        facts = post_of(user)
        if facts is None:
            print(f"\n  用户 {user.username} 的角色缺少地区或学校，没有转为任职，请在后台补填。", end="")
            continue
        user.post = Post.objects.create(user=user, **facts)
        user.save(update_fields=["post"])


def post_of(user):
    """What the post of a user says, None where his role lacks its place."""
    is_of_school = user.role in SCHOOL_ROLES
    has_region = user.region_id or user.role in PLACELESS_ROLES
    if not has_region or is_of_school and not user.school_id:
        return {"role": "system_admin"} if user.is_superuser else None
    return {
        "role": user.role,
        "region_id": user.region_id,
        "unit_id": user.unit_id,
        "school_id": user.school_id if is_of_school else None,
    }


def put_back(apps, schema_editor):
    """The post that each user acts in becomes his role and place again."""
    User = apps.get_model("accounts", "User")
    for user in User.objects.exclude(post=None).select_related("post"):
        for name in ("role", "region_id", "unit_id", "school_id"):
            setattr(user, name, getattr(user.post, name))
        user.save(update_fields=["role", "region", "unit", "school"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_post'),
    ]

    operations = [
        migrations.RunPython(appoint, put_back),
    ]

"""Requests for frameworks enter, their list and their trees leave."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.frameworks.tree import tree_of
from indicators.models import Framework
from indicators.views.framework_paths import framework_of


@require_safe
def framework_list(request):
    """All frameworks that the user may see."""
    rows = Framework.objects.visible_to(request.user).select_related("bureau")
    return render(request, "indicators/framework_list.html", {"frameworks": rows.for_list()})


@require_safe
def framework_page(request, code):
    """The tree of a framework with its standards and where they come from."""
    framework = framework_of(request, code)
    rows = tree_of(framework)
    user = request.user
    context = {
        "framework": framework,
        "rows": rows,
        "may_build": framework.is_built_by(user),
        "may_set": user.is_bureau_admin or user.is_system_admin,
    }
    return render(request, "indicators/framework.html", context)

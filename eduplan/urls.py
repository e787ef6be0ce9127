"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

from eduplan.audit.views import audit_log
from eduplan.look import set_look
from eduplan.styles import styles

urlpatterns = [
    # First, for programs ask it many times a second.
    path("api/v1/", include("indicators.urls.api")),
    path("api/v1/", include("plans.urls.api")),
    path("admin/", admin.site.urls),
    path("", include("eduplan.accounts.urls")),
    path("", include("eduplan.clients.urls")),
    path("look/", set_look, name="look"),
    path("audit/", audit_log, name="audit"),
    path("样式/", styles, name="styles"),
    path("", include("indicators.urls")),
    path("", include("plans.urls")),
]

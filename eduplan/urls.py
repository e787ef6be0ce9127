"""Every address of the portal."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from eduplan.accounts.views import SignIn
from eduplan.audit.views import audit_log
from eduplan.look import set_look
from eduplan.styles import styles

admin.site.site_header = admin.site.site_title = "教育计划后台"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("login/", SignIn.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("look/", set_look, name="look"),
    path("audit/", audit_log, name="audit"),
    path("样式/", styles, name="styles"),
    path("", include("plans.urls")),
]

"""Addresses of signing in, of one's own account, and of administering people and schools."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from eduplan.accounts import people_acts as acts
from eduplan.accounts import people_import, people_pages, school_import, school_pages, security
from eduplan.accounts.link_entry import fill_leave, fill_link
from eduplan.accounts.reset_mail import ask_for_link
from eduplan.accounts.reset_pages import open_link, set_password
from eduplan.accounts.sign_in import SignIn, code_step, done
from eduplan.accounts.switching import switch_post

OWN = [
    path("login/", SignIn.as_view(), name="login"),
    path("login/code/", code_step, name="login-code"),
    path("login/done/", done, name="login-done"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("post/", switch_post, name="post-switch"),
    path("account/", security.account, name="account"),
    path("account/password/", security.change_password, name="password-change"),
    path("account/code/", security.set_up_code, name="code-set-up"),
    path("account/code/off/", security.turn_off_code, name="code-off"),
    path("account/code/spare/", security.renew_spare_codes, name="code-spare"),
    path("fill/leave/", fill_leave, name="fill-leave"),
    path("fill/<str:token>/", fill_link, name="fill-link"),
]

RESET = [
    path("reset/", ask_for_link, name="reset-mail"),
    path("reset/new/", set_password, name="reset-password"),
    path("reset/<str:token>/", open_link, name="reset-link"),
]

PEOPLE = [
    path("people/", people_pages.people_list, name="people-list"),
    path("people/new/", people_pages.new_person, name="people-new"),
    path("people/import/", people_import.people_import, name="people-import"),
    path("people/import/template/", people_import.people_template, name="people-template"),
    path("people/import/<int:upload>/", people_import.people_marked, name="people-marked"),
    path("people/<int:pk>/", people_pages.person_page, name="people-person"),
    path("people/<int:pk>/edit/", acts.edit, name="people-edit"),
    path("people/<int:pk>/posts/", acts.appoint, name="people-appoint"),
    path("people/<int:pk>/posts/<int:post>/end/", acts.end_post, name="people-post-end"),
    path("people/<int:pk>/state/", acts.set_state, name="people-state"),
    path("people/<int:pk>/unlock/", acts.unlock, name="people-unlock"),
    path("people/<int:pk>/password/", acts.give_password, name="people-password"),
    path("people/<int:pk>/link/", acts.give_link, name="people-link"),
    path("people/<int:pk>/code/off/", acts.drop_code, name="people-code-off"),
]

SCHOOLS = [
    path("schools/", school_pages.school_list, name="school-list"),
    path("schools/new/", school_pages.school_new, name="school-new"),
    path("schools/confirm/", school_pages.school_confirm, name="school-confirm"),
    path("schools/import/", school_import.school_import, name="school-import"),
    path("schools/import/template/", school_import.school_template, name="school-template"),
    path("schools/import/<int:upload>/", school_import.school_marked, name="school-marked"),
    path("schools/<int:pk>/", school_pages.school_edit, name="school-edit"),
]

urlpatterns = [*OWN, *RESET, *PEOPLE, *SCHOOLS]

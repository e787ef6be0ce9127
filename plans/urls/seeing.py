"""Addresses that look at all of a bureau's followed-up matters at once."""

from django.urls import path

from plans.views import (
    issued_notices,
    tracking,
    tracking_calendar,
    tracking_ledger,
    tracking_notice,
    tracking_periods,
    tracking_rules,
    tracking_timeline,
)

urlpatterns = [
    path("tracking/", tracking.tracking, name="tracking"),
    path("tracking/calendar/", tracking_calendar.calendar_page, name="tracking-calendar"),
    path("tracking/timeline/", tracking_timeline.timeline, name="tracking-timeline"),
    path("tracking/ledger/", tracking_ledger.ledger, name="tracking-ledger"),
    path("tracking/periods/", tracking_periods.periods_page, name="tracking-periods"),
    path("tracking/rules/", tracking_rules.rules_page, name="tracking-rules"),
    path("tracking/notice/", tracking_notice.notice, name="tracking-notice"),
    path("tracking/notices/", issued_notices.issued_notices, name="issued-notices"),
    path("tracking/notices/<int:pk>/", issued_notices.issued_notice, name="issued-notice"),
    path("tracking/notices/<int:pk>/file/", issued_notices.issued_file, name="issued-file"),
    path("tracking/notices/<int:pk>/sign/", issued_notices.issued_sign, name="issued-sign"),
    path("tracking/notices/<int:pk>/record/", issued_notices.issued_record, name="issued-record"),
]

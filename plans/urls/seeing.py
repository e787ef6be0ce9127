"""Addresses that look at all of a bureau's followed-up matters at once."""

from django.urls import path

from plans.views import (
    tracking,
    tracking_calendar,
    tracking_ledger,
    tracking_notice,
    tracking_periods,
    tracking_timeline,
)

urlpatterns = [
    path("tracking/", tracking.tracking, name="tracking"),
    path("tracking/calendar/", tracking_calendar.calendar_page, name="tracking-calendar"),
    path("tracking/timeline/", tracking_timeline.timeline, name="tracking-timeline"),
    path("tracking/ledger/", tracking_ledger.ledger, name="tracking-ledger"),
    path("tracking/periods/", tracking_periods.periods_page, name="tracking-periods"),
    path("tracking/notice/", tracking_notice.notice, name="tracking-notice"),
]

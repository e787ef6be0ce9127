"""Requests of programs enter, answers leave, past everything that only browsers need."""

import logging

import orjson
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from indicators.problems import Problem

PREFIX = "/api/v1/"
_log = logging.getLogger(__name__)


class DataInterface:
    """Answers what programs ask; what browsers ask goes on through sessions, cookies and forms.

    A program has a token in a header and neither cookie nor page, so that none of what follows
    protects it from anything, and all of it costs time that it asks for many times a second.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        try:
            _check_host(request)
            return _answer(request)
        except Problem as problem:
            return as_response(problem)
        except Exception:
            if settings.DEBUG_PROPAGATE_EXCEPTIONS:
                raise
            _log.exception("The data interface failed at %s", request.path)
            return as_response(
                Problem(
                    500, "internal", "程序出错，已记录：请稍后再试。", "Internal error, logged."
                )
            )


def _check_host(request):
    """Raise ``Problem`` where the request is for a portal of another name."""
    try:
        request.get_host()
    except DisallowedHost:
        raise Problem(
            400,
            "unknown_host",
            "请求的主机名不是本门户的：请核对地址，或请系统管理员加入 EDUPLAN_ALLOWED_HOSTS。",
            "The host is not one of this portal's.",
        ) from None


def _answer(request):
    try:
        match = resolve(request.path_info)
    except Resolver404:
        raise Problem(
            404,
            "unknown_address",
            f"没有地址 {request.path}：全部地址见 {PREFIX}docs/。",
            f"There is nothing at {request.path}.",
        ) from None
    request.resolver_match = match
    return match.func(request, *match.args, **match.kwargs)


def as_response(problem):
    """A problem as RFC 9457 has it."""
    return HttpResponse(
        orjson.dumps(problem.body),
        status=problem.status,
        content_type="application/problem+json",
        headers=problem.headers,
    )

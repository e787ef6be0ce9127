"""A post that a person chose enters, the workbench in that post leaves, or the page he wanted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from eduplan.next_page import next_page

DIGITS = 18
"""No number of a post has more."""


@require_POST
def switch_post(request):
    """切换身份: act in another post from now on, also after the next login."""
    number = request.POST.get("post", "")
    try:
        request.user.act_in(int(number) if number.isdecimal() and len(number) < DIGITS else 0)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    else:
        request.session.cycle_key()
        messages.success(request, f"现在的身份：{request.user.post}。")
    return redirect(next_page(request))

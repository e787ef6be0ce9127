"""A request of somebody who came by a personal link enters, it goes on in the link's name."""

from eduplan.accounts.sessions import FAREWELL
from plans import personal_links

CLOSED = "这个链接已经过期，或已被停用，请联系教育局重新发送。"


class PersonalLinks:
    """Lets the holder of a link act where the link opens, and nowhere else.

    The holder never signs in: his session knows the link, which is asked anew at each request, so
    that a link which is revoked ends at once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The next middleware asks for a login where there is neither user nor link."""
        if request.user.is_authenticated:
            return
        kind = personal_links.kind_held(request.session, request.resolver_match.url_name or "")
        if kind is None:
            return
        link = personal_links.held(request.session, kind)
        if link is None:
            request.session[FAREWELL] = CLOSED
            return
        request.user, request.personal_link = link.user, link

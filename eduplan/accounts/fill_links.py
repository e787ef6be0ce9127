"""A request of somebody who came by a personal link enters, it goes on in the link's name."""

from eduplan.accounts.sessions import FAREWELL
from plans.submitting import links

OPEN = "submission"
"""How the names of the addresses begin that a link opens; each asks for its own submission."""
CLOSED = "这个填报链接已经过期，或已被停用，请联系教育局重新发送。"


class FillLinks:
    """Lets the holder of a link act where schools fill in, and nowhere else.

    The holder never signs in: his session knows the link, which is asked anew at each request, so
    that a link which is revoked ends at once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The next middleware asks for a login where there is neither user nor link."""
        is_open = (request.resolver_match.url_name or "").startswith(OPEN)
        if request.user.is_authenticated or not is_open or links.HELD not in request.session:
            return
        link = links.held(request.session)
        if link is None:
            request.session[FAREWELL] = CLOSED
            return
        request.user, request.fill_link = link.user, link

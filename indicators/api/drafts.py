"""The list of drafts, for programs that may read what is not published yet."""

import hashlib
from tempfile import TemporaryFile

from django.http import HttpResponse

from indicators.api.asking import read
from indicators.api.compressing import coding
from indicators.api.resources import DRAFTS
from indicators.api.versioned import CACHING, VARY, unchanged
from indicators.api.views import TableView, access_of
from indicators.models import Edition
from indicators.problems import Problem


class DraftsView(TableView):
    """Drafts of the client's regions, tagged by what the answer says.

    No edition counts drafts: a number that all counties share would tell each when another one
    works. So the rows that are asked for are read, and are not sent where the client has them.
    """

    table = DRAFTS

    def get(self, request):
        """One page as JSON, or all rows in another format."""
        access, edition = _reader(request), Edition.objects.now()
        question = read(request.GET, request.headers.get("Accept", ""), DRAFTS)
        told = (access.for_reading, request.get_full_path(), question.format, coding(request))
        self.seen = hashlib.blake2b(repr(told).encode(), digest_size=12)
        headers = {"Cache-Control": CACHING, "Vary": VARY, "Eduplan-Release": str(edition.release)}
        answer = self.answer(request, question, access, edition, headers)
        if answer.streaming:
            answer.streaming_content = _kept(answer.streaming_content)
        else:
            self.seen.update(answer.content)
        tagged = headers | {"ETag": f'"{self.seen.hexdigest()}"'}
        if unchanged(request, tagged):
            return HttpResponse(status=304, headers=tagged)
        answer["ETag"] = tagged["ETag"]
        return answer

    def rows(self, sql, params):
        """The rows of a stream, noted for the tag: not all formats write them twice the same."""
        for rows in super().rows(sql, params):
            self.seen.update(repr(rows).encode())
            yield rows


def _reader(request):
    """Who asks; raises ``Problem`` (403) where his token reads no drafts."""
    access = access_of(request)
    if not access.reads_drafts:
        raise Problem(
            403,
            "may_not_read_drafts",
            "令牌没有读取未发布数据的权限：请教育局管理员换发。",
            "The token may not read what is not published.",
        )
    return access


def _kept(pieces):
    """The pieces of a stream in a file, from its beginning."""
    file = TemporaryFile()  # noqa: SIM115 the response closes it
    file.writelines(pieces)
    file.seek(0)
    return file

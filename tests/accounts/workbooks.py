"""Rows of a list enter, the workbook that a person filled in leaves."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from eduplan.accounts.list_tables import PEOPLE, SCHOOLS
from tests.tables.workbooks import built

TABLES = {"people-import": PEOPLE, "school-import": SCHOOLS}


def filled(address, rows, *, more_heads=()):
    """A workbook of the list of an address; ``rows`` are cells by head."""
    table = TABLES[address]
    heads = [*table.needed, *more_heads]
    return built([(table.name, [heads, *([row.get(head, "") for head in heads] for row in rows)])])


def send(client, address, content, name="名单.xlsx"):
    """Upload a workbook and look at what the page says of it."""
    file = SimpleUploadedFile(name, content)
    return client.post(reverse(address), {"file": file}, follow=True)


def send_rows(client, address, rows, **more):
    """The same for rows."""
    return send(client, address, filled(address, rows, **more))


def write(client, page, **more):
    """Have the list written that a page reports of."""
    sent = {"upload": page.context["kept"].pk, **more}
    return client.post(page.request["PATH_INFO"], sent)

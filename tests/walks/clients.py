"""Addresses of the tokens of data clients: for who administers the bureau, or the portal."""

from tests.walks.people import ADMINS, about, page

TABLE = {
    "client-list": page(ADMINS),
    "client-new": page(ADMINS, post=422),
    "client-page": about("client_token", get=200),
    "client-once": about("client_token", get=200),
    "client-edit": about("client_token", post=422),
    "client-rotate": about("client_token", post=422),
    "client-revoke": about("client_token", post=422),
}

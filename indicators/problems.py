"""What a program did wrong, in the form of RFC 9457, in Chinese and English with a code."""

from http import HTTPStatus


class Problem(Exception):
    """An answer that is an error.

    ``code`` is what a program branches on; ``zh`` and ``en`` say what is wrong and what to do;
    ``extra`` members go into the body, ``headers`` to the answer.
    """

    def __init__(self, status, code, zh, en, *, headers=None, **extra):
        super().__init__(zh)
        self.status, self.code, self.zh, self.en = status, code, zh, en
        self.headers, self.extra = headers or {}, extra

    @property
    def body(self):
        """The members of ``application/problem+json``."""
        return {
            "type": f"urn:eduplan:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.zh,
            "detail_en": self.en,
            **self.extra,
        }

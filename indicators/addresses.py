"""What the address of one thing may end in."""

from django.urls import register_converter


class Word:
    """Anything that a code or name may be; a database refuses the character zero."""

    regex = r"[^/\x00]+"

    def to_python(self, value):
        """As it is."""
        return value

    def to_url(self, value):
        """As it is."""
        return value


class Number(Word):
    """The number of a row, no greater than a database holds."""

    regex = "[0-9]{1,18}"

    def to_python(self, value):
        """A whole number."""
        return int(value)


WORD, NUMBER = "word", "number"
register_converter(Word, WORD)
register_converter(Number, NUMBER)

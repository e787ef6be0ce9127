"""Words in any Chinese script enter, simplified ones leave."""

from functools import cache

from opencc import OpenCC


def simplified(words: str) -> str:
    """The words as the catalogue writes them."""
    return str(_converter().convert(words))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")

"""A block of words enters, the set of them leaves: how long vocabularies are written down."""


def words(block: str) -> frozenset[str]:
    """The words of a block, parted by spaces and line ends."""
    return frozenset(block.split())

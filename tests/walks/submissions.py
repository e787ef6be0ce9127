"""Addresses where schools fill in."""

from tests.walks.address import BUREAU, FILLERS, Address, all_of

TABLE = {
    "submission-file": Address(
        ("submitted", "file"), {**all_of((*BUREAU, *FILLERS, "system_admin"), 200)}
    ),
}

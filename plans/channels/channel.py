"""What every way out of the portal is able to do, and the three ways in which it may fail."""

from abc import ABC, abstractmethod


class NotSentError(Exception):
    """It surely did not go out; another try may succeed."""


class RefusedError(Exception):
    """It will never go out: the words say why."""


class UnclearError(Exception):
    """It may have gone out or not: sending it again could be once too often."""


class Channel(ABC):
    """A way out of the portal; ``send`` raises one of the errors above, with words for people.

    Words never hold a secret, an address of a gateway or what its answer says.
    """

    name = ""
    label = ""

    @abstractmethod
    def is_on(self):
        """Whether the settings say how to go this way."""

    @abstractmethod
    def reaches(self, user):
        """Whether this way leads to the person."""

    @abstractmethod
    def send(self, delivery, address):
        """Send what the notice says, with the address of the page that it is about."""

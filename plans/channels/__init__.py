"""Ways out of the portal by name; the settings enter, those that are on leave."""

from plans.channels.channel import NotSentError, RefusedError, UnclearError
from plans.channels.mail import Mail
from plans.channels.webhook import Webhook

CHANNELS = {channel.name: channel for channel in (Mail(), Webhook())}
"""Name -> channel; a further one needs a class and its place here."""

__all__ = ["CHANNELS", "NotSentError", "RefusedError", "UnclearError", "channels_on"]


def channels_on():
    """Channels that the settings say how to use."""
    return [channel for channel in CHANNELS.values() if channel.is_on()]

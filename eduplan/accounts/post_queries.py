"""Posts enter, those that somebody may act in leave."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from eduplan.accounts.roles import Role


class PostQuerySet(models.QuerySet):
    def current(self):
        """Those that have not ended."""
        ended = Q(ended_on__lte=timezone.localdate())
        return self.exclude(ended)

    def to_act_in(self):
        """Those that a person may sign in with: a program's are for its token alone."""
        return self.current().exclude(role=Role.DATA_CLIENT)

    def for_names(self):
        """With all that the name of a post says."""
        return self.select_related("region", "unit", "school")

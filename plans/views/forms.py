"""A valid form and what is to be written with it enter, what was written leaves, or its refusal."""

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.tree import CannotMoveError


def sent(request):
    """What a form is filled with: what was sent, or None for a page that is only asked for."""
    return request.POST if request.method == "POST" else None


def written(form, write):
    """What ``write`` returns; None where it is refused, the messages put beside their fields.

    What the person named anew is written with it, or not at all. Raises ``editing.Conflict``.
    """

    def all_of_it():
        form.write_new()
        return write()

    try:
        return settled(form, all_of_it)
    except CannotMoveError as error:
        form.add_error(None, str(error))
    return None


def settled(form, write):
    """What ``write`` returns; None where it is refused, the messages put beside their fields."""
    try:
        with transaction.atomic():
            return write()
    except ValidationError as error:
        add_errors(form, error)
    return None


def add_errors(form, error):
    """Put the messages of a refusal beside the fields that they are about."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, found in by_field.items():
        form.add_error(name if name in form.fields else None, found)

"""A row enters, the columns of other tables that point to it leave, whatever app they are of."""

from simple_history.models import HistoricalChanges

from indicators.models import Figure, Indicator, IndicatorAlias

OWN = (Figure, Indicator, IndicatorAlias)
"""What the catalogue itself looks after."""


def pointing_to(model):
    """Foreign keys of other parts of the portal to a model; kept histories stay as they were."""
    found = (field.field for field in model._meta.get_fields(include_hidden=True) if _is_key(field))
    return [field for field in found if not issubclass(field.model, (*OWN, HistoricalChanges))]


def _is_key(field):
    is_back = field.auto_created and not field.concrete
    return is_back and (field.one_to_many or field.one_to_one)

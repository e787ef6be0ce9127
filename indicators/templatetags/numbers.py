"""Numbers in templates."""

from django.template import Library

from indicators import numbers

register = Library()
register.filter("plain", numbers.plain)

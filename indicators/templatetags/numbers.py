"""Numbers in templates."""

from django import template

from indicators import numbers

register = template.Library()
register.filter("plain", numbers.plain)

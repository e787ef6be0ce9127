"""Addresses of the catalogue of indicators and of their charts."""

urlpatterns = []

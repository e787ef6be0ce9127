"""Addresses of entering and importing figures."""

urlpatterns = []

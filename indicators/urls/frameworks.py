"""Addresses of frameworks and of how a county stands against them."""

urlpatterns = []

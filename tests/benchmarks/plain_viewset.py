"""A data interface as Django REST framework gives it at once: what eduplan's is measured against.

A ``ModelViewSet`` with a filter and limit-offset pages, without any middleware; served by
``gunicorn tests.benchmarks.plain_viewset:application``.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eduplan.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402

settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = []

from django.core.wsgi import get_wsgi_application  # noqa: E402
from rest_framework import serializers, viewsets  # noqa: E402
from rest_framework.pagination import LimitOffsetPagination  # noqa: E402
from rest_framework.routers import DefaultRouter  # noqa: E402

from indicators.models import Observation  # noqa: E402


class ObservationSerializer(serializers.ModelSerializer):
    """All columns."""

    class Meta:
        model = Observation
        fields = "__all__"


class Pages(LimitOffsetPagination):
    """Pages of a hundred."""

    default_limit = 100


class ObservationViewSet(viewsets.ModelViewSet):
    """Observations."""

    queryset = Observation.objects.order_by("id")
    serializer_class = ObservationSerializer
    pagination_class = Pages
    filterset_fields = ("indicator",)
    permission_classes = ()
    authentication_classes = ()


router = DefaultRouter()
router.register("observations", ObservationViewSet)
urlpatterns = router.urls
application = get_wsgi_application()

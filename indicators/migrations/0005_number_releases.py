from django.db import migrations


def number_releases(apps, schema_editor):
    """Every moment at which figures were recorded becomes a release, in their order."""
    Release = apps.get_model("indicators", "Release")
    Edition = apps.get_model("indicators", "Edition")
    models = [apps.get_model("indicators", name) for name in ("Target", "Observation")]
    moments = {}
    for model in models:
        for at, by in model.objects.order_by().values_list("recorded_at", "recorded_by"):
            moments.setdefault(at, by)
    made = [
        Release(number=number, at=at, by_id=moments[at])
        for number, at in enumerate(sorted(moments), 1)
    ]
    Release.objects.bulk_create(made)
    numbers = {release.at: release.number for release in made}
    for model in models:
        _number(model, numbers)
    Edition.objects.update_or_create(
        pk=1,
        defaults={"release": len(made), "at": made[-1].at if made else None},
    )


def _number(model, numbers):
    """A version came out when it was recorded, and ended when the next one did."""
    rows = {row.pk: row for row in model.objects.order_by("pk")}
    for row in rows.values():
        row.released_in_id = numbers[row.recorded_at]
        before = rows.get(row.supersedes_id)
        if before:
            before.ended_in_id = numbers[row.recorded_at]
            row.first_id = before.first_id or before.pk
    columns = ["released_in", "ended_in", "first"]
    model.objects.bulk_update(rows.values(), columns, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0004_releases'),
    ]

    operations = [
        migrations.RunPython(number_releases, migrations.RunPython.noop),
    ]

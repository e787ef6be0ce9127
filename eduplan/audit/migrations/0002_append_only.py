from django.db import migrations

# An entry is never changed, and not deleted in its first 180 days (网络安全法 §21: six months).
# SQLite makes a table anew, without its triggers, when a later migration alters it: such a
# migration runs these functions again. TRUNCATE stays free, on which flush and tests rest.

TRIGGERS = {
    "sqlite": (
        """CREATE TRIGGER audit_refuse_update BEFORE UPDATE ON audit_auditentry BEGIN
                SELECT RAISE(ABORT, 'audit_auditentry is append-only');
            END""",
        """CREATE TRIGGER audit_refuse_delete BEFORE DELETE ON audit_auditentry
            WHEN old.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-180 days') BEGIN
                SELECT RAISE(ABORT, 'audit_auditentry keeps its rows for 180 days');
            END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' AND old.at <= now() - interval '180 days' THEN
                    RETURN old;
                END IF;
                RAISE 'audit_auditentry is append-only, its rows stay for 180 days'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$""",
        """CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON audit_auditentry
            FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    ),
}


def refuse_changes(apps, schema_editor):
    for statement in TRIGGERS[schema_editor.connection.vendor]:
        # No parameters: the statements hold per cent signs of their own.
        schema_editor.execute(statement, None)


def allow_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_refuse_update")
        schema_editor.execute("DROP TRIGGER audit_refuse_delete")
    else:
        schema_editor.execute("DROP FUNCTION audit_refuse CASCADE")


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(refuse_changes, allow_changes),
    ]

from django.db import migrations

# What is closed stays as it is. SQLite makes a table anew, without its triggers, when a later
# migration alters it: such a migration runs these functions again. Deleting stays free, on which
# flush and tests rest; the portal deletes nothing of a closed round.

CLOSED = {
    "plans_mark": """EXISTS (SELECT 1 FROM plans_assessment a
        JOIN plans_evaluationround r ON r.id = a.round_id
        WHERE a.id = new.assessment_id AND r.state = 'closed')""",
    "plans_assessment": """EXISTS (SELECT 1 FROM plans_evaluationround r
        WHERE r.id = new.round_id AND r.state = 'closed')""",
    "plans_evaluationround": "old.state = 'closed'",
}
EVENTS = {"plans_mark": ("INSERT", "UPDATE"), "plans_assessment": ("INSERT", "UPDATE")}
FUNCTION = """CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {closed} THEN
            RAISE 'the round is closed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN new;
    END $$"""


def triggers():
    for table, closed in CLOSED.items():
        for event in EVENTS.get(table, ("UPDATE",)):
            yield table, event, closed


def refuse_changes(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if not is_sqlite:
        for table, closed in CLOSED.items():
            schema_editor.execute(FUNCTION.format(table=table, closed=closed), None)
    for table, event, closed in triggers():
        begin = f"CREATE TRIGGER {table}_{event.lower()}_closed BEFORE {event} ON {table}"
        body = (
            f"WHEN {closed} BEGIN SELECT RAISE(ABORT, 'the round is closed'); END"
            if is_sqlite
            else f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )
        schema_editor.execute(f"{begin} {body}", None)


def allow_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table, event, _ in triggers():
            schema_editor.execute(f"DROP TRIGGER {table}_{event.lower()}_closed")
        return
    for table in CLOSED:
        schema_editor.execute(f"DROP FUNCTION {table}_refuse CASCADE")


class Migration(migrations.Migration):

    dependencies = [("plans", "0020_evaluation_rounds")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]

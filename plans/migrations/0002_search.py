import string

from django.db import migrations

# Tokens are parted by blanks alone: every other ASCII character belongs to one, as all beyond do.
TOKEN_CHARACTERS = string.punctuation.replace('"', '""').replace("'", "''")

TABLES = {
    "sqlite": (
        f"""CREATE VIRTUAL TABLE plans_searchterms USING fts5(
                title, body, words, scope, columnsize = 0, prefix = 1,
                tokenize = "ascii tokenchars '{TOKEN_CHARACTERS}'"
            )""",
        """CREATE TRIGGER plans_searchterms_follow AFTER DELETE ON plans_searchentry BEGIN
                DELETE FROM plans_searchterms WHERE rowid = old.id;
            END""",
    ),
    "postgresql": (
        """CREATE TABLE plans_searchterms (
                rowid bigint PRIMARY KEY REFERENCES plans_searchentry ON DELETE CASCADE,
                terms tsvector NOT NULL
            )""",
        "CREATE INDEX plans_searchterms_terms ON plans_searchterms USING gin (terms)",
    ),
}


def make_terms(apps, schema_editor):
    for statement in TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_terms(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER plans_searchterms_follow")
    schema_editor.execute("DROP TABLE plans_searchterms")


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(make_terms, drop_terms),
    ]

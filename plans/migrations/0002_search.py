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
                rowid bigint PRIMARY KEY,
                title text NOT NULL,
                body text NOT NULL,
                words text NOT NULL,
                terms tsvector NOT NULL
            )""",
        "CREATE INDEX plans_searchterms_terms ON plans_searchterms USING gin (terms)",
        # Triggers, no foreign key: Django empties the tables of its models, and knows not this one.
        """CREATE FUNCTION plans_searchterms_follow() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'TRUNCATE' THEN
                    TRUNCATE plans_searchterms;
                ELSE
                    DELETE FROM plans_searchterms USING gone WHERE rowid = gone.id;
                END IF;
                RETURN NULL;
            END $$""",
        """CREATE TRIGGER plans_searchterms_delete AFTER DELETE ON plans_searchentry
            REFERENCING OLD TABLE AS gone
            FOR EACH STATEMENT EXECUTE FUNCTION plans_searchterms_follow()""",
        """CREATE TRIGGER plans_searchterms_truncate AFTER TRUNCATE ON plans_searchentry
            FOR EACH STATEMENT EXECUTE FUNCTION plans_searchterms_follow()""",
    ),
}


def make_terms(apps, schema_editor):
    for statement in TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_terms(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER plans_searchterms_follow")
    else:
        schema_editor.execute("DROP FUNCTION plans_searchterms_follow CASCADE")
    schema_editor.execute("DROP TABLE plans_searchterms")


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(make_terms, drop_terms),
    ]

import string

import django.db.models.deletion
from django.db import migrations, models

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
    schema_editor.execute("DROP TABLE plans_searchterms")


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0001_initial'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('plan', '计划'), ('task', '任务'), ('statement', '表述'), ('passage', '原文')], max_length=10, verbose_name='种类')),
                ('row', models.BigIntegerField(null=True, verbose_name='记录')),
                ('start', models.PositiveIntegerField(null=True, verbose_name='原文起')),
                ('end', models.PositiveIntegerField(null=True, verbose_name='原文止')),
                ('title', models.CharField(blank=True, max_length=520, verbose_name='标题')),
                ('text', models.TextField(blank=True, verbose_name='文字')),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='indicators.region', verbose_name='所属教育局')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.plan', verbose_name='计划')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.source', verbose_name='来源')),
            ],
            options={
                'verbose_name': '检索条目',
                'verbose_name_plural': '检索条目',
                'indexes': [models.Index(fields=['kind', 'row'], name='searchentry_row'), models.Index(fields=['bureau', 'kind'], name='searchentry_bureau_kind')],
            },
        ),
        migrations.RunPython(make_terms, drop_terms),
    ]

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_posts_of_users'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='user',
            name='region',
        ),
        migrations.RemoveField(
            model_name='user',
            name='role',
        ),
        migrations.RemoveField(
            model_name='user',
            name='school',
        ),
        migrations.RemoveField(
            model_name='user',
            name='unit',
        ),
    ]

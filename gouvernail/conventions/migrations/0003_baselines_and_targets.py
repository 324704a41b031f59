"""Conventions that exist gain the fields of the starting point and the target of indicators.

They come right after « Indicateurs », shown as it is, so that no sheet hides what another shows.
"""

from django.db import migrations

NEW = (("baselines", "Données d’origine"), ("targets", "Valeurs cibles"))


def add_fields(apps, schema_editor):
    table = apps.get_model("conventions", "ActionField")
    for indicators in table.objects.filter(key="indicators").order_by("pk"):
        rows = table.objects.filter(convention_id=indicators.convention_id)
        taken = set(rows.values_list("label", flat=True))
        known = set(rows.values_list("key", flat=True))
        for key, label in NEW:
            if key not in known:
                table.objects.create(
                    convention_id=indicators.convention_id,
                    key=key,
                    label=f"{label} des indicateurs" if label in taken else label,
                    is_shown=indicators.is_shown,
                    is_short=False,
                    position=indicators.position,
                )


class Migration(migrations.Migration):
    dependencies = [("conventions", "0002_members_and_papers")]
    operations = [migrations.RunPython(add_fields, migrations.RunPython.noop)]

"""Search every text of an action, and no longer its number and title alone."""

from django.db import migrations

from gouvernail.rules.searching import search_text

BATCH = 500
TEXTS = (
    "number", "title", "deadline_text", "elected_referent", "description", "objective", "context",
    "expected_results", "publics", "themes", "priority", "indicators", "baselines", "targets",
    "means", "funding", "success_factors", "remarks",
)


def fill(apps, schema_editor):
    """Write the folded words of every action, and of its past states."""
    places = {}
    for action_id, label in apps.get_model("action_plan", "ActionPlace").objects.values_list(
        "action_id", "label"
    ):
        places.setdefault(action_id, []).append(label)
    for name in ("Action", "HistoricalAction"):
        table = apps.get_model("action_plan", name)
        batch = []
        for row in table.objects.iterator(chunk_size=BATCH):
            texts = [getattr(row, key) for key in TEXTS]
            texts += [str(text) for text in (*row.free.values(), *row.notes.values())]
            row.search_text = search_text([*texts, *places.get(row.id, [])])
            batch.append(row)
            if len(batch) == BATCH:
                table.objects.bulk_update(batch, ["search_text"])
                batch = []
        table.objects.bulk_update(batch, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("action_plan", "0004_missing_baselines")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

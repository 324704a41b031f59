"""The tables of a new database, made at once as the models say (docs/decisions/0074)."""

from django.apps import apps
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def make_tables_of_a_new_database() -> bool:
    """Make every table when there is none yet, and record that no migration is left to apply.

    The migrations in a row would render every model thousands of times for the same tables; a
    test holds both ways equal. Return whether the database was new.
    """
    if connection.introspection.table_names():
        return False
    command = Migrate()
    command.verbosity = 0  # what its own `handle` would set
    command.sync_apps(connection, {config.label for config in apps.get_app_configs()})
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in sorted(MigrationLoader(connection).disk_migrations or {}):
        recorder.record_applied(app, name)
    return True

"""Serve the floor with the product's own server: `python -m bench.floor.serve PORT`."""

import os
import sys

import django


def main() -> None:
    """Serve until a signal says to stop."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"
    django.setup()
    from gouvernail.common.server import WORKERS, serve

    serve("127.0.0.1", int(sys.argv[1]), WORKERS)


if __name__ == "__main__":
    main()

"""Prints tab and item, sequence and reason of every stored answer as JSON: what a crash has left."""

import json
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from alignment.models import Answer
    from organizations.access import unfenced

    with unfenced():
        rows = Answer.unguarded.filter(kind="own").exclude(tab="filled")
        found = [
            [f"{tab} {item}", sequence, reason]
            for tab, item, sequence, reason in rows.values_list("tab", "item", "sequence", "reason")
        ]
    sys.stdout.write(json.dumps(found))

"""`manage.py run_jobs` with the slow handler in its table."""

import os

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from config.management.commands import run_jobs
    from tests.faults.slow_handlers import slow

    vars(run_jobs)["HANDLERS"] = {"slow": slow}
    call_command("run_jobs")

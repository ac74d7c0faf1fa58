"""The product's settings with one more page: the floor that every page is measured against."""

from config.settings import *  # noqa: F403 - all of them are the point
from config.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")

"""The product's Celery application with the slow handler in its table."""

from config import celery
from tests.faults.slow_handlers import slow

vars(celery)["HANDLERS"] = {"slow": slow}
app = celery.app

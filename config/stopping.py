"""Long-running loops that end between two pieces of work and outlive a database that is briefly away."""

import logging
import signal
from collections.abc import Callable
from threading import Event

from django.db import DatabaseError, InterfaceError, connection

PAUSE_SECONDS = 1.0

logger = logging.getLogger(__name__)


def stop_on_signals() -> Event:
    """Return an event that SIGTERM and SIGINT set; what is being done at that moment is done to its end."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def repeat(step: Callable[[], bool], *, stop: Event, idle_seconds: float) -> None:
    """Call `step` until `stop`; rest for a moment after a step that found nothing to do."""
    while not stop.is_set():
        try:
            rest = 0.0 if step() else idle_seconds
        except (DatabaseError, InterfaceError) as error:
            logger.warning("the database does not answer (%s); trying again", type(error).__name__)
            connection.close()
            rest = PAUSE_SECONDS
        stop.wait(rest)

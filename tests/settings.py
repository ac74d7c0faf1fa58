"""The real settings, read after the environment of a test run is in place."""

from tests.environment import prepare

prepare()

from config.settings import *  # noqa: E402, F403 - the order is the point: first the environment, then all of them

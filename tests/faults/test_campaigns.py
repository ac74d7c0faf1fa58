"""The long runs in small: the same code as `make faults`, a few seconds of each."""

import pytest

from bench.stage import Stage, new_folder
from tests.faults.blindness import watch_while_saving
from tests.faults.crashes import type_through_crashes
from tests.faults.history import write_and_tamper
from tests.faults.malformed import send_to_both
from tests.faults.probes import Probes, tenant_patterns
from tests.faults.round_races import race_pairs, race_saves
from tests.fixtures.databases import database_url


@pytest.fixture
def stage(committed: None) -> Stage:
    """An installation in production settings on the database of this test."""
    return Stage(database_url=database_url(), data=new_folder())


def test_acknowledged_saves_outlive_killed_workers(stage: Stage) -> None:
    world, web = stage.world(1), stage.web(workers=2)
    web.start()
    try:
        found = type_through_crashes(stage=stage, web=web, world=world, saves=60, worker_kills=3)
    finally:
        web.stop()
    assert found.is_good, str(found)
    assert found.worker_kills == 3


def test_others_get_the_same_bytes_while_a_leader_saves_and_junk_is_refused(stage: Stage) -> None:
    world, web = stage.world(1), stage.web()
    web.start()
    try:
        blind = watch_while_saving(port=stage.port, world=world, saves=4)
        junk = send_to_both([(stage.port, world)], requests=200)
    finally:
        web.stop()
    assert blind.is_good, str(blind)
    assert junk.is_good, str(junk)


def test_pairs_that_submit_at_once_are_revealed_once(committed: None) -> None:
    found = race_pairs(pairs=10)
    assert found.is_good, found


def test_no_save_enters_after_its_submission(committed: None) -> None:
    found = race_saves(races=10)
    assert found.is_good, found


def test_history_of_many_writers_is_whole_and_each_tampering_shows(committed: None) -> None:
    found = write_and_tamper(entries=40, writers=8, tamperings=16, tampered_entries=20)
    assert found.is_good, str(found)


@pytest.mark.django_db
def test_no_method_on_a_foreign_row_tells_more_than_on_none() -> None:
    probes = Probes()
    probes.walk(tenant_patterns()[::10], methods=("get", "put"))
    assert probes.is_good, str(probes)

"""What one leader changes moves nothing anywhere for anybody else: not a byte, not a header, not a row's order."""

import pytest

from tests.integration.blindness.scene import Scene

pytestmark = pytest.mark.django_db
#: Whoever opens any page of the round; everybody else gets refusals, which test_canaries reads.
VIEWERS = ("cto", "facilitator", "administrator", "nobody")
#: A row of these tables moves when its owner signs in or a rate limit counts.
MOVING = {"table django_session", "table cache_entries", "table usersessions_usersession"}


def views(scene: Scene) -> dict[str, dict[str, str]]:
    return {viewer: scene.pages(viewer) for viewer in VIEWERS}


def moved(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> list[str]:
    """Return what differs between two looks at everything."""
    return [
        f"{viewer}: {surface}"
        for viewer, pages in before.items()
        for surface, text in pages.items()
        if after[viewer][surface] != text
    ]


def test_other_answers_of_every_kind_move_nothing(scene: Scene) -> None:
    scene.answer_everything()
    views(scene)  # the first look makes sessions and tokens
    before, rows = views(scene), scene.outside_of_pages()
    for turn in (1, 2, 3):
        scene.answer_everything(turn=turn)
    assert moved(before, views(scene)) == []
    after = scene.outside_of_pages()
    assert [name for name in rows if name not in MOVING and rows[name] != after[name]] == []


def test_the_first_answers_move_nothing(scene: Scene) -> None:
    """Beyond "in progress" nobody sees whether there are answers at all, or how many."""
    views(scene)
    before = views(scene)
    scene.answer_everything()
    assert moved(before, views(scene)) == []

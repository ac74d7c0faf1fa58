"""Four browsers press the button of one invitation at the same moment."""

from threading import Barrier, Thread

from django.db import connection

from organizations.access import unfenced
from organizations.models import Membership
from organizations.services.acceptance import InvitationClosed, accept_as_new
from tests.factories.invitations import make_invitation, send
from tests.factories.organizations import PASSWORD, make_membership


def test_many_at_once_make_one_member(committed: None) -> None:
    administrator = make_membership(is_administrator=True)
    token = send(make_invitation(by=administrator)).token
    together = Barrier(4)
    accepted: list[Membership] = []

    def try_it() -> None:
        try:
            together.wait()
            accepted.append(accept_as_new(token=token, name="Ines Kaya", password=PASSWORD, time_zone="UTC"))
        except InvitationClosed:
            pass
        finally:
            connection.close()

    threads = [Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(accepted) == 1
    with unfenced():
        assert Membership.objects.count() == 2

"""How a page answers when the state of a round does not allow an act."""

from collections.abc import Callable

from django.contrib import messages

from common.rules import Refused
from organizations.access import MemberRequest


def attempt(request: MemberRequest, act: Callable[[], object], *, done: str = "") -> bool:
    """Do it, or leave the reasons for the next page; says whether it was done."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    if done:
        messages.success(request, done)
    return True

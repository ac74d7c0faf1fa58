"""The words of the list of documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from organizations.domain.permissions import Permission
from organizations.models import Membership, Organization
from reports.facts.jobs import document_url
from reports.selectors.documents import DocumentRow

KILOBYTE = 1000
NONE_YET = "A round report is made from the results of a revealed round, with one click."
NOT_RELEASED = "No document has been released to the board."


@dataclass(frozen=True, kw_only=True)
class DocumentLine:
    number: int
    title: str
    author: str
    made_at: str
    extent: str
    fingerprint: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DocumentsPage:
    lines: tuple[DocumentLine, ...]
    empty_text: str
    #: Where a document is made; empty for those who only read.
    results_url: str


def documents_page(rows: Sequence[DocumentRow], *, by: Membership) -> DocumentsPage:
    may_make = by.may(Permission.SEE_RESULTS)
    return DocumentsPage(
        lines=tuple(line(row, by.organization) for row in rows),
        empty_text=NONE_YET if may_make else NOT_RELEASED,
        results_url=reverse("alignment:rounds", args=[by.organization.slug]) if may_make else "",
    )


def line(row: DocumentRow, organization: Organization) -> DocumentLine:
    pages = "1 page" if row.pages == 1 else f"{row.pages} pages"
    return DocumentLine(
        number=row.number,
        title=row.title,
        author=row.author,
        made_at=moment(row.created_at),
        extent=f"{pages}, {max(row.size // KILOBYTE, 1)} kB",
        fingerprint=row.fingerprint,
        url=document_url(organization, row.id),
    )


def moment(at: datetime) -> str:
    """Date and time in the reader's zone, with its name."""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y, %H:%M} {timezone.get_current_timezone_name()}"

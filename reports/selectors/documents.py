"""Finished documents, by who may read them."""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.http import Http404

from organizations.domain.permissions import Permission
from organizations.models import Membership, Organization
from reports.models import Document

LISTED = 50

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """One line of the list of documents."""

    id: UUID
    number: int
    title: str
    author: str
    created_at: datetime
    pages: int
    size: int
    fingerprint: str


def may_read_documents(*, membership: Membership) -> bool:
    """Whether documents about results are open to the member; board readers wait for a release."""
    return membership.may(Permission.READ_DOCUMENTS) and membership.may(Permission.SEE_RESULTS)


def list_documents(*, organization: Organization, membership: Membership) -> tuple[DocumentRow, ...]:
    """Return the newest documents that the member may read, in one query."""
    if not may_read_documents(membership=membership):
        return ()
    found = Document.objects.filter(organization=organization).select_related("requested_by__person")
    return tuple(_row(document) for document in found.order_by("-number")[:LISTED])


def get_document_or_404(*, organization: Organization, membership: Membership, document_id: UUID) -> Document:
    """Return a document that the member may read; others' and unknown ones do not exist."""
    found = Document.objects.filter(organization=organization, pk=document_id)
    document: Document | None = found.first() if may_read_documents(membership=membership) else None
    if document is None:
        raise Http404("No such document.")
    return document


def find_document(
    *, organization: Organization, kind: str, subject_id: UUID, content_sha256: str
) -> Document | None:
    """Return the document that was made from exactly this content."""
    found: Document | None = Document.objects.filter(
        organization=organization, kind=kind, subject_id=subject_id, content_sha256=content_sha256
    ).first()
    return found


def next_number(*, organization: Organization) -> int:
    """Return the next number of the organization's documents; call under the lock of its row."""
    last: int | None = Document.objects.filter(organization=organization).aggregate(last=Max("number"))[
        "last"
    ]
    return (last or 0) + 1


def path_of(*, organization: Organization, document_id: UUID) -> Path:
    """Where the file of a document lies: one folder an organization, the name is the document's id."""
    folder: Path = settings.DOCUMENTS_DIR
    return folder / str(organization.pk) / f"{document_id}.pdf"


def open_file_or_404(*, organization: Organization, document_id: UUID) -> BinaryIO:
    """Open a finished document's file; one that was lost (a restore without its folder) is not found."""
    path = path_of(organization=organization, document_id=document_id)
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        logger.error("the file of document %s is missing", document_id)
        raise Http404("The file of this document is missing.") from error


def _row(document: Document) -> DocumentRow:
    return DocumentRow(
        id=document.pk,
        number=document.number,
        title=document.title,
        author=document.requested_by.person.name,
        created_at=document.created_at,
        pages=document.pages,
        size=document.size,
        fingerprint=document.file_sha256[:12],
    )

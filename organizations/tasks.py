"""Work of this app outside of requests."""

from uuid import UUID

from organizations.services import invitations


def send_invitation(*, subject_id: UUID, job_id: UUID) -> None:
    """Mail the invitation `subject_id`."""
    invitations.send_invitation(invitation_id=subject_id)

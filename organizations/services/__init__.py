"""Everything that changes people, invitations and jobs."""

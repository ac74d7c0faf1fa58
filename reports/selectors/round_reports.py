"""What a round report is made of, through the one gate of answers and scores."""

from alignment.access import instrument_of, readable_score_or_404, readable_snapshot_or_404
from alignment.models import Round
from organizations.models import AuditChain, Membership, Organization
from reports.documents.round_report import RoundReport, Sources, build_round_report


def get_round_report_or_404(*, round: Round, membership: Membership) -> RoundReport:
    """Return the report of a loaded round as any reader of documents may see it; 404 before the results."""
    score = readable_score_or_404(round=round, membership=membership, is_for_document=True)
    sources = Sources(
        organization=membership.organization.name,
        instrument=instrument_of(round),
        snapshot=readable_snapshot_or_404(round=round, membership=membership, is_for_document=True),
        visible=score.visible,
        findings=score.findings,
        scoring_version=score.scoring_version,
        input_sha256=score.input_sha256,
        snapshot_sha256=score.snapshot_sha256,
    )
    return build_round_report(sources)


def history_head(*, organization: Organization) -> str:
    """Name the last entry of the audit trail, so that paper can prove what stood before it."""
    chain = AuditChain.objects.filter(organization=organization).first()
    return f"{chain.head} (entry {chain.number})" if chain else ""

"""What the report says: the finding first, both answers, nothing private, the same value each time."""

import json
from dataclasses import asdict, replace

import pytest

from reports.documents.round_report import RoundReport, build_round_report
from tests.factories.round_reports import REASON, Texts, make_sources


@pytest.fixture(scope="module")
def report() -> RoundReport:
    return build_round_report(make_sources())


def printed(report: RoundReport) -> str:
    return json.dumps(asdict(report), ensure_ascii=False)


def test_the_finding_is_the_headline(report: RoundReport) -> None:
    assert report.headline.startswith("The two sides agree on ")
    assert ", not on " in report.headline


def test_close_sides_are_said_to_be_close() -> None:
    same = build_round_report(make_sources(spread=0))
    assert same.headline == "The two sides see this plan the same way"
    assert same.talk_first == ()
    assert len(same.shared) == 12


def test_without_answers_the_report_says_so() -> None:
    empty = build_round_report(make_sources(is_empty=True))
    assert empty.headline == "Not enough answers yet"
    assert (empty.shared, empty.talk_first, empty.open_facts) == ((), (), ())
    assert all("Not enough answers yet" in topic.sentence for topic in empty.annex)


def test_at_most_three_topics_are_to_be_talked_about_widest_priority_first(report: RoundReport) -> None:
    assert len(report.talk_first) == 3
    assert all(topic.widest and topic.next_step.endswith("?") for topic in report.talk_first)


def test_a_topic_that_needs_talk_is_not_listed_as_shared(report: RoundReport) -> None:
    assert not {topic.title for topic in report.talk_first} & {line.title for line in report.shared}


def test_the_annex_has_every_question_with_both_answers(report: RoundReport) -> None:
    items = [item for topic in report.annex for item in topic.items]
    assert len(items) == 54
    assert all(voice.answer for item in items for voice in item.voices)
    assert [voice.side for voice in items[0].voices] == ["business", "technology"]
    assert items[0].voices[0].reason == REASON


def test_an_open_fact_does_not_tell_who_did_not_know(report: RoundReport) -> None:
    open_items = [item for topic in report.annex for item in topic.items if item.word == "open fact"]
    (item,) = open_items
    business, technology = item.voices
    assert (business.answer, business.reason) == (technology.answer, technology.reason)
    assert [line.title for line in report.open_facts] == [item.text]


def test_no_prediction_surprise_insight_or_percent_aligned_is_printed(report: RoundReport) -> None:
    words = printed(report).lower()
    for private in ("surprise", "insight", "prediction error", "% aligned", "overrate", "perception gap"):
        assert private not in words


def test_a_report_is_made_without_anybodys_expectations() -> None:
    sources = make_sources()
    views = [topic.view_a for topic in sources.scores.topics] + [t.view_b for t in sources.scores.topics]
    assert all(view.expected is None and view.surprise is None and view.insight is None for view in views)


def test_the_method_box_has_formula_version_n_coverage_and_the_sentence(report: RoundReport) -> None:
    terms = {row.term: row.value for row in report.method}
    assert {"Formula", "Versions", "Respondents", "Coverage"} <= terms.keys()
    assert "n = 2" in terms["Respondents"]
    assert "52 of 53" in terms["Coverage"]
    assert report.disclaimer == (
        "These figures describe answers given on 22 November 2026; they are not a test of either person."
    )


def test_the_same_answers_are_the_same_content(report: RoundReport) -> None:
    assert build_round_report(make_sources()).content_sha256 == report.content_sha256
    assert (
        build_round_report(make_sources(texts=Texts(reason="Else."))).content_sha256 != report.content_sha256
    )
    assert replace(report, layout=report.layout + 1).content_sha256 != report.content_sha256

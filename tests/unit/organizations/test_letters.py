"""Letters: subjects on one line, links that lead to us only."""

from organizations.domain.letters import SUBJECT_LENGTH, Paragraph, read_letter

BASE = "https://parallax.example"


def test_the_first_line_is_the_subject_and_the_rest_are_paragraphs() -> None:
    letter = read_letter("\nHello\n\nFirst\nline.\n\n\nSecond.\n", base_url=BASE)
    assert letter.subject == "Hello"
    assert letter.paragraphs == (Paragraph(words="First line."), Paragraph(words="Second."))
    assert letter.text == "First line.\n\nSecond.\n"


def test_an_address_of_ours_becomes_a_link() -> None:
    letter = read_letter(f"S\n\nAccept: {BASE}/invitation/x/", base_url=BASE)
    assert letter.paragraphs == (Paragraph(words="Accept", url=f"{BASE}/invitation/x/"),)
    assert letter.text == f"Accept:\n{BASE}/invitation/x/\n"


def test_an_address_of_others_stays_words() -> None:
    for other in ("https://evil.example/x", f"{BASE}.evil.example/x", f"{BASE}/x and more"):
        letter = read_letter(f"S\n\nAccept: {other}", base_url=BASE)
        assert letter.paragraphs == (Paragraph(words=f"Accept: {other}"),)


def test_a_subject_has_one_line_and_an_end() -> None:
    letter = read_letter("A\rBcc: x@example.com\n\nB", base_url=BASE)
    assert letter.subject == "A Bcc: x@example.com"
    assert len(read_letter("x" * 500, base_url=BASE).subject) == SUBJECT_LENGTH

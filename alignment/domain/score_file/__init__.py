"""The file that `score_answers` reads and the document that it writes (measurement.md, section 10)."""

from ..scores import score_pair
from .json_text import ScoreFileError, parse_json
from .reader import ScoreInput, read_score_input
from .writer import ScoreOutput, score_output


def score_file(content: bytes) -> ScoreOutput:
    """The scores of a file's pair; raises ScoreFileError with every fault found."""
    document = read_score_input(parse_json(content))
    return score_output(score_pair(document.plan, document.a, document.b))


__all__ = [
    "ScoreFileError",
    "ScoreInput",
    "ScoreOutput",
    "parse_json",
    "read_score_input",
    "score_file",
    "score_output",
]

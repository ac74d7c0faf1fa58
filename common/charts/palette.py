"""The token values of static/css/tokens.css, for the print colours inside charts."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

TOKENS_FILE = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FIRST_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;]+);")


def read_tokens(css: str) -> Mapping[str, str]:
    """Name -> value of the first `:root` block, which holds the light values (paper is light)."""
    root = _FIRST_ROOT.search(_COMMENT.sub("", css))
    if root is None:
        raise ValueError("the style sheet has no :root block")
    return MappingProxyType({name: value.strip() for name, value in _TOKEN.findall(root.group(1))})


@lru_cache(maxsize=1)
def tokens() -> Mapping[str, str]:
    return read_tokens(TOKENS_FILE.read_text(encoding="utf-8"))

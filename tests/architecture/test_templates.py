"""Templates hold no script, no style and no behaviour that fails without JavaScript."""

import re
from collections.abc import Iterator

from tests.architecture.sources import files_of, relative

TEMPLATE_SYNTAX = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"""<([a-zA-Z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = re.compile(r"""([@\w:.-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
POSTING = {"hx-post", "hx-put", "hx-patch", "hx-delete"}
# A region may poll or load itself; whatever a person activates is a link or belongs to a form.
LOADS_ITSELF = {"div", "section", "article", "main", "li", "p", "span", "tbody", "tr", "td"}
MAIL = "/mail/"  # mail programs read no stylesheet


def tags(text: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield line, name and attributes of each opening tag."""
    plain = TEMPLATE_SYNTAX.sub(lambda found: "x" + "\n" * found[0].count("\n"), text)
    for tag in TAG.finditer(plain):
        attributes = {key.lower(): value.strip("\"'") for key, value in ATTRIBUTE.findall(tag[2])}
        yield plain.count("\n", 0, tag.start()) + 1, tag[1].lower(), attributes


def inline(name: str, attributes: dict[str, str], *, is_mail: bool) -> Iterator[str]:
    holds_data = attributes.get("type") == "application/json"  # never run: the policy of the pages allows it
    if name == "style" or (name == "script" and "src" not in attributes and not holds_data):
        yield f"<{name}> without a file"
    if "style" in attributes and not is_mail:
        yield "style attribute"
    yield from (f"{key} attribute" for key in attributes if re.match(r"on[a-z]+$|hx-on|x-on|@", key))
    if any(value.lower().startswith("javascript:") for value in attributes.values()):
        yield "javascript: address"


def dead_without_javascript(name: str, attributes: dict[str, str]) -> Iterator[str]:
    if POSTING & attributes.keys() and name != "form":
        yield f"<{name}> posts, but only a form may"
    if "hx-get" in attributes and name == "a" and "href" not in attributes:
        yield "<a hx-get> without href"
    if "hx-get" in attributes and name not in {"a", "form"} | LOADS_ITSELF:
        yield f"<{name} hx-get> is neither a link nor a form"


def faults(path: str, text: str) -> Iterator[str]:
    for line, name, attributes in tags(text):
        found = (*inline(name, attributes, is_mail=MAIL in path), *dead_without_javascript(name, attributes))
        yield from (f"{path}:{line} {fault}" for fault in found)


def test_templates_work_without_script_and_style_of_their_own() -> None:
    templates = [path for path in files_of(".html") if relative(path).startswith("templates/")]
    assert templates
    assert [fault for path in templates for fault in faults(relative(path), path.read_text())] == []


def test_each_fault_is_found() -> None:
    for bad in (
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert()</script>",
        '<button onclick="x()">',
        '<div hx-on:click="x()">',
        '<div hx-on--after-swap="x()">',
        '<a href="javascript:x()">',
        '<button hx-post="/x">',
        '<a hx-get="/x">',
        '<button hx-get="/x">',
        '<a\n  {% if a > b %}class="b"{% endif %}\n  hx-get="{% url "x" %}">',
    ):
        assert list(faults("templates/a.html", bad)), bad


def test_proper_markup_passes() -> None:
    for good in (
        '<script src="{% static "js/ui.js" %}" defer></script>',
        '<form method="post" hx-post="{% url "x" %}"><button name="on" value="1">',
        '<a href="{{ url }}" hx-get="{{ url }}" title="a > b">',
        '<div hx-get="/x" hx-trigger="every 5s">',
    ):
        assert not list(faults("templates/a.html", good)), good
    assert not list(faults("templates/a/mail/b.html", '<p style="margin: 0">'))

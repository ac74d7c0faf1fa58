"""Rankings and picks whose file names only the number of options: do all answers talk about the same ones?"""

from collections.abc import Iterator, Mapping, Sequence

from ..answers import Sheet, Value
from ..formats import OptionId, Pick, Ranking
from ..reading import Fault, Path
from ..scores import ItemSpec


def note_foreign_options(
    items: Mapping[str, ItemSpec], sheets: tuple[Sheet, ...], faults: list[Fault]
) -> None:
    """Note rankings that list other options than an earlier one, and picks of more options than there are."""
    broken = {fault.path for fault in faults}
    seen: dict[str, frozenset[OptionId]] = {}
    for path, item, value in _listed(items, sheets):
        if path in broken or value is None:
            continue
        options, before = _options(value), seen.get(item.id, frozenset())
        if isinstance(item.format, Ranking) and before and options != before:
            faults.append(Fault(path=path, reason="must list the same options as the answers before it"))
        elif isinstance(item.format, Pick) and len(options | before) > item.format.of:
            reason = f"must pick from the same {item.format.of} options as the answers before it"
            faults.append(Fault(path=path, reason=reason))
        else:
            seen[item.id] = options | before


def _listed(
    items: Mapping[str, ItemSpec], sheets: Sequence[Sheet]
) -> Iterator[tuple[Path, ItemSpec, Value | None]]:
    """Every answer and prediction of a ranking or pick, with its place in the file."""
    listing = [item for item in items.values() if isinstance(item.format, Ranking | Pick)]
    for number, sheet in enumerate(sheets):
        here = ("respondents", number)
        for item in listing:
            if item.id in sheet.answers:
                yield (*here, "answers", item.id, "value"), item, sheet.answers[item.id].value
            if item.id in sheet.predictions:
                yield (*here, "predictions", item.id), item, sheet.predictions[item.id].value


def _options(value: Value) -> frozenset[OptionId]:
    options: set[OptionId] = set()
    for place in value if isinstance(value, list) else ():
        options.update(place if isinstance(place, list) else (place,))
    return frozenset(options)

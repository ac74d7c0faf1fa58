"""Frozen dataclasses and named tuples as JSON and back, by their type hints."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from .canonical import Json
from .scores import ItemSpec

T = TypeVar("T")
Items = Mapping[str, ItemSpec]
#: Any: what a reader returns is known only from the hint it was made for.
Reader = Callable[[Any, Items], Any]
_NO_ITEMS: Items = {}


def document_of(value: object) -> Json:
    """The JSON of a record; an item's specification is written as its id, the instrument knows the rest."""
    if isinstance(value, ItemSpec):
        return value.id
    kind: Any = type(value)
    names = _names(kind)
    if names:
        return {name: document_of(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): document_of(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [document_of(part) for part in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float) and value.is_integer():
        return int(value)  # a database may give back either, and the hash of the document must not change
    return value.isoformat() if isinstance(value, date) else cast(Json, value)


def value_of(kind: type[T], document: Json, *, items: Items = _NO_ITEMS) -> T:
    """The record that `document_of` has written; `items` gives the specifications back to their ids."""
    return cast(T, _record(kind, document, items))


@lru_cache(maxsize=256)
def _reader(hint: Any) -> Reader:
    """Any: type hints are not only types, but unions and generics too."""
    if hint is ItemSpec:
        return _item
    if _names(hint):
        return partial(_record, hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return partial(_call, hint)
    if hint in (date, datetime):
        return partial(_call, hint.fromisoformat)
    return _generic_reader(hint)


def _generic_reader(hint: Any) -> Reader:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType) and len(parts) == 2 and type(None) in parts:
        return partial(_optional, _reader(next(part for part in parts if part is not type(None))))
    if origin is tuple:
        return partial(_tuple, _reader(parts[0]))
    if origin is not None and parts and parts[0] is str and len(parts) == 2:
        return partial(_mapping, _reader(parts[1]))
    return _as_it_is


@lru_cache(maxsize=256)
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass or a named tuple; none for everything else."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return tuple(getattr(kind, "_fields", ()))


def _record(kind: Any, document: Any, items: Items) -> Any:
    return kind(**{name: read(document[name], items) for name, read in _readers(kind)})


@lru_cache(maxsize=64)
def _readers(kind: type) -> tuple[tuple[str, Reader], ...]:
    hints = get_type_hints(kind)
    return tuple((name, _reader(hints[name])) for name in _names(kind))


def _item(document: Any, items: Items) -> Any:
    return items[document]


def _call(make: Callable[[Any], object], document: Any, _items: Items) -> Any:
    return make(document)


def _optional(read: Reader, document: Any, items: Items) -> Any:
    return None if document is None else read(document, items)


def _tuple(read: Reader, document: Any, items: Items) -> Any:
    return tuple([read(part, items) for part in document])


def _mapping(read: Reader, document: Any, items: Items) -> Any:
    return {key: read(part, items) for key, part in document.items()}


def _as_it_is(document: Any, _items: Items) -> Any:
    return document

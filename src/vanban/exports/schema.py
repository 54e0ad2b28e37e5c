"""The JSON Schema (2020-12) of a reading, made from the types of `vanban.model`, so that the two cannot differ."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any, Literal

from vanban import model


def json_schema() -> dict[str, Any]:
    """Answer the schema of what `vanban read FILE --json` prints, errors of unreadable sources included."""
    definitions: dict[str, Any] = {}
    reading = _object(model.Reading, definitions)
    reading["properties"]["schema"] = {"const": model.SCHEMA}
    reading["required"] = [key for key in reading["required"] if key != "boxes"]
    error = {
        "type": "object",
        "required": ["schema", "error"],
        "properties": {
            "schema": {"const": model.SCHEMA},
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A reading of a Vietnamese administrative document",
        "oneOf": [reading, error],
        "$defs": definitions,
    }


def _object(of: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(of)
    properties = {item.name: _schema(hints[item.name], definitions) for item in fields(of)}
    return {
        "type": "object",
        "description": " ".join((of.__doc__ or "").split()),
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        name = hint.__name__.rstrip("_")
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_schema(argument, definitions) for argument in arguments]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_schema(a, definitions) for a in arguments], "items": False}
    return {"type": _PLAIN[hint]}


_PLAIN: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    types.NoneType: "null",
}

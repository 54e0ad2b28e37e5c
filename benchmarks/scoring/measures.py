"""The measures: what of a reading is compared with what of the labels.

Rows of the labels marked `uncertain` or `unmarked`, and units that are attribute lines, are left out of
the measures of duties and headings on both sides, because the labelling rules leave room there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from benchmarks.scoring.tally import F1, Share
from vanban.repair.folding import spell

Json = Mapping[str, Any]
Scores = dict[str, F1 | Share]

MEASURES: dict[str, tuple[type[F1] | type[Share], str]] = {
    "meta": (Share, "metadata values that are right, null included"),
    "units": (F1, "units: path and first eight words"),
    "whole": (F1, "whole texts of units and of their body paragraphs, letter for letter"),
    "head": (Share, "matched units whose heading flag is right"),
    "role": (Share, "matched units whose role is right"),
    "line": (Share, "matched units that begin on the right line"),
    "span": (Share, "matched units that begin and end at the right character"),
    "cover": (Share, "letters between first and last unit that lie in a unit or its body"),
    "duties": (F1, "duties: path, every lead and every coordinating organisation"),
    "orgs": (F1, "links of a duty with one organisation in one role"),
    "limit": (F1, "time limits: path and words"),
    "due": (F1, "dates of time limits: path, every date, and whether it says before"),
    "mode": (F1, "path and mode (assign, request, mixed)"),
    "request": (F1, "links of a duty with one requested organisation"),
    "rhythm": (F1, "path and kind of rhythm"),
    "cites": (F1, "citations: number and, where labelled, date"),
    "facts": (Share, "kind and issuer of the citations found, where labelled"),
    "reports": (F1, "report deadlines: date"),
    "parties": (Share, "who reports and to whom, of the report deadlines found"),
    "recip": (F1, "lines of the list of recipients"),
    "words": (Share, "words equal to the repaired text, line by line, where the source is damaged"),
}


def score(reading: Json, labels: Json, restored: str | None = None) -> Scores:
    """Compare one reading (as the JSON of `vanban read --json`) with its labels.

    `restored` is the undamaged text, as many lines as the source, or None where the source is whole.
    Returns a tally for every measure; those that nothing was asked of have no value.
    """
    scores: Scores = {name: kind() for name, (kind, _) in MEASURES.items()}
    _metadata(_share(scores, "meta"), reading.get("metadata") or {}, labels)
    _units(scores, reading, labels)
    _duties(scores, reading, labels)
    _citations(scores, reading, labels)
    _reports(scores, reading, labels)
    _f1(scores, "recip").compare(map(norm, reading.get("recipients", [])), map(norm, labels["recipients"]))
    if restored is not None:
        _words(_share(scores, "words"), reading.get("text") or "", restored)
    return scores


def total(documents: Iterable[Scores]) -> Scores:
    """The tallies of several documents added up."""
    scores: Scores = {name: kind() for name, (kind, _) in MEASURES.items()}
    for document in documents:
        for name, tally in document.items():
            scores[name].merge(tally)  # type: ignore[arg-type]  # one name, one kind of tally
    return scores


def norm(text: str | None) -> str:
    """Words without regard to case, punctuation, white space and the place of a tone (`hòa`, `hoà`)."""
    folded = unicodedata.normalize("NFC", text or "").casefold()
    return " ".join(map(spell, re.sub(r"[^\w&/]+", " ", folded).split()))


def spaced(text: str | None) -> str:
    """The text letter for letter, white space made even."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _f1(scores: Scores, name: str) -> F1:
    tally = scores[name]
    assert isinstance(tally, F1)
    return tally


def _share(scores: Scores, name: str) -> Share:
    tally = scores[name]
    assert isinstance(tally, Share)
    return tally


def _metadata(tally: Share, got: Json, labels: Json) -> None:
    also = labels.get("metadata_also", {})
    for key, want in labels["metadata"].items():
        value = got.get(key)
        right = any(
            value is want if value is None or want is None else norm(str(value)) == norm(str(want))
            for want in (want, *also.get(key, ()))
        )
        tally.add(right, f"{key}: got {value!r}, want {want!r}")


def _key(unit: Json) -> tuple[str, str]:
    return unit["path"], " ".join(norm(unit["text"]).split()[:8])


def _units(scores: Scores, reading: Json, labels: Json) -> None:
    got = {_key(unit): unit for unit in reading.get("units", [])}
    want = {_key(unit): unit for unit in labels["outline"]}
    _f1(scores, "units").compare(map(_key, reading.get("units", [])), want)
    closing = {spaced(paragraph["text"]) for paragraph in labels.get("closing", ())}
    _f1(scores, "whole").compare(_texts(reading.get("units", []), closing), _texts(labels["outline"], set()))
    for key in want.keys() & got.keys():
        _unit(scores, got[key], want[key])
    _cover(_share(scores, "cover"), reading)


def _unit(scores: Scores, got: Json, want: Json) -> None:
    for name, field in (("head", "heading"), ("role", "role"), ("line", "line")):
        if field in want and (name == "role" or not want["role"]):
            right = got.get(field) == want[field]
            _share(scores, name).add(right, f"{want['path']}: got {got.get(field)}, want {want[field]}")
    if "start" in want:
        places = [(unit.get("start"), unit.get("end")) for unit in (got, want)]
        _share(scores, "span").add(places[0] == places[1], f"{want['path']}: got {places[0]}, want {places[1]}")


def _texts(units: Iterable[Json], closing: set[str]) -> Iterator[tuple[str, str, str]]:
    for unit in units:
        yield unit["path"], "unit", spaced(unit["text"])
        for paragraph in unit.get("body") or ():
            if spaced(paragraph["text"]) not in closing:
                yield unit["path"], "body", spaced(paragraph["text"])


def _cover(tally: Share, reading: Json) -> None:
    """The contract's promise: units and bodies leave out nothing between the first and the last unit."""
    source, units = reading.get("source_text") or "", reading.get("units", [])
    if not units:
        return
    inside = bytearray(len(source))
    for place in (place for unit in units for place in (unit, *(unit.get("body") or ()))):
        inside[place["start"] : place["end"]] = b"\1" * (place["end"] - place["start"])
    first, last = min(unit["start"] for unit in units), max(unit["end"] for unit in units)
    letters = [i for i in range(first, min(last, len(source))) if source[i].isalpha()]
    tally.count(sum(inside[i] for i in letters), len(letters))


def _duties(scores: Scores, reading: Json, labels: Json) -> None:
    skip = {row["path"] for row in labels["assignments"] if row.get("uncertain")}
    skip |= {unit["path"] for unit in labels["outline"] if unit["role"]}
    got, want = (
        [row for row in rows if row["path"] not in skip and not row.get("unmarked")]
        for rows in (reading.get("assignments", []), labels["assignments"])
    )
    org = _names(labels.get("org_aliases") or {})

    def side(row: Json, role: str) -> tuple[str, ...]:
        return tuple(sorted(map(org, row.get(role) or ())))

    def compare(name: str, facts: Callable[[Json], Iterable[tuple[Any, ...]]]) -> None:
        _f1(scores, name).compare(*([fact for row in rows for fact in facts(row)] for rows in (got, want)))

    compare("duties", lambda row: [(row["path"], side(row, "lead"), side(row, "coordinating"))])
    compare(
        "orgs", lambda row: [(row["path"], role, name) for role in ("lead", "coordinating") for name in side(row, role)]
    )
    compare("limit", lambda row: [(row["path"], norm(row["deadline"]))] if row.get("deadline") else [])
    compare("due", lambda row: [(row["path"], *row["due_all"], bool(row["before"]))] if row.get("due_all") else [])
    compare("mode", lambda row: [(row["path"], row.get("mode"))])
    compare("request", lambda row: [(row["path"], name) for name in side(row, "requested")])
    compare("rhythm", lambda row: [(row["path"], row["rhythm"]["kind"])] if row.get("rhythm") else [])


def _names(aliases: Mapping[str, list[str]]) -> Callable[[str], str]:
    canon = {norm(other): norm(name) for name, others in aliases.items() for other in others}
    return lambda name: canon.get(norm(name), norm(name))


def _number(citation: Json) -> str:
    return norm(citation["number"]).replace(" ", "")


def _citations(scores: Scores, reading: Json, labels: Json) -> None:
    want = {_number(citation): citation for citation in labels["citations"]}
    got = {_number(citation): citation for citation in reading.get("citations", [])}
    dated = {number for number, citation in want.items() if citation["date"]}

    def facts(citations: Iterable[Json]) -> Iterator[tuple[str, str | None]]:
        for citation in citations:
            yield _number(citation), citation.get("date") if _number(citation) in dated else None

    _f1(scores, "cites").compare(facts(reading.get("citations", [])), facts(labels["citations"]))
    for number in want.keys() & got.keys():
        for field in ("kind", "issuer"):
            if want[number][field]:
                right = norm(got[number].get(field)) == norm(want[number][field])
                _share(scores, "facts").add(
                    right, f"{number} {field}: got {got[number].get(field)!r}, want {want[number][field]!r}"
                )


def _reports(scores: Scores, reading: Json, labels: Json) -> None:
    got, want = reading.get("report_deadlines", []), labels["report_deadlines"]
    _f1(scores, "reports").compare((row["date"] for row in got), (row["date"] for row in want))
    found = {row["date"]: row for row in got}
    for row in want:
        for field in ("who", "to"):
            if row["date"] in found:
                value = found[row["date"]].get(field)
                right = norm(value) == norm(row[field])
                _share(scores, "parties").add(right, f"{row['date']} {field}: got {value!r}, want {row[field]!r}")


def _words(tally: Share, text: str, restored: str) -> None:
    got = text.split("\n")
    for i, line in enumerate(restored.split("\n")):
        want, have = line.split(), got[i].split() if i < len(got) else []
        blocks = SequenceMatcher(None, have, want, autojunk=False).get_matching_blocks()
        tally.count(sum(block.size for block in blocks), len(want))
        if want != have:
            tally.misses.append(f"line {i + 1}: got {' '.join(have)!r}, want {' '.join(want)!r}")

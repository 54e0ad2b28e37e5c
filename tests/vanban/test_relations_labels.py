"""The labels of relations: that they fit their documents, and that the reader reaches its bar on them."""

from __future__ import annotations

from benchmarks.relations import EXAMPLES, KINDS, labels, measure


def test_every_labelled_relation_belongs_to_an_example_and_names_what_stands_there() -> None:
    found = labels()
    assert sum(map(len, found.values())) > 70
    for name, rows in found.items():
        text = "".join((EXAMPLES / f"{name}.txt").read_text("utf-8").split())
        for kind, _, target in rows:
            assert kind in KINDS
            assert target.replace(" ", "") in text, (name, target)


def test_the_reader_reaches_its_bar_on_relations() -> None:
    figures = measure()
    assert figures["relations_precision"] >= 0.9
    assert figures["relations_recall"] >= 0.9

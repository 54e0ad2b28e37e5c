"""Damaged documents: the states are made the same every time, and the reader does not lose what it could read."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from benchmarks import states
from benchmarks.damage.documents import EXAMPLES, TEXTS, Labelled, damaged, labelled

import vanban

SMALL = states.few_small()
WORD = next(one for one in labelled(EXAMPLES) if one.file(".docx").exists())


@pytest.mark.parametrize("state", TEXTS)
def test_the_same_document_is_damaged_the_same_way_every_time(state: str) -> None:
    first, second = (damaged(Labelled(SMALL[0].stem), state) for _ in range(2))
    assert first == second
    assert first != (SMALL[0].text or "").encode()


@pytest.mark.parametrize(("state", "font"), [("docx_tcvn3", ".VnTime"), ("docx_vni", "VNI-Times")])
def test_a_word_file_in_old_fonts_says_so_and_is_read_all_the_same(state: str, font: str) -> None:
    data = damaged(WORD, state)
    assert data is not None
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert f'w:ascii="{font}"' in package.read("word/document.xml").decode("utf-8")
    assert vanban.read(data).metadata.number == vanban.read(WORD.file(".docx")).metadata.number


def test_a_document_without_a_text_has_no_damaged_text() -> None:
    document = next(one for one in labelled(EXAMPLES) if one.text is None)
    assert all(damaged(document, state) is None for state in TEXTS)


def test_reading_damaged_documents_loses_nothing_against_the_accepted_figures() -> None:
    accepted = json.loads(states.BASELINE.read_text("utf-8"))
    assert states.losses(states.compared(), accepted) == []


def test_a_loss_is_told_with_both_figures() -> None:
    assert states.losses({"vni_units": 0.9}, {"vni_units": 0.95, "vni_cites": None}) == ["vni_units: 0.95 → 0.9"]
    assert states.losses({"vni_units": 0.94, "vni_whole": 0.0}, {"vni_units": 0.95, "vni_whole": 1.0}) == []

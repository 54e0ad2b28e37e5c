"""Confidences mean something: they cover every field, say why, order the doubtful first."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from benchmarks.confidence import measure
from benchmarks.fitting import fit_one, outcome, steps_of
from benchmarks.judging import Judged, judged
from hypothesis import given, settings
from hypothesis import strategies as st

import vanban
from vanban.confidence import DOUBTFUL, PHRASES, Field, joined, weighed

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 12/KH-UBND\nLạng Sơn, ngày 03 tháng 02 năm 2026\n\nKẾ HOẠCH\n"
    "Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2026\n\nI. NHIỆM VỤ\n1. Sở Ngoại vụ\n"
    "a) Biên dịch tài liệu theo Kế hoạch số 5/KH-SNgV, hoàn thành trước ngày 30/6/2026.\n"
    "b) {second}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
)
SURE = "Phối hợp với Công an tỉnh đón phóng viên."
DOUBTFUL_PARTNER = "Phối hợp chặt chẽ trong quý II với những nơi có liên hệ để đón phóng viên."


def test_every_field_has_a_confidence_between_nothing_and_certainty() -> None:
    reading = vanban.read(PLAN.format(second=SURE))
    header = ("kind", "number", "date", "place", "issuer", "province", "title", "year", "signer", "secrecy", "urgency")
    pointers = {f"/metadata/{key}" for key in header}
    pointers |= {f"/units/{index}{part}" for index in range(len(reading.units)) for part in ("", "/heading")}
    pointers |= {
        f"/assignments/{index}/{part}"
        for index in range(len(reading.assignments))
        for part in ("lead", "coordinating", "deadline")
    }
    pointers |= {f"/citations/{index}" for index in range(len(reading.citations))}
    pointers |= {f"/recipients/{index}" for index in range(len(reading.recipients))}
    assert pointers <= set(reading.confidence)
    assert all(0 < share < 1 for share in reading.confidence.values())


def test_doubtful_fields_come_least_sure_first_and_say_why_in_vietnamese() -> None:
    reading = vanban.read(PLAN.format(second=DOUBTFUL_PARTNER))
    order = [doubt.confidence for doubt in reading.doubts]
    assert order
    assert order == sorted(order)
    assert {doubt.pointer for doubt in reading.doubts} == {
        pointer for pointer, share in reading.confidence.items() if share < DOUBTFUL
    }
    assert all(doubt.why.endswith(".") for doubt in reading.doubts)


def test_a_phrase_that_asks_for_a_partner_without_a_readable_name_makes_doubt() -> None:
    plain, strange = (vanban.read(PLAN.format(second=second)) for second in (SURE, DOUBTFUL_PARTNER))
    assert strange.assignments[1].coordinating == ()
    assert strange.confidence["/assignments/1/coordinating"] < plain.confidence["/assignments/1/coordinating"]


def test_text_without_marks_is_less_sure_than_the_same_with_them() -> None:
    whole = (EXAMPLES / "lang-son-2026.txt").read_text("utf-8")
    bare = (EXAMPLES / "quang-tri-2024.txt").read_text("utf-8")
    for text in (whole, bare):
        marked = vanban.read(text)
        stripped = vanban.read("".join(char if char.isascii() else _bare(char) for char in text))
        assert _mean(stripped) < _mean(marked)


def _bare(char: str) -> str:
    from vanban.repair.folding import fold

    return fold(char).upper() if char.isupper() else fold(char) or char


def _mean(reading: vanban.Reading) -> float:
    return sum(reading.confidence.values()) / len(reading.confidence)


@given(st.text(st.sampled_from("IVX123abđ.)-+\n Sở Ngoại vụ chủ trì phối hợp ngày/2026"), max_size=300))
@settings(max_examples=60, deadline=None)
def test_whatever_was_read_is_judged(text: str) -> None:
    reading = vanban.read(text)
    assert all(0 < share < 1 for share in reading.confidence.values())
    json.dumps(reading.as_dict())


def test_the_measure_sees_calibration_and_where_mistakes_lie() -> None:
    honest = measure([0.9] * 90 + [0.1] * 10, ([True] * 9 + [False]) * 9 + [False] * 9 + [True])
    boastful = measure([0.99] * 100, [True] * 50 + [False] * 50)
    assert honest["calibration_error"] < 0.15 < boastful["calibration_error"]
    assert measure([0.1] * 10 + [0.9] * 90, [False] * 10 + [True] * 90)["mistakes_in_least_sure_15"] == 1.0


@pytest.mark.parametrize("name", ["lang-son-2026", "son-la-2026"])
def test_labels_judge_the_fields_of_an_example(name: str) -> None:
    labels = json.loads((EXAMPLES / f"{name}.labels.json").read_text("utf-8"))
    verdicts = [row.right for row in judged(vanban.read(EXAMPLES / f"{name}.txt"), labels) if row.right is not None]
    assert len(verdicts) > 100
    assert sum(verdicts) > 0.95 * len(verdicts)


@pytest.mark.parametrize("name", ["lang-son-2026", "son-la-2026", "xa-binh-lieu-2026", "quang-ngai-2026-quy-che"])
def test_a_document_that_came_whole_has_few_doubts(name: str) -> None:
    reading = vanban.read(EXAMPLES / f"{name}.txt")
    assert len(reading.doubts) < 0.1 * len(reading.confidence)


def test_a_short_plan_is_not_doubted_as_a_whole() -> None:
    reading = vanban.read(PLAN.format(second=SURE))
    assert len(reading.doubts) < 0.4 * len(reading.confidence)


def verdicts_of(text: str, labels: dict[str, object]) -> dict[str, bool | None]:
    return {row.field.pointer: row.right for row in judged(vanban.read(text), labels)}


def test_what_was_missed_is_a_wrong_field_too() -> None:
    labels = json.loads((EXAMPLES / "lang-son-2026.labels.json").read_text("utf-8"))
    text = (EXAMPLES / "lang-son-2026.txt").read_text("utf-8")
    rows = labels["assignments"]
    reading = vanban.read(text)
    place = next(at for at, unit in enumerate(reading.units) if not unit.role and all(
        unit.path != row["path"] for row in rows) and not unit.heading)  # fmt: skip
    before = verdicts_of(text, labels)
    missed = {**rows[0], "path": reading.units[place].path}
    cited = {"kind": "Quyết định", "number": "99999/QĐ-UBND", "date": None, "issuer": None}
    after = verdicts_of(text, labels | {"assignments": [*rows, missed], "citations": [*labels["citations"], cited]})
    assert (before[f"/units/{place}/charges"], after[f"/units/{place}/charges"]) == (True, False)
    assert (before["/citations/-"], after["/citations/-"]) == (True, False)


def test_of_a_duty_that_is_none_only_what_it_says_is_wrong() -> None:
    labels = json.loads((EXAMPLES / "lang-son-2026.labels.json").read_text("utf-8"))
    text = (EXAMPLES / "lang-son-2026.txt").read_text("utf-8")
    duty = next(duty for duty in vanban.read(text).assignments if not duty.coordinating and not duty.unmarked)
    rows = [row for row in labels["assignments"] if row["path"] != duty.path]
    at = vanban.read(text).assignments.index(duty)
    found = verdicts_of(text, labels | {"assignments": rows})
    assert found[f"/assignments/{at}/lead"] is False
    assert found[f"/assignments/{at}/coordinating"] is None


def test_a_field_is_no_surer_than_what_it_rests_on() -> None:
    assert joined(0.9, ("/units/1",), {"/units/1": 0.5}) == pytest.approx(0.45)
    assert joined(0.9, ("/units/1",), {}) == 0.9
    reading = vanban.read((EXAMPLES / "son-la-2026.txt").read_text("utf-8"))
    places = {unit.path: at for at, unit in enumerate(reading.units)}
    for at, duty in enumerate(reading.assignments):
        if reading.units[places[duty.path]].role is None and not duty.unmarked:
            charges = reading.confidence[f"/units/{places[duty.path]}/charges"]
            assert reading.confidence[f"/assignments/{at}/lead"] <= charges


def test_no_sign_with_a_phrase_makes_a_field_surer() -> None:
    weights = json.loads((EXAMPLES.parent / "src/vanban/data/confidence.json").read_text("utf-8"))
    for odds in weights["families"].values():
        assert all(value <= 0 for name, value in odds.items() if name in PHRASES and name)
    shares = [share for _, share in weights["steps"]]
    assert shares == sorted(shares)
    assert all(phrase.endswith(".") for phrase in PHRASES.values())


def rows_of(signs: dict[str, float], right: int, wrong: int) -> list[tuple[Judged, float]]:
    field = Field("/units/0", "unit", signs)
    return [(Judged(field, True), 1.0)] * right + [(Judged(field, False), 1.0)] * wrong


def test_fitting_learns_which_signs_go_with_mistakes_and_never_turns_a_doubt_round() -> None:
    rows = rows_of({}, 300, 3) + rows_of({"gap": 1.0}, 80, 80) + rows_of({"lower": 1.0}, 200, 0)
    odds = fit_one(rows, 0.0)
    assert weighed({"gap": 1.0}, odds) == pytest.approx(0.5, abs=0.1)
    assert odds.get("lower", 0.0) <= 0
    assert weighed({}, odds) > 0.97
    fields = [Judged(Field("/units/0", "unit", {"gap": 1.0}), True)]
    fields.append(Judged(Field("/units/0/charges", "duty", {}, ("/units/0",)), True))
    first, second = outcome(fields, {"unit": odds, "duty": {"": 2.0}})
    assert second < first


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80))
@settings(max_examples=40, deadline=None)
def test_the_steps_rise(found: list[tuple[float, bool]]) -> None:
    raw, right = (np.array(values, dtype=float) for values in zip(*found, strict=True))
    steps = steps_of(raw, right, np.ones(len(found)))
    shares = [share for _, share in steps]
    assert all(low <= high for low, high in pairwise(shares))
    assert [value for value, _ in steps] == sorted(value for value, _ in steps)

"""The register of documents: what is read proposes, a person decides, and a day tells what is in force."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.core.public import AuditEntry, ChangedMeanwhileError, NotAllowedError, Role
from nhipcau.documents.actions.judging import Recorded, decide, record_by_hand
from nhipcau.documents.actions.listing import Known, line_of, list_reading, number_key
from nhipcau.documents.choices import RelationKind, RelationState, Validity
from nhipcau.documents.errors import NoProofError, SameDocumentError
from nhipcau.documents.models import ListedDocument, Mention, Reading, Relation
from nhipcau.documents.queries.register import Chosen, counts, line_on, lines, proposals
from nhipcau.documents.queries.validity import ruling, rulings_on
from vanban import model as read
from vanban.relations import Document as Node
from vanban.relations import Graph, validity

from . import makers

DAY = date(2026, 6, 1)
OLD = "267/KH-UBND"


def line(number: str) -> ListedDocument:
    return ListedDocument.objects.get(key=number_key(number))


def relation(number: str, kind: str) -> Relation:
    return Relation.objects.get(target__key=number_key(number), kind=kind)


@pytest.fixture
def plan(bring):
    return bring(makers.REPLACING).document


def test_a_stored_document_and_all_it_cites_have_their_lines(plan) -> None:
    assert plan.listed.number == "12/KH-UBND"
    assert {each.number for each in ListedDocument.objects.all()} == {"12/KH-UBND", OLD, "72/2015/NĐ-CP", "47/NQ-CP"}
    assert line("72/2015/NĐ-CP").issued_on == date(2015, 9, 7)
    assert line("72/2015/NĐ-CP").issuer == "Chính phủ"
    mention = Mention.objects.get(listed=line("72/2015/NĐ-CP"))
    assert mention.reading.content["source_text"][mention.start : mention.end].endswith("72/2015/NĐ-CP")
    assert mention.basis


def test_what_a_document_says_of_validity_counts_only_once_confirmed(plan, coordinator, now) -> None:
    replaced = relation(OLD, "replaces")
    assert replaced.state == RelationState.PROPOSED
    assert ruling(line_on(coordinator, line(OLD).pk, DAY), DAY).state == Validity.UNKNOWN

    decide(coordinator, replaced, RelationState.CONFIRMED, now=now)

    found = ruling(line_on(coordinator, line(OLD).pk, DAY), DAY)
    assert (found.state, found.since, found.by) == (Validity.EXPIRED, date(2026, 1, 5), plan.listed)
    assert ruling(line_on(coordinator, line(OLD).pk, date(2026, 1, 4)), date(2026, 1, 4)).state == Validity.UNKNOWN
    trail = AuditEntry.objects.get(act="documents.confirm_relation")
    assert trail.actor_id == coordinator.user_id
    assert trail.data["target"] == OLD


def test_a_refused_relation_changes_nothing_and_is_not_proposed_again(plan, coordinator, now) -> None:
    decide(coordinator, relation(OLD, "replaces"), RelationState.REFUSED, now=now)

    list_reading(Reading.objects.get())

    assert relation(OLD, "replaces").state == RelationState.REFUSED
    assert ruling(line_on(coordinator, line(OLD).pk, DAY), DAY).state == Validity.UNKNOWN
    assert not proposals(coordinator).filter(target=line(OLD)).exists()


def test_a_decision_can_be_taken_back(plan, coordinator, now) -> None:
    standing = decide(coordinator, relation(OLD, "replaces"), RelationState.CONFIRMED, now=now)

    decide(coordinator, standing, RelationState.PROPOSED, now=now)

    assert relation(OLD, "replaces").decided_by is None
    assert ruling(line_on(coordinator, line(OLD).pk, DAY), DAY).state == Validity.UNKNOWN


def test_the_second_of_two_people_is_told_that_it_was_decided(plan, coordinator, now) -> None:
    seen = relation(OLD, "replaces")
    decide(coordinator, relation(OLD, "replaces"), RelationState.CONFIRMED, now=now)

    with pytest.raises(ChangedMeanwhileError):
        decide(coordinator, seen, RelationState.REFUSED, now=now)


def test_a_stored_document_is_in_force_from_its_day_and_no_earlier(plan, coordinator) -> None:
    for day, state in ((date(2026, 1, 4), Validity.NOT_YET), (date(2026, 1, 5), Validity.IN_FORCE)):
        assert ruling(line_on(coordinator, plan.listed.pk, day), day).state == state


def test_a_document_that_names_its_own_first_day_is_unknown_until_that_day_is_confirmed(bring, coordinator, now):
    text = makers.PLAN + "2. Kế hoạch này có hiệu lực kể từ ngày 01 tháng 3 năm 2026.\n"
    own = bring(text).document.listed
    assert ruling(line_on(coordinator, own.pk, DAY), DAY).state == Validity.UNKNOWN

    decide(coordinator, Relation.objects.get(kind="in_force"), RelationState.CONFIRMED, now=now)

    assert rulings_on([own.pk], date(2026, 2, 28))[own.pk].state == Validity.NOT_YET
    assert rulings_on([own.pk], date(2026, 3, 1))[own.pk].state == Validity.IN_FORCE


def test_what_a_person_records_counts_at_once_and_needs_a_source(plan, coordinator, now) -> None:
    old = line("72/2015/NĐ-CP")
    given_ = Recorded(RelationKind.AMENDS, "Công báo số 5", date(2026, 2, 1), "9/2026/NĐ-CP", provisions=("Đ5",))

    with pytest.raises(NoProofError):
        record_by_hand(coordinator, old, Recorded(RelationKind.EXPIRES, " "), now=now)
    with pytest.raises(SameDocumentError):
        record_by_hand(coordinator, old, Recorded(RelationKind.AMENDS, "x", by="72/2015/NĐ-CP"), now=now)
    record_by_hand(coordinator, old, given_, now=now)

    found = rulings_on([old.pk], DAY)[old.pk]
    assert (found.state, found.since, found.by.number) == (Validity.PARTLY, date(2026, 2, 1), "9/2026/NĐ-CP")
    assert AuditEntry.objects.get(act="documents.record_relation").data["proof"] == "Công báo số 5"


def test_only_who_may_judges(plan, ha_tinh, now) -> None:
    leader = ha_tinh.actor(ha_tinh.person(Role.PROVINCE_LEADER))

    with pytest.raises(NotAllowedError):
        decide(leader, relation(OLD, "replaces"), RelationState.CONFIRMED, now=now)


def test_each_province_has_its_own_register(plan, bring, hue) -> None:
    elsewhere = hue.actor(hue.person(Role.COORDINATOR))

    bring(makers.REPLACING, actor=elsewhere)

    assert not set(lines(elsewhere, Chosen(), DAY)) & set(ListedDocument.objects.filter(province=plan.province))
    assert counts(elsewhere, Chosen(), DAY).total == 4


def test_a_number_is_one_document_however_it_is_spelt(ha_tinh) -> None:
    province = ha_tinh.province.pk
    first = line_of(province, Known("09/2019/NĐ-CP", kind="Nghị định", issued_on=date(2019, 1, 24)))

    assert line_of(province, Known("9/2019/nđ-cp")) == first
    assert line_of(province, Known("09/2019/NĐ-CP ", issuer="Chính phủ")).issuer == "Chính phủ"
    assert line_of(province, Known("09/2019/NĐ-CP", issued_on=date(2020, 1, 24))) != first


def test_one_number_of_two_issuers_is_two_documents(ha_tinh) -> None:
    province, day = ha_tinh.province.pk, date(2026, 1, 5)
    of_the_province = line_of(province, Known("5/KH-UBND", issuer="Ủy ban nhân dân tỉnh Hà Tĩnh", issued_on=day))

    assert line_of(province, Known("5/KH-UBND", issuer="UBND tỉnh", issued_on=day)) == of_the_province
    assert line_of(province, Known("5/KH-UBND", issuer="Ủy ban nhân dân xã Kỳ Anh", issued_on=day)) != of_the_province


def test_words_are_found_with_and_without_marks(plan, coordinator) -> None:
    for words in ("thong tin doi ngoai", "thông tin đối ngoại", "12/KH-UBND"):
        assert [each.number for each in lines(coordinator, Chosen(words), DAY)] == ["12/KH-UBND"]
    assert not lines(coordinator, Chosen("không có chữ này"), DAY)


def test_counts_and_lists_agree(plan, coordinator, now) -> None:
    decide(coordinator, relation(OLD, "replaces"), RelationState.CONFIRMED, now=now)
    counted = counts(coordinator, Chosen(), DAY)

    for state, number in counted.by.items():
        assert lines(coordinator, Chosen(standing=state), DAY).count() == number, state
    assert sum(counted.by.values()) == counted.total == 4
    assert (counted.by["expired"], counted.by["in_force"], counted.by["unknown"]) == (1, 1, 2)


EFFECT = st.tuples(
    st.sampled_from(["amends", "supplements", "replaces", "repeals", "suspends", "expires"]),
    st.booleans(),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(effects=st.lists(EFFECT, max_size=4), on=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_register_and_the_reader_judge_alike(ha_tinh, effects, on) -> None:
    Relation.objects.all().delete()
    owner = {"province": ha_tinh.province, "state": RelationState.CONFIRMED}
    old = line_of(ha_tinh.province.pk, Known("1/KH", issued_on=date(2025, 1, 1)))
    new = line_of(ha_tinh.province.pk, Known("2/KH", issued_on=date(2026, 3, 1)))
    for kind, whole, since in effects:
        parts = [] if whole else ["Đ1"]
        Relation.objects.create(**owner, kind=kind, source=new, target=old, since=since, provisions=parts, whole=whole)
    graph = Graph(
        {"1/KH": Node("1/KH", "1/KH", date="2025-01-01"), "2/KH": Node("2/KH", "2/KH", date="2026-03-01")},
        tuple(_edge(*each) for each in effects),
    )
    names = {"replaced": Validity.EXPIRED, "expired": Validity.EXPIRED, "amended": Validity.PARTLY}

    found = rulings_on([old.pk], on)[old.pk]

    assert found.state == names.get(validity(graph, "1/KH", on.isoformat()).state, Validity.UNKNOWN)
    assert found.since is None or found.since <= on


def _edge(kind: str, whole: bool, since: date | None) -> read.Relation:
    return read.Relation(
        kind, "2/KH", "1/KH", None, () if whole else ("Đ1",), since.isoformat() if since else None, "", 0, 0, 1
    )


def test_readings_from_before_the_register_are_listed_by_a_command(plan, capsys) -> None:
    ListedDocument.objects.all().delete()

    for _time in range(2):
        call_command("list_documents")

    assert "1 bản đọc" in capsys.readouterr().out
    assert ListedDocument.objects.count() == 4
    assert Relation.objects.filter(kind="replaces").count() == 1

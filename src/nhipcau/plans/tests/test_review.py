"""Putting right what was read, and taking it back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from nhipcau.core.public import ChangedMeanwhileError, HouseError, NotAllowedError, Role
from nhipcau.organisations.models import OrganisationName
from nhipcau.plans.actions import parties, review, steps
from nhipcau.plans.choices import Part, PartyState, ProposalState
from nhipcau.plans.errors import (
    AlreadyOpenError,
    CannotSplitError,
    GoneError,
    NoPassageError,
    NothingToUndoError,
    WrongValueError,
)
from nhipcau.plans.models import Duty, Proposal, ReviewStep
from nhipcau.plans.queries.review import board

from .review_given import at, bring, opened


@pytest.fixture
def plan(ha_tinh, now):
    return opened(ha_tinh, now=now)


@pytest.fixture
def lan(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.COORDINATOR))


@pytest.fixture
def minh(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.COORDINATOR, "so-ngoai-vu"))


def rows_of(plan) -> steps.Picture:
    """Every row of the review, versions aside."""
    picture = steps.picture(plan.proposals.values_list("pk", flat=True))
    return {
        "proposals": [{**row, "version": None} for row in picture["proposals"]],
        "parties": picture["parties"],
    }


def test_what_was_read_is_proposed_as_read_and_binds_nobody(plan) -> None:
    press, quarterly = at(plan, "II.1.a"), at(plan, "II.1.b")

    assert [section.path for section in plan.sections.all()] == ["II", "III"]
    assert (press.due, press.before) == (date(2026, 10, 15), True)
    assert (quarterly.rhythm, quarterly.due, quarterly.proposed_due) == ("quarterly", None, date(2026, 3, 31))
    assert [party.written for party in press.parties.filter(part=Part.LEAD)] == ["Sở Ngoại vụ"]
    assert not Duty.objects.exists()


def test_every_span_shows_the_words_of_its_proposal(plan) -> None:
    source = plan.reading.content["source_text"]

    for proposal in plan.proposals.all():
        (start, end), *_rest = proposal.spans
        assert " ".join(source[start:end].split()).endswith(proposal.text)


def test_names_are_resolved_and_open_ones_are_to_be_looked_at_first(plan, today) -> None:
    looks = board(plan, today).to_look_at()

    assert [row.proposal.path for row in looks] == ["II.2.a"]
    assert "“Hội Nhà báo tỉnh” chưa có trong danh bạ cơ quan." in looks[0].reasons
    assert looks[0].blocked


def test_a_document_is_opened_once(ha_tinh, plan, now) -> None:
    with pytest.raises(AlreadyOpenError) as refusal:
        opened(ha_tinh, now=now)
    assert refusal.value.plan_id == plan.pk


def test_a_change_is_saved_with_a_higher_version_and_undone_exactly(plan, lan, now) -> None:
    before, proposal = rows_of(plan), at(plan, "II.1.a")

    review.change(lan, plan, proposal.pk, proposal.version, {"text": "Đón phóng viên nước ngoài."}, now=now)
    changed = at(plan, "II.1.a")
    assert (changed.text, changed.version) == ("Đón phóng viên nước ngoài.", proposal.version + 1)

    steps.undo(lan, plan, now=now)
    assert rows_of(plan) == before
    assert at(plan, "II.1.a").version > changed.version
    with pytest.raises(NothingToUndoError):
        steps.undo(lan, plan, now=now)


def test_the_second_reviewer_overwrites_nothing(plan, lan, minh, now) -> None:
    proposal = at(plan, "II.1.a")
    review.change(lan, plan, proposal.pk, proposal.version, {"text": "Nội dung của Lan."}, now=now)

    with pytest.raises(ChangedMeanwhileError):
        review.change(minh, plan, proposal.pk, proposal.version, {"text": "Nội dung của Minh."}, now=now)
    assert at(plan, "II.1.a").text == "Nội dung của Lan."


def test_one_undoes_ones_own_changes_and_not_over_somebody_elses(plan, lan, minh, now) -> None:
    first, other = at(plan, "II.1.a"), at(plan, "II.1.b")
    review.change(lan, plan, first.pk, first.version, {"text": "Của Lan."}, now=now)
    review.change(minh, plan, other.pk, other.version, {"text": "Của Minh."}, now=now)

    steps.undo(lan, plan, now=now)
    assert (at(plan, "II.1.a").text, at(plan, "II.1.b").text) == (first.text, "Của Minh.")

    theirs = at(plan, "II.1.b")
    review.change(lan, plan, theirs.pk, theirs.version, {"text": "Lan sửa của Minh."}, now=now)
    with pytest.raises(HouseError, match="đã được người khác sửa"):
        steps.undo(minh, plan, now=now)


def test_a_split_gives_both_parts_a_place_and_everybody_of_the_whole(plan, lan, now) -> None:
    proposal = at(plan, "II.1.a")

    review.split(lan, plan, proposal.pk, proposal.version, proposal.text.index("biên soạn"), now=now)

    first, second = plan.proposals.filter(path="II.1.a").order_by("order")
    source = plan.reading.content["source_text"]
    assert first.text.endswith("trước ngày 15/10/2026")
    assert second.text.startswith("Biên soạn sổ tay")
    assert source[slice(*second.spans[0])].startswith("biên soạn sổ tay")
    assert first.spans[0][1] == second.spans[0][0]
    assert [p.written for p in second.parties.all()] == [p.written for p in first.parties.all()]


def test_what_was_split_can_be_joined_again(plan, lan, now) -> None:
    proposal = at(plan, "II.1.a")
    review.split(lan, plan, proposal.pk, proposal.version, proposal.text.index("biên soạn"), now=now)
    first = at(plan, "II.1.a")

    review.join(lan, plan, first.pk, first.version, now=now)

    joined = plan.proposals.get(path="II.1.a")
    assert joined.text == proposal.text.replace("biên soạn", "Biên soạn")
    assert joined.parties.count() == proposal.parties.count()


def test_a_split_that_would_leave_nothing_is_refused(plan, lan, now) -> None:
    proposal = at(plan, "II.1.a")

    with pytest.raises(CannotSplitError):
        review.split(lan, plan, proposal.pk, proposal.version, 0, now=now)
    assert not ReviewStep.objects.exists()


def test_a_passage_of_the_source_becomes_a_duty_that_charges_nobody_yet(plan, lan, now, today) -> None:
    source = plan.reading.content["source_text"]
    start = source.index("Đưa hình ảnh")

    touched = review.add(lan, plan, start, source.index("\n", start), now=now)

    made = Proposal.objects.get(pk__in=touched.ids)
    assert made.text == "Đưa hình ảnh của tỉnh ra thế giới."
    assert made.section.path == "I"
    row = board(plan, today, ids=touched.ids).rows[0]
    assert row.blocked
    assert "Chưa có cơ quan chủ trì." in row.reasons


def test_an_empty_selection_adds_nothing(plan, lan, now) -> None:
    with pytest.raises(NoPassageError):
        review.add(lan, plan, 3, 3, now=now)


@pytest.mark.parametrize("values", [{"text": "  "}, {"mode": "nonsense"}, {"rhythm": "nonsense"}])
def test_a_wrong_value_is_refused_with_a_sentence(plan, lan, now, values) -> None:
    proposal = at(plan, "II.1.a")

    with pytest.raises(WrongValueError, match=r"\.$"):
        review.change(lan, plan, proposal.pk, proposal.version, values, now=now)


def test_a_choice_for_a_name_is_used_everywhere_and_remembered(ha_tinh, plan, lan, now) -> None:
    party = at(plan, "II.2.a").parties.get(written="Hội Nhà báo tỉnh")
    chosen = parties.Choice(organisation_id=ha_tinh.org["cong-an-tinh"].pk)

    parties.choose(lan, plan, party.pk, party.proposal.version, chosen, everywhere=True, now=now)

    party.refresh_from_db()
    assert (party.state, party.organisation) == (PartyState.RESOLVED, ha_tinh.org["cong-an-tinh"])
    assert OrganisationName.objects.filter(text="Hội Nhà báo tỉnh", kind="learned").exists()


def test_a_name_that_nobody_bears_can_be_entered_or_skipped(plan, lan, now, today) -> None:
    party = at(plan, "II.2.a").parties.get(written="Hội Nhà báo tỉnh")
    parties.choose(lan, plan, party.pk, party.proposal.version, parties.Choice(), everywhere=True, now=now)
    assert not board(plan, today).to_look_at() or not board(plan, today).to_look_at()[0].blocked

    party = at(plan, "II.2.a").parties.get(written="Hội Nhà báo tỉnh")
    parties.choose_new(lan, plan, party.pk, party.proposal.version, now=now)
    party.refresh_from_db()
    assert party.organisation.name == "Hội Nhà báo tỉnh"


def test_an_organisation_of_another_province_cannot_be_chosen(hue, plan, lan, now) -> None:
    party = at(plan, "II.2.a").parties.get(written="Hội Nhà báo tỉnh")
    abroad = parties.Choice(organisation_id=hue.org["so-ngoai-vu"].pk)

    with pytest.raises(WrongValueError):
        parties.choose(lan, plan, party.pk, party.proposal.version, abroad, everywhere=False, now=now)


def test_what_somebody_joined_meanwhile_is_gone_and_says_so(plan, lan, minh, now) -> None:
    first, second = at(plan, "II.1.a"), at(plan, "II.1.b")
    review.join(lan, plan, first.pk, first.version, now=now)

    with pytest.raises(GoneError):
        review.check(minh, plan, second.pk, second.version, now=now)


def test_proposed_days_are_accepted_or_left_open_at_once_and_come_back_with_one_key(plan, lan, now) -> None:
    before = rows_of(plan)

    review.settle_undated(lan, plan, accept=True, now=now)
    assert at(plan, "III.1.a").due == date(2026, 12, 15)
    steps.undo(lan, plan, now=now)
    assert rows_of(plan) == before

    review.settle_undated(lan, plan, accept=False, now=now)
    assert (at(plan, "III.1.a").due, at(plan, "III.1.a").due_left_open) == (None, True)


def test_only_who_may_review_changes_anything(ha_tinh, plan, now) -> None:
    leader = ha_tinh.actor(ha_tinh.person(Role.PROVINCE_LEADER))
    proposal = at(plan, "II.1.a")

    for act in (
        lambda: review.drop(leader, plan, proposal.pk, proposal.version, now=now),
        lambda: review.add(leader, plan, 0, 50, now=now),
        lambda: review.settle_undated(leader, plan, accept=True, now=now),
        lambda: steps.undo(leader, plan, now=now),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_another_province_reaches_no_proposal(hue, plan, now) -> None:
    stranger = hue.actor(hue.person(Role.COORDINATOR))
    proposal = at(plan, "II.1.a")

    with pytest.raises(GoneError):
        review.drop(stranger, plan, proposal.pk, proposal.version, now=now)


class Reviewing(RuleBasedStateMachine):
    """Any sequence of acts; at the end each is undone and every state is met again on the way back."""

    plan = lan = now = start = None
    organisations: list[int] = []

    @initialize()
    def begin(self) -> None:
        self.states = [self.start]
        assert rows_of(self.plan) == self.start

    def act(self, change) -> None:
        count = ReviewStep.objects.filter(undone_at=None).count()
        try:
            change()
        except HouseError:
            return
        if ReviewStep.objects.filter(undone_at=None).count() > count:
            self.states.append(rows_of(self.plan))

    def one(self, number: int) -> Proposal:
        proposals = list(self.plan.proposals.all())
        return proposals[number % len(proposals)]

    @rule(number=st.integers(0, 50), text=st.text("aăâ bđ.;", min_size=1, max_size=20))
    def rewrite(self, number, text) -> None:
        each = self.one(number)
        self.act(lambda: review.change(self.lan, self.plan, each.pk, each.version, {"text": text}, now=self.now))

    @rule(number=st.integers(0, 50), due=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    def date_it(self, number, due) -> None:
        each = self.one(number)
        self.act(lambda: review.change(self.lan, self.plan, each.pk, each.version, {"due": due}, now=self.now))

    @rule(number=st.integers(0, 50), mode=st.sampled_from(["assign", "request", "mixed"]))
    def ask(self, number, mode) -> None:
        each = self.one(number)
        self.act(lambda: review.change(self.lan, self.plan, each.pk, each.version, {"mode": mode}, now=self.now))

    @rule(number=st.integers(0, 50), place=st.integers(0, 200))
    def cut(self, number, place) -> None:
        each = self.one(number)
        self.act(lambda: review.split(self.lan, self.plan, each.pk, each.version, place, now=self.now))

    @rule(number=st.integers(0, 50), act=st.sampled_from([review.join, review.drop, review.check]))
    def press(self, number, act) -> None:
        each = self.one(number)
        self.act(lambda: act(self.lan, self.plan, each.pk, each.version, now=self.now))

    @rule(start=st.integers(0, 1500), length=st.integers(0, 80))
    def add(self, start, length) -> None:
        self.act(lambda: review.add(self.lan, self.plan, start, start + length, now=self.now))

    @rule(number=st.integers(0, 50), body=st.integers(0, 20), part=st.sampled_from(Part.values))
    def charge(self, number, body, part) -> None:
        each, choice = (
            self.one(number),
            parties.Choice(organisation_id=self.organisations[body % len(self.organisations)]),
        )
        self.act(lambda: parties.add_party(self.lan, self.plan, each.pk, each.version, part, choice, now=self.now))

    @rule(number=st.integers(0, 50))
    def release(self, number) -> None:
        each = self.one(number)
        party = each.parties.first()
        if party:
            self.act(lambda: parties.remove_party(self.lan, self.plan, party.pk, each.version, now=self.now))

    def teardown(self) -> None:
        while len(self.states) > 1:
            assert rows_of(self.plan) == self.states.pop()
            steps.undo(self.lan, self.plan, now=self.now)
        assert rows_of(self.plan) == self.start
        assert all(row.spans == sorted(row.spans) for row in self.plan.proposals.all())


def test_undoing_everything_restores_every_row_exactly(ha_tinh, plan, lan, now) -> None:
    given = {"plan": plan, "lan": lan, "now": now, "start": rows_of(plan)}
    machine = type("Machine", (Reviewing,), {**given, "organisations": [body.pk for body in ha_tinh.org.values()]})
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    chosen = settings(max_examples=12, stateful_step_count=10, deadline=None, suppress_health_check=checks)
    run_machine(machine, settings=chosen)


def test_a_dropped_paragraph_can_be_taken_back(plan, lan, now) -> None:
    proposal = at(plan, "II.1.b")
    review.drop(lan, plan, proposal.pk, proposal.version, now=now)
    assert at(plan, "II.1.b").state == ProposalState.DROPPED

    review.drop(lan, plan, proposal.pk, proposal.version + 1, now=now)
    assert at(plan, "II.1.b").state == ProposalState.PROPOSED


def test_a_document_without_a_reading_is_not_opened(ha_tinh, lan, now) -> None:
    from nhipcau.plans.actions.opening import open_plan
    from nhipcau.plans.errors import NoReadingError

    document = bring(ha_tinh, "%PDF-1.7 hỏng", now=now, name="a.pdf")
    with pytest.raises(NoReadingError):
        open_plan(lan, document, now=now)

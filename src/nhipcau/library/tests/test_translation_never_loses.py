"""Over random edits, merges, omissions, imports and proposals not one passage that a person wrote is lost or silently
overwritten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from nhipcau.core.public import ChangedMeanwhileError, Role
from nhipcau.library.actions import translating
from nhipcau.library.actions.exchanging import receive, send, take
from nhipcau.library.actions.items import save_draft
from nhipcau.library.errors import PassageError
from nhipcau.library.exchanging import po, xliff
from nhipcau.library.exchanging.marks import marked
from nhipcau.library.exchanging.units import Sheet, Unit
from nhipcau.library.models import Segment, Standing, Wording
from nhipcau.library.queries.drafts import draft_of
from nhipcau.library.queries.exchanging import Outcome, findings
from nhipcau.library.queries.passages import passages
from nhipcau.library.queries.standing import tallied
from nhipcau.library.queries.translating import rows_of

from .given import THEN, edition, item, words
from .test_translation import picture

pytestmark = pytest.mark.django_db
PLACE: list[object] = []


class Never(RuleBasedStateMachine):
    """`stands` is what the test itself knows: each passage that a person wrote and nobody took away since."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.place = PLACE[0]
        self.time, self.number = THEN, 0
        self.body = [
            *({"type": "paragraph", "value": f"<p>Gốc {n}</p>", "id": f"g{n}"} for n in range(3)),
            {"type": "heading", "value": "Mục", "id": "m"},
        ]
        self.item = item(self.place, words=words(body=self.body))
        self.editor = self.place.actor(self.place.person(Role.EDITOR))
        self.actor = self.place.actor(self.place.person(Role.TRANSLATOR))
        self.edition = translating.begin(self.actor, self.item, "en", now=THEN)
        self.stands: dict[str, str] = {}
        self.written: set[str] = set()
        self.files: list[bytes] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # what the test sees

    def now(self):
        self.time += timedelta(minutes=1)
        return self.time

    def rows(self):
        segments = Segment.objects.filter(edition=self.edition).order_by("pk")
        return rows_of(draft_of(edition(self.item)), draft_of(self.edition), segments)

    def fresh(self, rich=True):
        self.number += 1
        text = f"Words {self.number}"
        return f"<p>{text}</p>" if rich else text

    def rich(self, row):
        return row.rich or (not row.block and any(each.rich for each in row.sources))

    def pick(self, data, wanted=lambda row: True):
        rows = [row for row in self.rows() if wanted(row)]
        return data.draw(st.sampled_from(rows)) if rows else None

    def person_wrote(self, block, text):
        self.stands[block] = text
        self.written.add(text)

    def reckon(self):
        """After an act that joins, cuts or takes away: its words may stand elsewhere now."""
        says = passages(draft_of(self.edition))
        people = set(Segment.objects.filter(edition=self.edition, confirmed=True).values_list("block", flat=True))
        self.stands = {name: text for name, text in says.items() if name in self.stands or name in people}

    # what people and machines do

    @rule(data=st.data())
    def the_original_changes(self, data):
        act = data.draw(st.sampled_from(["change", "drop", "add", "picture", "swap", "back"]))
        self.number += 1
        place = data.draw(st.integers(0, max(0, len(self.body) - 1)))
        if act == "change" and self.body and self.body[place]["type"] != "picture":
            old = self.body[place]
            value = f"<p>Gốc mới {self.number}</p>" if old["type"] == "paragraph" else f"Mục mới {self.number}"
            self.body[place] = {**old, "value": value}
        elif act == "drop" and len(self.body) > 1:
            del self.body[place]
        elif act == "add":
            self.body.insert(
                place, {"type": "paragraph", "value": f"<p>Thêm {self.number}</p>", "id": f"t{self.number}"}
            )
        elif act == "picture":
            self.body.insert(place, picture(self.number, f"a{self.number}"))
        elif act == "swap":
            self.body.reverse()
        save_draft(self.editor, edition(self.item), words(body=self.body), now=self.now())

    @rule(data=st.data(), blind=st.booleans())
    def a_translator_writes(self, data, blind):
        row = self.pick(data, lambda row: row.state != "omitted" and (row.alive or row.block))
        if row is None:
            return
        text = self.fresh(self.rich(row))
        seen = "0" * 64 if blind else row.seen
        try:
            name = translating.write(
                self.actor, self.edition, row.names, row.block, text, seen=seen, sources_seen=row.sources_seen,
                now=self.now(),
            )  # fmt: skip
        except ChangedMeanwhileError:
            assert blind
            return
        assert not blind
        self.person_wrote(name, text)

    @rule(data=st.data())
    def a_translator_agrees(self, data):
        row = self.pick(data, lambda row: row.text and row.block)
        if row:
            translating.keep(
                self.actor, self.edition, row.names, row.block, seen=row.seen, sources_seen=row.sources_seen,
                now=self.now(),
            )  # fmt: skip
            self.person_wrote(row.block, row.text)

    @rule(data=st.data())
    def a_translator_leaves_out(self, data):
        row = self.pick(data, lambda row: row.names and not {"title", "summary"} & set(row.names))
        if row:
            translating.leave_out(self.actor, self.edition, row.names, row.block, seen=row.seen, now=self.now())
            self.stands.pop(row.block, None)

    @rule(data=st.data())
    def a_translator_takes_back(self, data):
        row = self.pick(data, lambda row: row.state == "omitted")
        if row:
            translating.take_back(self.actor, self.edition, row.names, now=self.now())

    @rule(data=st.data(), act=st.sampled_from(["merge", "split"]))
    def a_translator_rearranges(self, data, act):
        row = self.pick(data, lambda row: row.following if act == "merge" else row.cuttable)
        if row is None or not row.text:
            return
        try:
            if act == "merge":
                translating.merge(
                    self.actor, self.edition, row.block, row.following, seen=row.seen, now=self.now()
                )  # fmt: skip
            else:
                translating.split(self.actor, self.edition, row.block, seen=row.seen, now=self.now())
        except PassageError:
            return
        says = "".join(passages(draft_of(self.edition)).values())
        for text in self.stands.values():
            assert text.removeprefix("<p>").removesuffix("</p>") in says, text
        self.reckon()

    @rule()
    def a_translator_adds(self):
        text = self.fresh()
        own = translating.add_own(self.actor, self.edition, "", "paragraph", text, now=self.now())
        self.person_wrote(own, text)

    @rule(data=st.data())
    def somebody_writes_in_wagtails_editor(self, data):
        draft = draft_of(self.edition)
        raw = [dict(each) for each in draft.body.raw_data]
        worded = [each for each in raw if each["type"] in ("paragraph", "heading")]
        if not worded:
            return
        block = data.draw(st.sampled_from(worded))
        block["value"] = self.fresh(block["type"] == "paragraph")
        draft.body = type(draft).body.field.to_python(raw)
        draft.save_revision(user=self.place.person(Role.EDITOR))
        self.person_wrote(block["id"], block["value"])

    @rule()
    def a_machine_proposes(self):
        says = passages(draft_of(edition(self.item)))
        translating.propose(
            self.actor, self.edition, {name: (text, "<p>Machine</p>") for name, text in says.items()}, now=self.now()
        )

    @rule()
    def pictures_follow(self):
        translating.bring_along(self.actor, self.edition, now=self.now())

    @rule(form=st.sampled_from(["xliff", "po"]))
    def a_file_leaves(self, form):
        self.files.append(send(self.actor, [self.edition], form, now=self.now())[1])

    @precondition(lambda self: self.files)
    @rule(data=st.data(), chosen=st.booleans())
    def a_file_comes_back(self, data, chosen):
        came = self.files.pop(data.draw(st.integers(0, len(self.files) - 1)))
        read, write = (xliff.parse, lambda sheet: xliff.write([sheet])) if came[:1] == b"<" else (po.parse, po.write)
        sheet = read(came)[0]
        units = tuple(self.answered(unit) for unit in sheet.units)
        made = receive(
            self.actor, "a", write(Sheet(sheet.item, "", sheet.source_language, sheet.language, units)), now=self.now()
        )
        found = findings(self.actor, made)
        conflicts = [each for each in found if each.outcome == Outcome.CONFLICT]
        take(self.actor, made, [each.key for each in conflicts] if chosen else [], now=self.now())
        coming = [each for each in found if each.outcome in (Outcome.NEW, Outcome.CHANGED)]
        for each in [*coming, *(conflicts if chosen else [])]:
            # a file may take the place of words that nobody touched since it left: they are among the earlier ones
            self.written.add(each.text)
            held = next(row for row in self.rows() if tuple(row.names) == each.unit.names and row.text == each.text)
            self.stands[held.block] = each.text

    def answered(self, unit):
        self.number += 1
        plain = "<" not in unit.source
        text = f"Outside {self.number}" if plain else unit.target
        return Unit(unit.names, unit.source, text, unit.nth, unit.base)

    # what must hold

    @invariant()
    def what_people_wrote_still_stands(self):
        says = passages(draft_of(self.edition))
        for block, text in self.stands.items():
            assert says.get(block) == text, (block, text, says)

    @invariant()
    def everything_that_people_ever_wrote_can_be_read_again(self):
        kept = set(Wording.objects.filter(edition=self.edition).values_list("text", flat=True))
        assert self.written <= kept

    @invariant()
    def the_counts_are_those_of_the_words(self):
        segments = list(Segment.objects.filter(edition=self.edition).order_by("pk"))
        counted = tallied(segments, draft_of(edition(self.item)), draft_of(self.edition))
        held = Standing.objects.get(edition=self.edition)
        assert {name: getattr(held, name) for name in counted} == counted
        rows = self.rows()
        assert counted["missing"] == sum(row.state == "missing" for row in rows)
        assert counted["stale"] == sum(row.stale for row in rows)
        note(str(counted))


def test_not_one_passage_that_a_person_wrote_is_lost(ha_tinh):
    PLACE[:] = [ha_tinh]
    for role in (Role.EDITOR, Role.TRANSLATOR):
        ha_tinh.person(role)
    run_state_machine_as_test(
        Never,
        settings=settings(
            max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert marked("<p>x</p>") == "x"

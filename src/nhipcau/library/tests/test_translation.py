"""A translation keeps up with its original, passage by passage, and nobody's words are lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nhipcau.core.public import ChangedMeanwhileError, Role
from nhipcau.library.actions.items import Words, save_draft
from nhipcau.library.actions.publishing import approve
from nhipcau.library.actions.translating import (
    add_own,
    begin,
    bring_along,
    confirm,
    drop,
    keep,
    leave_out,
    merge,
    propose,
    split,
    take_back,
    write,
)
from nhipcau.library.actions.translating.desk import source_print
from nhipcau.library.choices import Stage
from nhipcau.library.errors import NotReadyError, PassageError, UnknownLanguageError
from nhipcau.library.models import Edition, Item, Segment, Standing, Wording
from nhipcau.library.queries.bodies import counterpart
from nhipcau.library.queries.drafts import digest_of, draft_of
from nhipcau.library.queries.passages import hash_of, passages
from nhipcau.library.queries.standing import owed_by

from .given import THEN, edition, item, words

pytestmark = pytest.mark.django_db
LATER = THEN + timedelta(hours=1)


class Work:
    """A translator at a translation."""

    def __init__(self, place, of: Item, language: str = "en") -> None:
        self.place, self.item, self.language = place, of, language
        self.actor = place.actor(place.person(Role.TRANSLATOR))
        self.edition = begin(self.actor, of, language, now=THEN)

    @property
    def says(self):
        return passages(draft_of(self.edition))

    @property
    def source(self):
        return passages(draft_of(edition(self.item)))

    def row(self, source: str) -> Segment | None:
        rows = Segment.objects.filter(edition=self.edition).order_by("pk")
        return next((each for each in rows if source in each.sources), None)

    def write(self, source: str, text: str, **changed) -> str:
        row = self.row(source)
        block = row.block if row else ("title" if source == "title" else "")
        before = self.says.get(block, "")
        told = {
            "seen": hash_of(before) if before else "",
            "sources_seen": source_print(row.sources if row else [source], self.source),
            "now": LATER, **changed,
        }  # fmt: skip
        return write(self.actor, self.edition, row.sources if row else [source], block, text, **told)

    def seen(self, block: str) -> str:
        return hash_of(self.says[block]) if block in self.says else ""

    def all(self) -> None:
        for name in self.source:
            self.write(name, f"<p>{name} in English</p>" if name.startswith("p") else f"{name} in English")

    def owes(self):
        return owed_by(Segment.objects.filter(edition=self.edition), draft_of(edition(self.item)))

    def original(self, **changed) -> None:
        editor = self.place.actor(self.place.person(Role.EDITOR))
        save_draft(editor, edition(self.item), words(**changed), now=LATER)


@pytest.fixture
def work(ha_tinh):
    return Work(ha_tinh, item(ha_tinh))


def body(**changed):
    """The three blocks with other values, by id."""
    return [{**each, "value": changed.get(each["id"], each["value"])} for each in words().body]


def test_a_new_translation_owes_every_passage_and_holds_no_empty_block(work):
    assert work.owes().missing == tuple(work.source)
    assert list(draft_of(work.edition).body.raw_data) == []
    assert Standing.objects.get(edition=work.edition).missing == len(work.source)


def test_passages_stand_in_the_order_of_the_original_however_they_are_written(work):
    for name in ("q1/source", "p1", "h1", "q1/text"):
        work.write(name, f"<p>{name}</p>" if name == "p1" else name)
    assert [block["type"] for block in draft_of(work.edition).body.raw_data] == ["heading", "paragraph", "quote"]
    assert work.says[f"{counterpart('en', 'q1')}/text"] == "q1/text"


def test_exactly_the_paragraph_that_changed_is_stale(work):
    work.all()
    assert not work.owes()
    work.original(body=body(p1="<p>Bãi biển dài bốn ki-lô-mét.</p>"))
    assert work.owes().stale == (counterpart("en", "p1"),)
    held = Standing.objects.get(edition=work.edition)
    assert (held.stale, held.missing) == (1, 0)
    assert work.row("p1").source_texts == ["<p>Bãi biển dài ba ki-lô-mét, nước trong.</p>"]


def test_saying_that_a_passage_still_holds_changes_no_word(work):
    work.all()
    before = digest_of(draft_of(work.edition))
    work.original(body=body(h1="Đường vào bãi Thiên Cầm"))
    block = work.row("h1").block
    keep(work.actor, work.edition, ["h1"], block, seen=work.seen(block),
         sources_seen=source_print(["h1"], work.source), now=LATER)  # fmt: skip
    assert not work.owes()
    assert digest_of(draft_of(work.edition)) == before


def test_two_translators_at_one_passage_do_not_overwrite_each_other(work):
    work.write("p1", "<p>First.</p>")
    old = hash_of("<p>What I had before me.</p>")
    with pytest.raises(ChangedMeanwhileError) as problem:
        work.write("p1", "<p>Second.</p>", seen=old)
    assert problem.value.current == "<p>First.</p>"
    assert work.says[counterpart("en", "p1")] == "<p>First.</p>"


def test_two_translators_at_two_passages_do_not_wait_for_each_other(work):
    seen = work.source
    work.write("p1", "<p>First.</p>", sources_seen=source_print(["p1"], seen))
    work.write("h1", "Second", sources_seen=source_print(["h1"], seen))
    assert {"<p>First.</p>", "Second"} <= set(work.says.values())


def test_a_translator_who_worked_from_an_older_original_is_told(work):
    seen = source_print(["p1"], work.source)
    work.original(body=body(p1="<p>Khác.</p>"))
    with pytest.raises(ChangedMeanwhileError):
        work.write("p1", "<p>First.</p>", sources_seen=seen)


def test_what_is_left_out_on_purpose_is_asked_for_again_when_it_changes(work):
    work.all()
    block = work.row("q1/source").block
    leave_out(work.actor, work.edition, ["q1/source"], block, seen=work.seen(block), now=LATER)
    assert not work.owes()
    assert Wording.objects.filter(edition=work.edition, text="q1/source in English").exists()
    work.original(body=body(q1={"text": "Như tiếng đàn trời.", "source": "Sử cũ"}))
    assert work.owes().stale == ("q1/source",)
    take_back(work.actor, work.edition, ["q1/source"], now=LATER)
    assert work.owes().missing == ("q1/source",)


def test_the_title_and_the_summary_cannot_be_left_out(work):
    with pytest.raises(PassageError):
        leave_out(work.actor, work.edition, ["summary"], "", seen="", now=LATER)


def test_an_empty_passage_is_not_saved(work):
    with pytest.raises(PassageError):
        work.write("p1", "<p> &nbsp; </p>")


LONG = [
    {"type": "paragraph", "value": "<p>Một.</p>", "id": "a"},
    {"type": "paragraph", "value": "<p>Hai.</p>", "id": "b"},
    {"type": "heading", "value": "Ba", "id": "c"},
]


@pytest.fixture
def two(ha_tinh):
    return Work(ha_tinh, item(ha_tinh, words=words(body=LONG)))


def test_a_merged_passage_is_stale_when_either_source_changes(two):
    first = two.write("a", "<p>One.</p>")
    two.write("b", "<p>Two.</p>")
    merge(two.actor, two.edition, first, "b", seen=two.seen(first), now=LATER)
    assert two.says[first] == "<p>One.</p><p>Two.</p>"
    assert two.row("b").sources == ["a", "b"]
    assert first not in two.owes().stale
    two.original(body=[LONG[0], {**LONG[1], "value": "<p>Hai rưỡi.</p>"}, LONG[2]])
    assert first in two.owes().stale
    split(two.actor, two.edition, first, seen=two.seen(first), now=LATER)
    assert two.says[first] == "<p>One.</p>"
    assert two.says[two.row("b").block] == "<p>Two.</p>"
    assert two.owes().stale == (two.row("b").block,)


def test_only_neighbours_of_one_type_are_merged(two):
    first = two.write("a", "<p>One.</p>")
    for other in ("c", "title", "gone"):
        with pytest.raises(PassageError):
            merge(two.actor, two.edition, first, other, seen=two.seen(first), now=LATER)


def test_one_paragraph_may_become_two(two):
    first = two.write("a", "<p>One.</p><p>And more.</p>")
    split(two.actor, two.edition, first, seen=two.seen(first), now=LATER)
    assert [each["value"] for each in draft_of(two.edition).body.raw_data] == ["<p>One.</p>", "<p>And more.</p>"]
    two.original(body=[{**LONG[0], "value": "<p>Một rưỡi.</p>"}, *LONG[1:]])
    assert len(two.owes().stale) == 2


def test_what_a_translator_adds_is_never_stale_and_can_be_taken_away(two):
    first = two.write("a", "<p>One.</p>")
    own = add_own(two.actor, two.edition, first, "paragraph", "A note for readers abroad.", now=LATER)
    assert own in two.says
    assert own not in two.owes().stale
    drop(two.actor, two.edition, own, seen=two.seen(own), now=LATER)
    assert own not in two.says
    assert Wording.objects.filter(block=own).exists()


def test_a_passage_whose_source_is_gone_stays_until_somebody_takes_it_away(two):
    first = two.write("a", "<p>One.</p>")
    two.original(body=LONG[1:])
    assert first in two.owes().stale
    assert two.says[first] == "<p>One.</p>"
    drop(two.actor, two.edition, first, seen=two.seen(first), now=LATER)
    assert first not in two.owes().stale


def test_what_is_written_in_wagtails_editor_is_noted_with_its_sources(work):
    work.all()
    block = work.row("p1").block
    draft = draft_of(work.edition)
    raw = [{**each, "value": "<p>By hand.</p>"} if each["id"] == block else each for each in draft.body.raw_data]
    draft.body = type(draft).body.field.to_python(raw)
    draft.save_revision(user=work.place.person(Role.EDITOR))
    row = work.row("p1")
    assert (row.sources, row.by) == (["p1"], work.place.person(Role.EDITOR))
    assert set(Wording.objects.filter(block=block).values_list("text", flat=True)) == {
        "<p>p1 in English</p>", "<p>By hand.</p>",
    }  # fmt: skip


def test_a_proposal_waits_for_a_person_and_keeps_the_page_from_approval(work):
    work.write("title", "Thien Cam beach")
    work.write("summary", "A beach")
    assert propose(work.actor, work.edition, {"p1": (work.source["p1"], "<p>By machine.</p>")}, now=LATER) == 1
    Edition.objects.filter(pk=work.edition.pk).update(stage=Stage.AWAITING)
    approver = work.place.actor(work.place.person(Role.APPROVER))
    with pytest.raises(NotReadyError, match="1 đoạn gợi ý"):
        approve(approver, work.edition, seen=digest_of(draft_of(work.edition)), now=LATER)
    assert not Wording.objects.filter(text="<p>By machine.</p>").exists()
    assert confirm(work.actor, work.edition, [work.row("p1").block], now=LATER) == 1
    approve(approver, work.edition, seen=digest_of(draft_of(work.edition)), now=LATER)


def test_a_proposal_never_takes_the_place_of_a_persons_words(work):
    work.write("p1", "<p>By hand.</p>")
    assert propose(work.actor, work.edition, {"p1": (work.source["p1"], "<p>By machine.</p>")}, now=LATER) == 0
    assert propose(work.actor, work.edition, {"h1": ("something else", "By machine")}, now=LATER) == 0


def test_a_translation_without_its_own_title_is_not_approved(work):
    assert any("chưa dịch tiêu đề" in each for each in _lacking(work))
    work.write("title", "Biển Thiên Cầm")  # the same words, said by a person
    assert not any("chưa dịch tiêu đề" in each for each in _lacking(work))


def _lacking(work):
    from nhipcau.library.queries.readiness import lacking

    return lacking(draft_of(work.edition), THEN.date())


def test_the_address_follows_the_title_until_it_was_public(work):
    work.write("title", "Thien Cam beach")
    assert draft_of(work.edition).slug == "thien-cam-beach"


def picture(pk, id_):
    return {"type": "picture", "value": pk, "id": id_}


def raw_of(work):
    return [(each["type"], each["value"]) for each in draft_of(work.edition).body.raw_data]


def test_pictures_follow_the_original_and_words_do_not_move(two):
    two.original(body=[LONG[0], picture(1, "x"), *LONG[1:]])
    for name in ("a", "b"):
        two.write(name, f"<p>{name}</p>")
    assert raw_of(two) == [("paragraph", "<p>a</p>"), ("picture", 1), ("paragraph", "<p>b</p>")]
    two.original(body=[*LONG[:2], picture(2, "x"), picture(3, "y"), LONG[2]])
    assert Standing.objects.get(edition=two.edition).media == 2
    assert bring_along(two.actor, two.edition, now=LATER)
    assert raw_of(two) == [("paragraph", "<p>a</p>"), ("paragraph", "<p>b</p>"), ("picture", 2), ("picture", 3)]
    two.original(body=LONG)
    bring_along(two.actor, two.edition, now=LATER)
    assert raw_of(two) == [("paragraph", "<p>a</p>"), ("paragraph", "<p>b</p>")]
    assert not bring_along(two.actor, two.edition, now=LATER)
    assert Standing.objects.get(edition=two.edition).media == 0


def by_hand(work, raw):
    draft = draft_of(work.edition)
    draft.body = type(draft).body.field.to_python(raw)
    draft.save_revision(user=work.place.person(Role.EDITOR))


def test_a_picture_that_was_exchanged_or_taken_off_by_hand_stays_so(two):
    two.original(body=[picture(1, "x"), picture(2, "y"), *LONG])
    bring_along(two.actor, two.edition, now=LATER)
    raw = list(draft_of(two.edition).body.raw_data)
    by_hand(two, [{**raw[0], "value": 9}])
    two.original(body=[picture(5, "x"), picture(6, "y"), *LONG])
    assert not bring_along(two.actor, two.edition, now=LATER)
    assert raw_of(two) == [("picture", 9)]
    assert Standing.objects.get(edition=two.edition).media == 0


def test_a_language_that_the_settings_do_not_name_is_refused_and_what_there_is_stays(work, settings):
    work.all()
    settings.NHIPCAU_CONTENT_LANGUAGES = ["vi", "fr"]
    settings.WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt"), ("fr", "Tiếng Pháp")]
    with pytest.raises(UnknownLanguageError):
        begin(work.actor, work.item, "lo", now=LATER)
    assert work.says["title"] == "title in English"
    work.original(body=body(h1="Khác"))
    assert work.owes().stale
    work.write("h1", "Other")
    assert not work.owes()


def test_another_province_cannot_reach_a_translation(work, hue):
    stranger = hue.actor(hue.person(Role.TRANSLATOR))
    with pytest.raises(Edition.DoesNotExist):
        write(stranger, work.edition, ["p1"], "", "<p>x</p>", seen="", sources_seen="", now=LATER)


def test_words_of_an_edition_that_came_with_its_own_text_are_noted(ha_tinh):
    from .given import translated

    held = item(ha_tinh)
    made = translated(ha_tinh, held, body=body(p1="<p>Three kilometres.</p>"))
    assert set(Segment.objects.filter(edition=made).exclude(block="cover").values_list("block", flat=True)) == {
        "title", "p1",
    }  # fmt: skip
    assert isinstance(words(), Words)

"""The demonstration library: what its files hold, and what becomes of them in the database."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image

from nhipcau.core.public import Role, actor_of
from nhipcau.library.kinds import KINDS, neutral_facts, worded_facts
from nhipcau.library.management.commands.load_demo_library import _person
from nhipcau.library.management.demo import (
    LANGUAGES,
    MEDIA,
    ORIGINAL,
    DemoItem,
    DemoLibrary,
    read_demo_library,
    value_of,
)
from nhipcau.library.management.filling import People, fill
from nhipcau.library.models import Edition, Item, Picture, Publication, Segment, Standing
from nhipcau.organisations.actions.demonstration import make_demo_accounts
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.queries.province_files import read_province

FOLDER: Path = settings.PROVINCES / "ha-tinh/thu-vien"
KEYS = {
    "kind", "category", "topics", "supplier", "coordinates", "valid_from", "valid_to", "cover", "recording", "file",
    "facts", "earlier", *LANGUAGES,
}  # fmt: skip
COUNTS = {
    "article": 10, "photo_set": 3, "video": 1, "audio": 1, "publication": 2, "place": 6, "product": 4, "event": 4,
    "project": 4, "fact_sheet": 1, "data_set": 1, "statement": 1, "questions": 2,
}  # fmt: skip
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
ENGLISH = re.compile(r"\b(and|with|from|which|people|visitors?|this|are)\b", re.IGNORECASE)
SCRIPT = {"zh-hans": re.compile(r"[一-鿿]"), "lo": re.compile(r"[\u0e80-\u0eff]")}
TRADITIONAL = re.compile(r"[靜國會歷學書發這個們體門開樂與為]")


@cache
def library() -> DemoLibrary:
    return read_demo_library(FOLDER)


def items() -> tuple[DemoItem, ...]:
    return library().items


def named(item: DemoItem) -> str:
    return item.name


def told(item: DemoItem, language: str) -> str:
    """Everything that a reader of the language sees of the item."""
    words = item.words[language]
    body = [str(block.value) for block in words.body if block.type not in MEDIA]
    return "\n".join([words.title, words.summary, *words.facts.values(), *body])


def test_there_are_forty_items_of_every_kind():
    assert Counter(item.kind for item in items()) == COUNTS
    assert sum(COUNTS.values()) == 40
    assert set(COUNTS) == set(KINDS)


def test_every_item_is_told_in_vietnamese_and_english_and_most_in_the_other_three():
    languages = Counter(language for item in items() for language in item.words)
    assert languages[ORIGINAL] == languages["en"] == 40
    assert all(25 <= languages[language] < 40 for language in ("fr", "zh-hans", "lo"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[0-9][0-9]-*.toml")), ids=lambda path: path.stem)
def test_a_file_has_no_key_that_nobody_reads(path):
    import tomllib

    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) <= KEYS


@pytest.mark.parametrize("item", items(), ids=named)
def test_an_item_points_at_what_is_there(item):
    known = library()
    agencies = {line.split(",")[0] for line in (FOLDER.parent / "co-quan.csv").read_text("utf-8").splitlines()}
    assert item.category in known.categories
    assert item.topics
    assert set(item.topics) <= set(known.topics)
    assert item.supplier in agencies
    assert not item.recording or item.recording in known.recordings
    shown = [block for block in item.words[ORIGINAL].body if block.type in MEDIA]
    pictures = {item.cover} | {
        name
        for block in shown
        if block.type != "file"
        for name in ([block.value] if block.type == "picture" else block.value)
    }
    assert pictures <= set(known.pictures)
    assert all(list((FOLDER / "tep").glob(f"{block.value}.*")) for block in shown if block.type == "file")


@pytest.mark.parametrize("item", items(), ids=named)
def test_an_item_stands_inside_the_province(item):
    assert 17.9 < item.latitude < 18.8
    assert 105.1 < item.longitude < 106.5
    assert item.valid_to is None or item.valid_to > item.valid_from


@pytest.mark.parametrize("item", items(), ids=named)
def test_the_facts_are_those_of_the_kind(item):
    assert set(item.facts) <= {fact.name for fact in neutral_facts(item.kind)}
    for words in item.words.values():
        assert set(words.facts) <= {fact.name for fact in worded_facts(item.kind)}
    given = {**item.facts, **item.words[ORIGINAL].facts}
    assert all(given.get(fact.name) for fact in KINDS[item.kind].facts if fact.required)


@pytest.mark.parametrize("item", items(), ids=named)
def test_a_translation_is_made_from_passages_of_the_original(item):
    keys = {block.key for block in item.words[ORIGINAL].body}
    for words in item.words.values():
        made_from = [source for block in words.body for source in block.sources]
        assert set(made_from) | set(words.missing) <= keys
        assert len(made_from) == len(set(made_from))
        assert not set(words.missing) & set(made_from)
    assert all(each.key in keys and set(each.languages) < set(item.words) for each in item.earlier)


def test_passages_are_merged_added_left_out_stale_and_missing_somewhere():
    blocks = [block for item in items() for words in item.words.values() for block in words.body]
    assert [block for block in blocks if len(block.sources) > 1]
    assert [block for block in blocks if not block.sources]
    assert sum(len(item.changed_later) for item in items()) >= 2
    assert {words.stage for item in items() for words in item.words.values()} == {
        "published",
        "awaiting",
        "translating",
    }
    assert [words for item in items() for words in item.words.values() if words.missing]


@pytest.mark.parametrize("item", items(), ids=named)
def test_every_language_is_itself(item):
    for language in item.words:
        text = told(item, language)
        assert unicodedata.normalize("NFC", text) == text
        if language == ORIGINAL:
            assert VIETNAMESE.search(item.words[language].title + item.words[language].summary)
            assert not ENGLISH.search(text)
        elif language in SCRIPT:
            words = item.words[language]
            assert all(SCRIPT[language].search(each) for each in (words.title, words.summary))
            assert len(SCRIPT[language].findall(text)) > len(re.findall(r"[A-Za-zÀ-ɏḀ-ỹ]", text))
        assert not TRADITIONAL.search(text)


@pytest.mark.parametrize("item", items(), ids=named)
def test_the_original_is_long_enough_to_read_and_short_enough_to_be_read(item):
    words = len(re.findall(r"\w+", told(item, ORIGINAL)))
    low = 60 if item.kind in {"video", "audio", "publication"} else 110
    assert low <= words <= 480


def test_addresses_are_latin_and_each_language_has_them_once():
    for language in LANGUAGES:
        slugs = [item.words[language].slug for item in items() if language in item.words]
        assert len(slugs) == len(set(slugs))
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


def test_figures_that_are_invented_say_so():
    for item in items():
        if item.kind in {"project", "data_set"}:
            assert "minh họa" in told(item, ORIGINAL), item.name
    table = (FOLDER / "tep/luot-khach.csv").read_text(encoding="utf-8").splitlines()
    assert len(table) == 127
    assert all(line.endswith("số liệu minh họa") for line in table[1:])


def test_every_picture_is_described_and_captioned_in_every_language():
    files = {path.stem for path in (FOLDER / "anh").glob("*.jpg")}
    assert files == set(library().pictures)
    for name, texts in library().pictures.items():
        assert set(texts) == set(LANGUAGES), name
        assert all(alt.strip() and caption.strip() and alt != caption for alt, caption in texts.values()), name


def test_the_pictures_are_light_and_large_enough():
    sizes = {path.name: path.stat().st_size for path in (FOLDER / "anh").glob("*.jpg")}
    assert max(sizes.values()) <= 150_000
    assert sum(sizes.values()) < 4_000_000
    for name in sizes:
        with Image.open(FOLDER / "anh" / name) as picture:
            assert picture.size in {(1600, 1067), (1200, 1500)}


def test_words_of_the_files_are_no_mark_up():
    assert value_of("p", "a < b & c") == "<p>a &lt; b &amp; c</p>"
    assert value_of("l", "một\nhai") == "<ul><li>một</li><li>hai</li></ul>"
    assert value_of("q", "Lời\n— Người nói") == {"text": "Lời", "source": "Người nói"}
    assert value_of("a", "Hỏi?\nĐáp.") == {"question": "Hỏi?", "answer": "<p>Đáp.</p>"}


@pytest.fixture
def people(db, settings, tmp_path):
    settings.NHIPCAU_DEMO = True
    settings.VAR = tmp_path
    now = timezone.now()
    province, _lines = load_province(read_province(settings.PROVINCES / "ha-tinh"), at=now)
    make_demo_accounts(province, "khong-ai-dung", at=now)
    today = timezone.localdate(now)
    roles = (Role.EDITOR, Role.TRANSLATOR, Role.APPROVER)
    return People(*(actor_of(_person(province, role), today) for role in roles))


def some(*numbers: int) -> list[DemoItem]:
    return [item for item in items() if int(item.name[:2]) in numbers]


def put_in(people: People, *numbers: int) -> int:
    return fill(library(), people, some(*numbers), now=timezone.now())


def test_an_item_is_read_in_all_its_languages_at_once(people):
    assert put_in(people, 1) == 1
    item = Item.objects.get()
    told = Publication.objects.filter(item=item, ended_at=None)
    assert {each.language for each in told} == set(LANGUAGES)
    assert len({each.at for each in told}) == 1
    assert told.get(language="vi").title == "Câu ví, câu giặm trên những dòng sông xứ Nghệ"


def test_merged_and_added_passages_are_noted_as_such(people):
    put_in(people, 1)
    merged = Segment.objects.filter(edition__language="lo", sources=["p3", "p4"]).get()
    assert merged.block
    added = [row for row in Segment.objects.filter(edition__language="zh-hans") if not row.sources]
    assert len(added) == 1
    assert not Standing.objects.filter(edition__stage="approved", missing__gt=0).exists()


def test_a_paragraph_that_changed_is_stale_where_nobody_has_followed(people):
    put_in(people, 5)
    stale = {row.edition.language: row.stale for row in Standing.objects.select_related("edition")}
    assert stale == {"en": 0, "zh-hans": 0, "fr": 1, "lo": 1}


def test_what_is_in_work_is_not_published(people):
    put_in(people, 26)
    assert {each.language for each in Publication.objects.all()} == {"vi", "en", "fr"}
    assert Edition.objects.get(language="lo").stage == "translating"
    assert Standing.objects.get(edition__language="lo").missing == 2


def test_pictures_and_files_go_along_with_the_original(people):
    put_in(people, 3, 16)
    for edition in Edition.objects.select_related("page"):
        assert [block.block_type for block in edition.page.body if block.block_type in MEDIA], edition
    drawn = Picture.objects.filter(licence="cc-by-4.0", consent="not_needed").values_list("title", flat=True)
    assert {"Mộc bản và trang in", "Đường đi sứ, vẽ lại theo tinh thần bản đồ cổ"} <= set(drawn)


class Later:
    """Stands for the background task and counts how often it was asked for."""

    asked = 0

    def enqueue(self) -> None:
        self.asked += 1


def test_a_second_run_changes_nothing_and_leaves_the_rest_to_the_worker(people, monkeypatch):
    from nhipcau.library.management.commands import load_demo_library as command

    few = DemoLibrary(
        FOLDER,
        tuple(some(26, 27)),
        *(getattr(library(), name) for name in ("pictures", "recordings", "categories", "topics")),
    )
    monkeypatch.setattr(command, "read_demo_library", lambda _folder: few)
    later = Later()
    monkeypatch.setattr(command, "fill_demo_library", later)
    told = StringIO()
    call_command("load_demo_library", "--some", stdout=told)
    assert Item.objects.count() == 1
    assert later.asked == 1
    call_command("load_demo_library", stdout=told)
    call_command("load_demo_library", "--some", stdout=told)
    assert Item.objects.count() == 2
    assert later.asked == 1


def test_only_the_demonstration_takes_it(db, settings):
    settings.NHIPCAU_DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo_library")


def test_without_the_province_it_says_what_to_do_first(db, settings):
    settings.NHIPCAU_DEMO = True
    with pytest.raises(CommandError, match="load_demo"):
        call_command("load_demo_library")

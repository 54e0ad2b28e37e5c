"""What the portal's benchmark reads: items in seven languages, and an editor who changes one of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from typing import Any

LANGUAGES = ("vi", "en", "zh-hans", "lo", "fr", "ko", "ja")
SENTENCE = "Dòng sông chảy qua những cánh đồng, qua các làng ven núi rồi ra biển; người dân kể chuyện xưa. "


def built(items: int) -> list[str]:
    """Makes the database with a province; answers the addresses of its item pages."""
    from django.core.management import call_command

    from nhipcau.core.models import Province, User
    from nhipcau.organisations.models import Authority, Organisation

    call_command("migrate", verbosity=0)
    province = Province.objects.create(code="vinh-giang", name="tỉnh Vĩnh Giang")
    body = Organisation.objects.create(province=province, code="so-vhttdl", name="Sở Văn hóa", kind="department")
    for role in ("editor", "approver", "translator"):
        user = User.objects.create_user(f"{role}@vinh-giang.demo", province, role, "mat-khau-thu-1")
        Authority.objects.create(province=province, user=user, role=role, valid_from=date(2020, 1, 1))
    return [address for number in range(items) for address in _published(number, province, body)]


def _actor(role: str) -> Any:
    from django.utils import timezone

    from nhipcau.core.models import User
    from nhipcau.core.policy import actor_of

    return actor_of(User.objects.get(email=f"{role}@vinh-giang.demo"), timezone.localdate())


def _words(number: int, language: str, edition: int = 0) -> Any:
    from nhipcau.library.actions.items import Words

    body = [
        {"type": "heading" if place % 5 == 0 else "paragraph", "id": f"p{place}", "value": f"{SENTENCE} {place}" * 1}
        for place in range(24)
    ]
    body[-1]["value"] = f"<p>edition-{edition}-of-{number}</p>"
    for block in body:
        if block["type"] == "paragraph":
            block["value"] = f"<p>{block['value'] * 3}</p>"
        else:
            block["value"] = block["value"][:60]
    title = f"Bài {number} {language}"
    return Words(title=title, slug=f"bai-{number}-{language}", summary=SENTENCE, body=body)


def _published(number: int, province: Any, body: Any) -> Iterator[str]:
    from django.utils import timezone

    from nhipcau.library.actions.items import NewItem, add_edition, create_item
    from nhipcau.library.actions.publishing import publish

    editor, now = _actor("editor"), timezone.now()
    item = create_item(editor, NewItem("article", body, _words(number, "vi")), now=now)
    for language in LANGUAGES:
        if language != "vi":
            add_edition(editor, item, language, _words(number, language), now=now)
        _approve(item, language)
    for each in publish(editor, item, LANGUAGES, now=now):
        yield f"/{each.language}/bai-viet/{each.slug}/"


def _approve(item: Any, language: str) -> None:
    from django.utils import timezone

    from nhipcau.library.actions.publishing import approve
    from nhipcau.library.choices import Stage
    from nhipcau.library.models import Edition
    from nhipcau.library.queries.drafts import digest_of, draft_of

    Edition.objects.filter(item=item, language=language).update(stage=Stage.AWAITING)
    edition = Edition.objects.select_related("item").get(item=item, language=language)
    approve(_actor("approver"), edition, seen=digest_of(draft_of(edition)), now=timezone.now())


def publish_again(edition: int) -> tuple[str, bytes, float]:
    """Changes the first item in all its languages and publishes it; answers where to see it, what tells that it is
    the new text, and the moment at which the transaction was done."""
    from django.utils import timezone

    from nhipcau.library.actions.items import save_draft
    from nhipcau.library.actions.publishing import publish
    from nhipcau.library.models import Edition, Item

    item = Item.objects.order_by("pk").first()
    for language in LANGUAGES:
        held = Edition.objects.select_related("item").get(item=item, language=language)
        save_draft(_actor("editor"), held, _words(0, language, edition), now=timezone.now())
        _approve(item, language)
    assert item is not None
    publish(_actor("editor"), item, LANGUAGES, now=timezone.now())
    return "/vi/bai-viet/bai-0-vi/", f"edition-{edition}-of-0".encode(), time.perf_counter()

"""Proposals from the engine of the settings, made in the background."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhipcau.core.public import Actor, User, actor_of, language, record, require

from ...choices import TRANSLATE
from ...engines import engine
from ...errors import EngineError
from ...models import Edition, Segment, Standing
from ...queries.bodies import is_rich
from ...queries.drafts import draft_of
from ...queries.passages import passages
from .counting import count
from .proposing import propose

AGAIN = timedelta(minutes=10)  # when a question that nobody answered may be asked again


def ask(actor: Actor, edition: Edition, *, now: datetime) -> None:
    """Has the engine asked for the passages that nobody translated yet. Needs TRANSLATE.

    EngineError where the settings name none, or where it was asked a moment ago.
    """
    from ...tasks import propose_by_machine

    require(actor, TRANSLATE)
    if not settings.NHIPCAU_TRANSLATION_ENGINE:
        raise EngineError(_("Máy dịch đang tắt trong cấu hình."))
    with transaction.atomic():
        held = Edition.objects.visible_to(actor).select_related("item").get(pk=edition.pk)
        standing = Standing.objects.filter(edition=held).first() or count(held)
        if standing.asked_at and now - standing.asked_at < AGAIN:
            raise EngineError(_("Máy dịch đang làm bản này. Gợi ý hiện ra khi xong."))
        Standing.objects.filter(pk=standing.pk).update(asked_at=now, engine_problem="")
        record(actor, "library.ask_machine", held.item, f"Nhờ máy gợi ý bản dịch {held.language}", at=now)
        transaction.on_commit(lambda: propose_by_machine.enqueue(held.pk, actor.user_id))


def run(edition_id: int, user_id: int, *, now: datetime) -> int:
    """Asks the engine and puts its proposals on the page; answers how many. A refusal is noted on the page's standing.

    Nobody waits: no lock is held while the engine thinks, and what a person wrote meanwhile is left alone.
    """
    edition = Edition.objects.select_related("item").get(pk=edition_id)
    original = draft_of(Edition.objects.select_related("item").get(item=edition.item, language=edition.item.original))
    taken = {source for each in Segment.objects.filter(edition=edition) for source in each.sources}
    says = {name: text for name, text in passages(original).items() if name not in taken}
    raw = list(original.body.raw_data)
    made: dict[str, tuple[str, str]] = {}
    try:
        for rich in (True, False):
            names = [name for name in says if is_rich(raw, name) == rich]
            tags = language(edition.item.original).tag, language(edition.language).tag
            texts = engine().translate([says[name] for name in names], *tags, html=rich) if names else []
            made |= {name: (says[name], text) for name, text in zip(names, texts, strict=True)}
    except EngineError as problem:
        with override("vi"):
            Standing.objects.filter(edition=edition).update(asked_at=None, engine_problem=str(problem))
        return 0
    actor = actor_of(User.objects.get(pk=user_id), now.date())
    done = propose(actor, edition, made, now=now)
    Standing.objects.filter(edition=edition).update(asked_at=None, engine_problem="")
    return done

"""Background work: takes ids, calls one action."""

from django.utils import timezone
from django_tasks import task


@task()
def draw_picture(picture_id: int) -> None:
    from .actions.media.drawing import draw

    draw(picture_id)


@task()
def read_publication(attachment_id: int) -> None:
    from .actions.media.drawing import read_attachment

    read_attachment(attachment_id)


@task()
def index_page(page_id: int) -> None:
    from .actions import indexing

    indexing.index_page(page_id)


@task()
def publish_planned(planned_id: int) -> None:
    from .actions.planning import carry_out

    carry_out(planned_id, now=timezone.now())


@task()
def propose_by_machine(edition_id: int, user_id: int) -> None:
    from .actions.translating.machine import run

    run(edition_id, user_id, now=timezone.now())


@task()
def fill_demo_library() -> None:
    from django.core.management import call_command

    call_command("load_demo_library", verbosity=0)

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, Province, Role, User, actor_of
from nhipcau.documents.public import FileState, read, receive
from nhipcau.organisations.public import Organisation
from nhipcau.plans.actions.confirm import confirm
from nhipcau.plans.actions.opening import open_plan
from nhipcau.plans.actions.parties import Choice, choose
from nhipcau.plans.choices import ProposalState
from nhipcau.plans.models import Plan
from nhipcau.plans.queries.confirmable import draft

PROVINCE = "ha-tinh"
CONFIRMED, IN_REVIEW = "gia-lai-2026.docx", "lang-son-2026.txt"
# What the person who reviews the first plan says of names that are not in the province's registry.
SETTLED = {"Báo và phát thanh, truyền hình Gia Lai": "bao-ha-tinh"}


class Command(BaseCommand):
    help = "Đưa hai kế hoạch mẫu vào tỉnh trình diễn: một đã xác nhận, một đang rà soát. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NHIPCAU_DEMO:
            raise CommandError(_("Lệnh này chỉ dùng cho bản trình diễn (NHIPCAU_DEMO)."))
        examples = settings.ROOT / "examples"
        if not examples.exists():
            self.stdout.write(_("Không có thư mục examples: bỏ qua kế hoạch mẫu."))
            return
        actor = _coordinator()
        for name in (CONFIRMED, IN_REVIEW):
            plan = _plan(actor, examples / name, confirming=name == CONFIRMED)
            if options["verbosity"]:
                waiting = plan.proposals.filter(state=ProposalState.PROPOSED).count()
                self.stdout.write(
                    _("Kế hoạch mẫu %(number)s: %(confirmed)s nhiệm vụ đã xác nhận, %(waiting)s chờ rà soát.")
                    % {"number": plan.number, "confirmed": plan.duties.count(), "waiting": waiting}
                )


def _coordinator() -> Actor:
    province = Province.objects.filter(code=PROVINCE).first()
    user = User.objects.filter(province=province, authorities__role=Role.COORDINATOR).order_by("pk").first()
    if province is None or user is None:
        raise CommandError(_("Chưa có tỉnh trình diễn: xin chạy lệnh load_demo trước."))
    return actor_of(user, timezone.localdate())


def _plan(actor: Actor, example: Path, *, confirming: bool) -> Plan:
    """The review of an example, opened now if it was not; `confirming` also settles its names and confirms it."""
    document = receive(actor, ContentFile(example.read_bytes()), name=example.name, now=timezone.now()).document
    standing: Plan | None = Plan.objects.visible_to(actor).filter(document=document).first()
    if standing:
        return standing
    for job in document.jobs.all():
        read(job.pk, now=timezone.now)  # here and now; the worker will find the job done
    document.refresh_from_db()
    if document.state != FileState.ACCEPTED:
        raise CommandError(_("Không đọc được kế hoạch mẫu %s.") % example.name)
    plan = open_plan(actor, document, now=timezone.now())
    if confirming:
        _settle_names(actor, plan)
        confirm(actor, plan, None, now=timezone.now())
    return plan


def _settle_names(actor: Actor, plan: Plan) -> None:
    """What a person does with open names: one is the province's own newspaper, the others are left out."""
    while blocker := next(iter(draft(plan, None, timezone.localdate()).blockers), None):
        party = blocker.proposal.parties.get(written=blocker.written)
        known = Organisation.objects.visible_to(actor).filter(code=SETTLED.get(blocker.written, "")).first()
        choice = Choice(organisation_id=known.pk if known else None)
        choose(actor, plan, party.pk, blocker.proposal.version, choice, everywhere=True, now=timezone.now())

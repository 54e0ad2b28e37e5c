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
from nhipcau.plans.actions.confirm import confirm
from nhipcau.plans.actions.opening import open_plan
from nhipcau.plans.choices import ProposalState
from nhipcau.plans.models import Plan
from nhipcau.plans.queries.confirmable import draft

PROVINCE = "ha-tinh"
EXAMPLE = "ha-tinh-2026.docx"


class Command(BaseCommand):
    help = "Đưa kế hoạch mẫu vào tỉnh trình diễn; mục còn tên chưa rõ thì để chờ rà soát. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NHIPCAU_DEMO:
            raise CommandError(_("Lệnh này chỉ dùng cho bản trình diễn (NHIPCAU_DEMO)."))
        example = settings.ROOT / "examples" / EXAMPLE
        if not example.exists():
            self.stdout.write(_("Không có thư mục examples: bỏ qua kế hoạch mẫu."))
            return
        plan = _plan(_coordinator(), example)
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


def _plan(actor: Actor, example: Path) -> Plan:
    """The review of an example, opened now if it was not; every section but those with open names is confirmed."""
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
    for section in plan.sections.all():
        if not draft(plan, section, timezone.localdate()).blockers:
            confirm(actor, plan, section, now=timezone.now())
    return plan

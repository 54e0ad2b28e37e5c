from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "nhipcau.plans"
    label = "plans"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        self._offer_review()
        self._offer_register()
        self._offer_reminders()

    def _offer_reminders(self) -> None:
        from nhipcau.core.public import Daily, add_daily, on_calendar_change
        from nhipcau.notices.public import add_source

        from .actions.recounting import recount_last_days
        from .queries.reminders import DutyReminders

        add_source("duties", DutyReminders())
        on_calendar_change(recount_last_days)
        add_daily(Daily("plans.forget_letters", 2, "nhipcau.plans.actions.letters.forget_letters"))

    def _offer_review(self) -> None:
        from nhipcau.core.public import Door, Role, add_door
        from nhipcau.design.public import State, Tone, add_state
        from nhipcau.documents.public import add_next_step

        from .choices import SEE_PLANS, Coverage
        from .queries.review import review_of

        home_of = frozenset({Role.COORDINATOR})
        add_door(Door(_("Kế hoạch"), "plans:list", "plan", 10, SEE_PLANS, home_of))
        add_state("in_review", State(_("Đang rà soát"), Tone.ATTENTION, "eye"))
        add_state("moved", State(_("Chuyển sang mục khác"), Tone.QUIET, "move"))
        add_next_step(review_of)
        for each, (tone, icon) in {
            Coverage.MISSING: (Tone.ATTENTION, "question"),
            Coverage.LIKELY: (Tone.QUIET, "half"),
            Coverage.COVERED: (Tone.RIVER, "done"),
            Coverage.NOT_APPLICABLE: (Tone.QUIET, "not-ours"),
        }.items():
            add_state(f"coverage_{each.value}", State(each.label, tone, icon))

    def _offer_register(self) -> None:
        from nhipcau.core.public import Door, Role, add_door
        from nhipcau.organisations.public import OpenWork, add_open_work
        from nhipcau.search.public import register

        from .actions.duties import index_rows
        from .choices import DECIDE, SEE_OVERVIEW, SEE_OWN_WORK, SEE_REGISTER
        from .models import Duty
        from .queries.my_work import open_assignments
        from .queries.register import DUTY

        agency, leaders = frozenset({Role.FOCAL_PERSON, Role.AGENCY_LEADER}), frozenset({Role.PROVINCE_LEADER})
        add_door(Door(_("Việc của tôi"), "plans:my_work", "duty", 10, SEE_OWN_WORK, agency))
        add_door(Door(_("Tổng quan"), "plans:overview", "chart", 20, SEE_OVERVIEW, leaders))
        add_door(Door(_("Sổ nhiệm vụ"), "plans:register", "table", 40, SEE_REGISTER, frozenset({Role.AUDITOR})))
        add_door(Door(_("Chờ xử lý"), "plans:inbox", "inbox", 50, DECIDE))
        register(DUTY, lambda: index_rows(Duty.objects.all()))
        # Assignments are the organisation's: they are in the next person's hands without being moved.
        add_open_work(OpenWork(_("nhiệm vụ chưa hoàn thành"), open_assignments, lambda *_moved: None))

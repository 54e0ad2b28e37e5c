from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "nhipcau.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from nhipcau.core.public import Door, add_door
        from nhipcau.design.public import State, Tone, add_state

        from .choices import SEE_OWN, SEE_PERIODS, Standing

        add_door(Door(_("Báo cáo"), "reports:mine", "report", 30, SEE_OWN))
        add_door(Door(_("Kỳ báo cáo"), "reports:periods", "report", 60, SEE_PERIODS))
        looks = {
            Standing.NOT_DUE: (Tone.QUIET, "circle"),
            Standing.NOT_STARTED: (Tone.QUIET, "circle"),
            Standing.DRAFT: (Tone.RIVER, "draft"),
            Standing.AWAITING: (Tone.ATTENTION, "stamp"),
            Standing.OVERDUE: (Tone.LATE, "late"),
            Standing.NO_ANSWER: (Tone.QUIET, "no-answer"),
            Standing.SUBMITTED: (Tone.RIVER, "send"),
            Standing.SUBMITTED_EMPTY: (Tone.RIVER, "minus"),
            Standing.SUBMITTED_LATE: (Tone.LATE, "send"),
            Standing.RETURNED: (Tone.ATTENTION, "returned"),
            Standing.ACCEPTED: (Tone.RIVER, "done"),
            Standing.FROZEN: (Tone.RIVER, "lock"),
            Standing.EXCUSED: (Tone.QUIET, "cancelled"),
        }
        # The room's own keys: other rooms know states of the same name in other words.
        for standing, (tone, icon) in looks.items():
            add_state(f"report_{standing.value}", State(standing.label, tone, icon))
        self._offer_papers()
        self._offer_reminders()
        self._offer_trend()

    def _offer_trend(self) -> None:
        from nhipcau.plans.public import add_overview_part

        from .queries.trend import ReportsTrend

        add_overview_part(ReportsTrend())

    def _offer_reminders(self) -> None:
        from nhipcau.notices.public import add_source

        from .queries.reminders import OwedAnswers, ReportReminders

        add_source("reports", ReportReminders())
        add_source("answers", OwedAnswers())

    def _offer_papers(self) -> None:
        from nhipcau.core.public import Door, add_door
        from nhipcau.design.public import State, Tone, add_state

        from .choices import SEE_PAPER, PaperState

        add_door(Door(_("Báo cáo tổng hợp"), "reports:papers", "stamp", 61, SEE_PAPER))
        looks = {
            PaperState.DRAFTING: (Tone.RIVER, "draft"),
            PaperState.IN_REVIEW: (Tone.ATTENTION, "eye"),
            PaperState.TO_SIGN: (Tone.ATTENTION, "stamp"),
            PaperState.ISSUED: (Tone.RIVER, "lock"),
        }
        for state, (tone, icon) in looks.items():
            add_state(f"paper_{state.value}", State(state.label, tone, icon))

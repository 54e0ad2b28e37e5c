from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "nhipcau.library"
    label = "library"
    verbose_name = "Kho nội dung"

    def ready(self) -> None:
        from . import gate
        from .keeper import Keeper
        from .models.guards import reinstall, replant
        from .models.tallies import lift, set_again

        gate.keep(Keeper())
        # A database that was flushed or copied, or a table that was made anew, gets its guards back.
        post_migrate.connect(reinstall, sender=self, dispatch_uid="library.guards")
        pre_migrate.connect(lift, sender=self, dispatch_uid="library.tallies_lifted")
        post_migrate.connect(set_again, sender=self, dispatch_uid="library.tallies")
        post_migrate.connect(replant, sender=self, dispatch_uid="library.roots")
        self._media()
        self._offer_flow()
        self._translations()

    def _media(self) -> None:
        from django.db.models.signals import post_save

        from nhipcau.core.public import Daily, Door, add_daily, add_door
        from nhipcau.notices.public import add_source

        from .actions.media.drawing import follow
        from .choices import READ_LIBRARY
        from .models import Attachment, Picture
        from .queries.media.reminders import EndingRights

        for model in (Picture, Attachment):
            post_save.connect(follow, sender=model, dispatch_uid=f"library-follow-{model.__name__}")
        add_daily(Daily("library.media_rights", 0, "nhipcau.library.actions.media.leaving.retire"))
        add_source("media", EndingRights())
        media = Door(
            _("Kho tư liệu"), "library:pictures", "paperclip", 71, READ_LIBRARY, within="library:items",
            also=("library:recordings", "library:attachments"),
        )  # fmt: skip
        add_door(media)

    def _offer_flow(self) -> None:
        from django.db.models.signals import post_save
        from wagtail.models import Revision

        from nhipcau.core.public import Daily, Door, Role, add_daily, add_door
        from nhipcau.design.public import State, Tone, add_state
        from nhipcau.notices.public import add_source
        from nhipcau.search.public import register

        from .actions.finding import draft_rows, follow_draft
        from .actions.indexing import follow_page
        from .choices import READ_LIBRARY, Stage
        from .models import ContentPage
        from .queries.items import DRAFT
        from .queries.reminders import LibraryReminders

        home_of = frozenset({Role.EDITOR, Role.APPROVER})
        add_door(Door(_("Kho dữ liệu"), "library:items", "image", 70, READ_LIBRARY, home_of))
        post_save.connect(follow_draft, sender=Revision, dispatch_uid="library.follow_draft")
        post_save.connect(follow_page, sender=ContentPage, dispatch_uid="library.follow_page")
        register(DRAFT, draft_rows)
        add_source("library", LibraryReminders())
        add_daily(Daily("library.planned", 0, "nhipcau.library.actions.planning.carry_out_due"))
        add_daily(Daily("library.expired", 0, "nhipcau.library.actions.planning.end_expired"))

        looks = {
            Stage.DRAFT: (Tone.QUIET, "draft"),
            Stage.SUBMITTED: (Tone.ATTENTION, "inbox"),
            Stage.EDITING: (Tone.RIVER, "edit"),
            Stage.TRANSLATING: (Tone.RIVER, "language"),
            Stage.AWAITING: (Tone.ATTENTION, "stamp"),
            Stage.RETURNED: (Tone.ATTENTION, "returned"),
            Stage.APPROVED: (Tone.RIVER, "done"),
        }
        for stage, (tone, icon) in looks.items():
            add_state(f"stage_{stage.value}", State(stage.label, tone, icon))

    def _translations(self) -> None:
        from django.db.models.signals import post_save
        from wagtail.models import Revision

        from .actions.translating.following import follow

        post_save.connect(follow, sender=Revision, dispatch_uid="library-translations-follow")
        self._translation_states()

    def _translation_states(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from nhipcau.core.public import Door, add_door
        from nhipcau.design.public import State, Tone, add_state

        from .choices import READ_LIBRARY, CellState, Passage

        add_door(Door(_("Bản dịch"), "library:translations", "language", 72, READ_LIBRARY, within="library:items"))
        cells = {
            CellState.MISSING: (Tone.QUIET, "circle"),
            CellState.IN_WORK: (Tone.RIVER, "language"),
            CellState.STALE: (Tone.ATTENTION, "refresh"),
            CellState.APPROVED: (Tone.RIVER, "stamp"),
            CellState.CURRENT: (Tone.RIVER, "done"),
        }
        for cell, (tone, icon) in cells.items():
            add_state(f"cell_{cell.value}", State(cell.label, tone, icon))
        passages = {
            Passage.CURRENT: (Tone.RIVER, "done"),
            Passage.STALE: (Tone.ATTENTION, "refresh"),
            Passage.MISSING: (Tone.ATTENTION, "circle"),
            Passage.PROPOSED: (Tone.ATTENTION, "question"),
            Passage.OMITTED: (Tone.QUIET, "minus"),
            Passage.ADDED: (Tone.QUIET, "plus"),
        }
        for passage, (tone, icon) in passages.items():
            add_state(f"passage_{passage.value}", State(passage.label, tone, icon))

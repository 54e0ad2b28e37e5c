from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "nhipcau.documents"
    label = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from nhipcau.core.public import Door, add_door
        from nhipcau.design.public import State, Tone, add_state
        from nhipcau.search.public import register

        from .choices import SEE, FileState, RelationState, Validity
        from .models import ListedDocument
        from .queries.register import LISTED, index_rows

        add_door(Door(_("Văn bản"), "documents:list", "file", 30, SEE))
        tones = {
            FileState.QUARANTINED: (Tone.QUIET, "clock"),
            FileState.NEEDS_DECLARATION: (Tone.ATTENTION, "shield"),
            FileState.ACCEPTED: (Tone.RIVER, "done"),
            FileState.REFUSED: (Tone.ATTENTION, "lock"),
            FileState.UNREADABLE: (Tone.ATTENTION, "warning"),
            FileState.UNPACKED: (Tone.QUIET, "folder"),
        }
        for state, (tone, icon) in tones.items():
            add_state(f"file_{state.value}", State(state.label, tone, icon))
        validities = {
            Validity.IN_FORCE: (Tone.RIVER, "check"),
            Validity.PARTLY: (Tone.ATTENTION, "half"),
            Validity.EXPIRED: (Tone.ATTENTION, "cancelled"),
            Validity.NOT_YET: (Tone.QUIET, "clock"),
            Validity.UNKNOWN: (Tone.QUIET, "question"),
        }
        for validity, (tone, icon) in validities.items():
            add_state(f"validity_{validity.value}", State(validity.label, tone, icon))
        relations = {
            RelationState.STATED: (Tone.QUIET, "quote"),
            RelationState.PROPOSED: (Tone.ATTENTION, "question"),
            RelationState.CONFIRMED: (Tone.RIVER, "done"),
            RelationState.REFUSED: (Tone.QUIET, "minus"),
        }
        for relation, (tone, icon) in relations.items():
            add_state(f"relation_{relation.value}", State(relation.label, tone, icon))
        changes = {
            "kept": State(_("Giữ nguyên"), Tone.QUIET, "check"),
            "changed": State(_("Sửa đổi"), Tone.ATTENTION, "edit"),
            "new": State(_("Thêm mới"), Tone.RIVER, "plus"),
            "dropped": State(_("Bỏ"), Tone.QUIET, "minus"),
            "moved": State(_("Chuyển chỗ"), Tone.QUIET, "move"),
        }
        for kind, look in changes.items():
            add_state(f"compared_{kind}", look)
        register(LISTED, lambda: index_rows(ListedDocument.objects.all()))

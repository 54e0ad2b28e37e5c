from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "nhipcau.documents"
    label = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from nhipcau.core.public import Door, add_door
        from nhipcau.design.public import State, Tone, add_state

        from .choices import SEE, FileState

        add_door(Door(_("Văn bản"), "documents:list", "file", 30, SEE))
        tones = {
            FileState.QUARANTINED: (Tone.QUIET, "clock"),
            FileState.NEEDS_DECLARATION: (Tone.ATTENTION, "shield"),
            FileState.ACCEPTED: (Tone.RIVER, "done"),
            FileState.REFUSED: (Tone.ATTENTION, "lock"),
            FileState.UNREADABLE: (Tone.ATTENTION, "warning"),
        }
        for state, (tone, icon) in tones.items():
            add_state(f"file_{state.value}", State(state.label, tone, icon))

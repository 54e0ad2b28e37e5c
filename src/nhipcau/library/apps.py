from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "nhipcau.library"
    label = "library"
    verbose_name = "Kho nội dung"

    def ready(self) -> None:
        self._media()

    def _media(self) -> None:
        from django.db.models.signals import post_save

        from nhipcau.core.public import Daily, add_daily

        from .actions.media.drawing import follow
        from .models import Attachment, Picture

        for model in (Picture, Attachment):
            post_save.connect(follow, sender=model, dispatch_uid=f"library-follow-{model.__name__}")
        add_daily(Daily("library.media_rights", 0, "nhipcau.library.actions.media.leaving.retire"))

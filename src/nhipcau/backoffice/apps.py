from django.apps import AppConfig


class BackOfficeConfig(AppConfig):
    name = "nhipcau.backoffice"
    label = "backoffice"
    verbose_name = "Trang biên tập"

    def ready(self) -> None:
        from .permissions import separate_media

        separate_media()

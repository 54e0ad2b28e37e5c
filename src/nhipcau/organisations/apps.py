from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "nhipcau.organisations"
    label = "organisations"
    verbose_name = "Cơ quan"

    def ready(self) -> None:
        from nhipcau.core.public import register_grants

        from .queries.authority import grants_on

        register_grants(grants_on)

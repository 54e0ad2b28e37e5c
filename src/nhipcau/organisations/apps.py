from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "nhipcau.organisations"
    label = "organisations"
    verbose_name = "Cơ quan"

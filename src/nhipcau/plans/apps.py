from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "nhipcau.plans"
    label = "plans"
    verbose_name = "Kế hoạch"

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "nhipcau.design"
    label = "design"
    verbose_name = "Thiết kế"

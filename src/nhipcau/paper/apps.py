from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "nhipcau.paper"
    label = "paper"
    verbose_name = "Văn bản in ra"

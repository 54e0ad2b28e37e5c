from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "nhipcau.search"
    label = "search"
    verbose_name = "Tìm kiếm"

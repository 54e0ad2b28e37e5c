from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "nhipcau.library"
    label = "library"
    verbose_name = "Kho nội dung"

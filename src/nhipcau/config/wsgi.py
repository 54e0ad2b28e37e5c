"""What a web server starts."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.config.settings.demo")
application = get_wsgi_application()


def _prepare() -> None:
    """Loads what the first reader in each language would wait for, before the web server forks its workers."""
    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import reverse
    from django.utils.translation import gettext, override

    for code, _name in settings.LANGUAGES:
        with override(code):
            gettext("Trang chủ")
    for page in ("home", "item", "section", "press", "search", "changes"):
        get_template(f"portal/{page}.html")
    reverse("portal:entrance")


_prepare()
gc.freeze()  # what was loaded stays, so the collector need not look through it again and again while it answers

"""The demonstration: answers on this machine only, keeps a random key of its own, writes mail to files."""

import secrets

from .base import *
from .base import STORAGES, VAR

_key = VAR / "demo-secret-key"
if not _key.exists():
    _key.write_text(secrets.token_urlsafe(50))
    _key.chmod(0o600)
SECRET_KEY = _key.read_text()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
NHIPCAU_DEMO = True
# Files are served from where they lie, so that a first run need not collect them.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

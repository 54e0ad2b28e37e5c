"""Tests: their own folder for everything written, quick password hashing, mail kept in memory."""

import atexit
import os
import shutil
import tempfile

if "NHIPCAU_VAR" not in os.environ:
    os.environ["NHIPCAU_VAR"] = tempfile.mkdtemp(prefix="nhipcau-test-")
    atexit.register(shutil.rmtree, os.environ["NHIPCAU_VAR"], ignore_errors=True)

from .base import *
from .base import DATABASES, STORAGES, VAR, env

SECRET_KEY = "only-for-tests-and-never-for-anything-else-0123456789"  # noqa: S105  guards nothing
ALLOWED_HOSTS = ["*"]
NHIPCAU_DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = env.str("NHIPCAU_MAIL_BACKEND", default="django.core.mail.backends.locmem.EmailBackend")
NHIPCAU_MAIL_LEASE_SECONDS = 0.9
NHIPCAU_COUNT_EVERY = NHIPCAU_PAGES_BEHIND = 0
NHIPCAU_DAILY_WORK = env.bool("NHIPCAU_DAILY_WORK", default=False)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {
    "default": {"BACKEND": env.str("NHIPCAU_TASK_BACKEND", default="django_tasks.backends.immediate.ImmediateBackend")}
}
NHIPCAU_TASK_LEASE_SECONDS = 0.9
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: journeys and workers open the same database from other threads and processes.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}

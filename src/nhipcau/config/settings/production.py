"""A province's own installation: refuses to start without what it needs to be safe."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import ALLOWED_HOSTS, SECRET_KEY, env

if len(SECRET_KEY) < 40 or len(set(SECRET_KEY)) < 15:
    raise ImproperlyConfigured("NHIPCAU_SECRET_KEY: cần một khóa bí mật ngẫu nhiên dài ít nhất 40 ký tự.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("NHIPCAU_HOSTS: cần ghi tên miền mà hệ thống phục vụ.")

NHIPCAU_DEMO = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.bool("NHIPCAU_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("NHIPCAU_HSTS_SECONDS", default=31536000)

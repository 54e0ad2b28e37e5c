"""What every installation shares. A value that an administrator may change is read from the environment."""

from pathlib import Path

import environ
from django.conf.locale import LANG_INFO

from nhipcau.config.stores import s3_stores
from nhipcau.core.languages import lang_info, language

env = environ.Env()

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = Path(__file__).resolve().parents[2]
VAR = Path(env.str("NHIPCAU_VAR", default=str(ROOT / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)
PROVINCES = Path(env.str("NHIPCAU_PROVINCES", default=str(ROOT / "provinces")))

DEBUG = False
SECRET_KEY = env.str("NHIPCAU_SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("NHIPCAU_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("NHIPCAU_ORIGINS", default=[])

INSTALLED_APPS = [
    "nhipcau.core",
    "nhipcau.design",
    "nhipcau.search",
    "nhipcau.paper",
    "nhipcau.organisations",
    "nhipcau.notices",
    "nhipcau.documents",
    "nhipcau.plans",
    "nhipcau.reports",
    "nhipcau.library",
    "nhipcau.portal",
    "nhipcau.exchange",
    "nhipcau.backoffice",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "nhipcau.portal.middleware.PortalPages",  # before all else: its pages are the same for everybody, whole as kept
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nhipcau.core.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nhipcau.core.middleware.actor",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nhipcau.core.middleware.PolicyMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "nhipcau.config.urls"
WSGI_APPLICATION = "nhipcau.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "design" / "templates"],  # before allauth's and Django's own pages
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nhipcau.core.context.house",
            ]
        },
    }
]
FORM_RENDERER = "nhipcau.design.forms.FormRenderer"

# SQLite: write-ahead log, and every transaction takes the write lock at once, so that none fails half-way
# (docs/decisions/0004-databases.md). A PostgreSQL address in DATABASE_URL takes over.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'nhipcau.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = env.int("NHIPCAU_CONN_MAX_AGE", default=600)
# The full-text engine: empty is the database's own (SQLite FTS5, PostgreSQL), else the dotted path of a class.
NHIPCAU_SEARCH = env.str("NHIPCAU_SEARCH", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "nhipcau.backoffice.permissions.Backend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "core:home"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Accounts are made by invitation only: nobody signs up by themselves.
ACCOUNT_ADAPTER = "nhipcau.organisations.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
# axes counts failures for each account; this one slows down who tries many accounts from one place.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}
NHIPCAU_INVITATION_DAYS = env.int("NHIPCAU_INVITATION_DAYS", default=7)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Nhịp Cầu"
NHIPCAU_MFA_REQUIRED = env.bool("NHIPCAU_MFA_REQUIRED", default=False)
AXES_FAILURE_LIMIT = env.int("NHIPCAU_LOGIN_FAILURES", default=5)
AXES_COOLOFF_TIME = env.float("NHIPCAU_LOCKOUT_HOURS", default=0.5)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "nhipcau.organisations.accounts.attempted_name"
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_RESET_ON_SUCCESS = True

LANGUAGE_CODE = "vi"
# What the house's own screens speak, and the languages that content is kept in. Django asks that both be in LANGUAGES.
NHIPCAU_INTERFACE_LANGUAGES = ["vi", "en"]
NHIPCAU_CONTENT_LANGUAGES = env.list(
    "NHIPCAU_CONTENT_LANGUAGES", default=["vi", "en", "zh-hans", "lo", "fr", "ko", "ja"]
)
# Whoever last changed a text does not approve it: where_possible (somebody else in the province may), always, or off
# (decision 0074).
NHIPCAU_FOUR_EYES = env.str("NHIPCAU_FOUR_EYES", default="where_possible")
# An engine that speaks LibreTranslate's interface, for proposals to translators; empty: none (decision 0075).
NHIPCAU_TRANSLATION_ENGINE = env.str("NHIPCAU_TRANSLATION_ENGINE", default="")
NHIPCAU_TRANSLATION_ENGINE_KEY = env.str("NHIPCAU_TRANSLATION_ENGINE_KEY", default="")
NHIPCAU_TRANSLATION_ENGINE_SECONDS = env.float("NHIPCAU_TRANSLATION_ENGINE_SECONDS", default=30)
LANGUAGES = [
    (code, language(code).name) for code in dict.fromkeys([*NHIPCAU_INTERFACE_LANGUAGES, *NHIPCAU_CONTENT_LANGUAGES])
]
LANG_INFO.update(lang_info([code for code, _name in LANGUAGES if code not in LANG_INFO]))
WAGTAIL_CONTENT_LANGUAGES = [(code, language(code).name) for code in NHIPCAU_CONTENT_LANGUAGES]
WAGTAILADMIN_PERMITTED_LANGUAGES = [(code, language(code).own_name) for code in NHIPCAU_INTERFACE_LANGUAGES]
# Ours stands before what we add to Wagtail's own catalogues, folder by folder as in Wagtail itself.
LOCALE_PATHS = [PACKAGE / "locale", *sorted((PACKAGE / "backoffice" / "wagtail").glob("**/locale"))]
# The portal: seconds between two times that readers are written down (0: only when asked), a table of countries by
# address (MaxMind DB format), and where the visitor's address stands (behind a proxy: HTTP_X_REAL_IP).
NHIPCAU_COUNT_EVERY = env.float("NHIPCAU_COUNT_EVERY", default=15)
# Seconds for which an item's page that may lack a new item in the rows beside its text is still given, while it is made
# anew (0: never).
NHIPCAU_PAGES_BEHIND = env.float("NHIPCAU_PAGES_BEHIND", default=60)
NHIPCAU_COUNTRY_TABLE = env.str("NHIPCAU_COUNTRY_TABLE", default="")
NHIPCAU_ADDRESS_HEADER = env.str("NHIPCAU_ADDRESS_HEADER", default="REMOTE_ADDR")
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["nhipcau.config.formats"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# Official documents are never under MEDIA_ROOT: they are served by a view that asks the policy.
NHIPCAU_DOCUMENTS = VAR / "documents"
NHIPCAU_QUARANTINE = VAR / "quarantine"
# Of the media library the world reaches renditions of pictures alone (MEDIA_ROOT). Photographs as they came, what
# renditions are drawn from, recordings and attachments are handed out by views that ask (docs/decisions/0073-media.md).
NHIPCAU_MEDIA_LIBRARY = VAR / "library"
NHIPCAU_PICTURE_LIMIT_MB = env.int("NHIPCAU_PICTURE_LIMIT_MB", default=40)
NHIPCAU_PICTURE_MEGAPIXELS = env.int("NHIPCAU_PICTURE_MEGAPIXELS", default=64)
NHIPCAU_ATTACHMENT_LIMIT_MB = env.int("NHIPCAU_ATTACHMENT_LIMIT_MB", default=60)
NHIPCAU_RECORDING_LIMIT_MB = env.int("NHIPCAU_RECORDING_LIMIT_MB", default=500)
# Drawing a page takes seconds and its bytes never change: kept on disk, outside backups, the oldest go first.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # A rendition that one process has deleted may not live on in the memory of another.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache" / "pages",
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 3000},
    },
}
NHIPCAU_UPLOAD_LIMIT_MB = env.int("NHIPCAU_UPLOAD_LIMIT_MB", default=30)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000  # a report of a year has three fields for each of hundreds of updates
_MASTERS = "/thu-vien/anh/ban-day-du/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": NHIPCAU_DOCUMENTS, "base_url": None},
    },
    "quarantine": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": NHIPCAU_QUARANTINE, "base_url": None},
    },
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(NHIPCAU_MEDIA_LIBRARY / "originals"), "base_url": None},
    },
    "masters": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(NHIPCAU_MEDIA_LIBRARY / "masters"), "base_url": _MASTERS},
    },
    "library": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(NHIPCAU_MEDIA_LIBRARY / "files"), "base_url": None},
    },
}
# The host at which the world reads the bucket of renditions; empty: our own view hands them out.
NHIPCAU_S3_PUBLIC_HOST = env.str("NHIPCAU_S3_PUBLIC_HOST", default="")
if env.str("NHIPCAU_S3_BUCKET", default=""):
    # Access, region and address of the store are read by boto3 from its own variables (AWS_…).
    STORAGES |= s3_stores(
        env.str("NHIPCAU_S3_BUCKET"),
        public=env.str("NHIPCAU_S3_PUBLIC_BUCKET", default=""),
        host=NHIPCAU_S3_PUBLIC_HOST,
        addresses={"default": MEDIA_URL, "masters": _MASTERS, "originals": None, "library": None, "documents": None},
    )

TASKS = {"default": {"BACKEND": env.str("NHIPCAU_TASK_BACKEND", default="django_tasks_db.DatabaseBackend")}}
# What is done once a day (core/schedule.py). A host that runs more workers may leave it to one of them.
NHIPCAU_DAILY_WORK = env.bool("NHIPCAU_DAILY_WORK", default=True)
NHIPCAU_TASK_LEASE_SECONDS = env.float("NHIPCAU_TASK_LEASE_SECONDS", default=60)

EMAIL_BACKEND = env.str("NHIPCAU_MAIL_BACKEND", default="nhipcau.notices.mail.FolderBackend")
EMAIL_TIMEOUT = 30
EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env.str("NHIPCAU_MAIL_FROM", default="nhip-cau@localhost")
# How long one letter may be under way before another process takes it up again; longer than EMAIL_TIMEOUT.
NHIPCAU_MAIL_LEASE_SECONDS = env.float("NHIPCAU_MAIL_LEASE_SECONDS", default=120)
if env.str("NHIPCAU_SMTP", default=""):
    vars().update(env.email_url("NHIPCAU_SMTP"))

WAGTAIL_SITE_NAME = "Nhịp Cầu"
WAGTAILADMIN_BASE_URL = env.str("NHIPCAU_BASE_URL", default="http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "library.Attachment"
WAGTAILIMAGES_IMAGE_FORM_BASE = "nhipcau.library.forms.media_admin.AdminPictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "nhipcau.library.forms.media_admin.AdminAttachmentForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "tiff", "tif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = NHIPCAU_PICTURE_LIMIT_MB * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = NHIPCAU_PICTURE_MEGAPIXELS * 1_000_000
WAGTAILIMAGES_JPEG_QUALITY, WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_AVIF_QUALITY = 80, 76, 55
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_I18N_ENABLED = True
# docs/decisions/0071-back-office.md
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT, WAGTAIL_TIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M", "%H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False

# How often one machine may ask the interface for machines, and how many proxies of ours stand before us.
NHIPCAU_API_RATE = env.str("NHIPCAU_API_RATE", default="120/min")
NINJA_NUM_PROXIES = env.int("NHIPCAU_PROXIES", default=0)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", *([f"https://{NHIPCAU_S3_PUBLIC_HOST}"] if NHIPCAU_S3_PUBLIC_HOST else [])],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "nhipcau.core.views.csrf_failure"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("NHIPCAU_LOG", default="INFO")},
}

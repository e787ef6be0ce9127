"""Settings of the portal; everything that differs between machines is an ``EDUPLAN_`` variable."""

from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("EDUPLAN_DEBUG", default=True)
SECRET_KEY = env.str("EDUPLAN_SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "EDUPLAN_SECRET_KEY is not set, and EDUPLAN_DEBUG is off: set it to a long random "
            "string. 未设置密钥：请在环境变量 EDUPLAN_SECRET_KEY 中填写一串足够长的随机字符。"
        )
    SECRET_KEY = "for-development-only-never-in-production"

ALLOWED_HOSTS = env.list("EDUPLAN_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("EDUPLAN_CSRF_TRUSTED_ORIGINS", default=[])

VAR_DIR = Path(env.str("EDUPLAN_VAR_DIR", default=str(BASE_DIR / "var")))
FIXTURES_DIR = BASE_DIR / "fixtures"
# Whose documents a command imports when it does not say; the county of the demonstration.
BUREAU = env.str("EDUPLAN_BUREAU", default="341524")
# A TrueType font (.ttf or .ttc) with Chinese characters, embedded in PDF files; empty: the
# built-in STSong-Light, which readers bring along.
PDF_FONT = env.str("EDUPLAN_PDF_FONT", default="")

# Working days that a matter to follow up has where nobody says a day, by its kind.
MATTER_DAYS = {
    "instruction": env.int("EDUPLAN_DAYS_INSTRUCTION", default=15),
    "meeting": env.int("EDUPLAN_DAYS_MEETING", default=20),
    "superior": env.int("EDUPLAN_DAYS_SUPERIOR", default=30),
}

INSTALLED_APPS = [
    "eduplan.accounts.apps.BackDoorConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "simple_history",
    "eduplan.accounts.apps.AccountsConfig",
    "eduplan.audit",
    "eduplan.clients.apps.ClientsConfig",
    "indicators",
    "plans",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "eduplan.data_interface.DataInterface",
    "eduplan.middleware.BrowserLimits",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Outside of all that refuses a request, so that refusals are logged too.
    "eduplan.audit.middleware.AuditLog",
    "eduplan.middleware.TraditionalCharacters",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "eduplan.middleware.PersonalData",
    "eduplan.accounts.sessions.SessionLimits",
    "eduplan.accounts.personal_links.PersonalLinks",
    "eduplan.accounts.sessions.LoginRequired",
    "eduplan.accounts.first_things.FirstThings",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "eduplan.middleware.OwnErrorPages",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "eduplan.urls"
WSGI_APPLICATION = "eduplan.wsgi.application"
ASGI_APPLICATION = "eduplan.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eduplan.look.look",
                "plans.bell.bell",
            ]
        },
    }
]

# A path, not a URL: a folder may have any name.
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "eduplan.sqlite3"}
DATABASE_URL = env.str("EDUPLAN_DATABASE_URL", default="")
DATABASES = {"default": env.db_url_config(DATABASE_URL) if DATABASE_URL else SQLITE}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer, and a writer takes its lock at once or waits its turn.
    DATABASES["default"]["ENGINE"] = "eduplan.sqlite"
    # Tests run in memory; parallel workers append their name, here to a parameter nobody reads.
    DATABASES["default"]["TEST"] = {"NAME": "file:test?mode=memory&cache=shared&worker="}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a query takes longer than any of ours runs.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

# To open a connection takes longer than most answers: SQLite reads its whole schema for it.
DATABASES["default"]["CONN_MAX_AGE"] = 60

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

PASSWORD_LENGTH = env.int("EDUPLAN_PASSWORD_LENGTH", default=10)
PASSWORD_KINDS = env.int("EDUPLAN_PASSWORD_KINDS", default=3)
PASSWORD_HISTORY = env.int("EDUPLAN_PASSWORD_HISTORY", default=5)
PASSWORD_DAYS = env.int("EDUPLAN_PASSWORD_DAYS", default=90)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "eduplan.accounts.passwords.LongEnough",
        "eduplan.accounts.passwords.SeveralKinds",
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "eduplan.accounts.passwords.NotUsedLately",
    )
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "eduplan.accounts.backends.PostBackend",
]
LOGIN_FAILURES = AXES_FAILURE_LIMIT = env.int("EDUPLAN_LOGIN_FAILURES", default=5)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("EDUPLAN_LOGIN_PAUSE_MINUTES", default=15))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "eduplan.accounts.lockout.locked"
AXES_CLIENT_IP_CALLABLE = "eduplan.client_address.client_address"
AXES_RESET_ON_SUCCESS = True
# The page says when to try again, which attempts in between do not move.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_SENSITIVE_PARAMETERS = [
    "username", "ip_address", "code", "csrfmiddlewaretoken",
    "old_password", "new_password1", "new_password2",
]  # fmt: skip
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_IDLE = timedelta(minutes=env.int("EDUPLAN_SESSION_IDLE_MINUTES", default=30))
SESSION_LONGEST = timedelta(hours=env.int("EDUPLAN_SESSION_HOURS", default=12))
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = env.bool("EDUPLAN_SESSION_ENDS_WITH_BROWSER", default=True)
SINGLE_SESSION = env.bool("EDUPLAN_SINGLE_SESSION", default=False)
TOTP_ROLES = env.list("EDUPLAN_TOTP_ROLES", default=[])

# A one-time link to set a password; where no mail is configured, an administrator hands it over.
RESET_HOURS = env.int("EDUPLAN_RESET_HOURS", default=24)

EMAIL_URL = env.str("EDUPLAN_EMAIL_URL", default="")
MAIL_IS_ON = bool(EMAIL_URL)
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if MAIL_IS_ON:
    globals().update(env.email_url_config(EMAIL_URL))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EDUPLAN_MAIL_FROM", default="eduplan@localhost")
EMAIL_TIMEOUT = 10

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

# How long `prune_audit` keeps the audit log; never less than 180 days.
AUDIT_DAYS = env.int("EDUPLAN_AUDIT_DAYS", default=365)

WEBHOOK_URL = env.str("EDUPLAN_WEBHOOK_URL", default="")
WEBHOOK_SECRET = env.str("EDUPLAN_WEBHOOK_SECRET", default="")
# The portal as people outside of it call it, for notices that leave it: https://jy.example.gov.cn
ADDRESS = env.str("EDUPLAN_ADDRESS", default="").rstrip("/")

# Who may do what in the data interface, by the token of a request.
API_ACCESS = "eduplan.clients.access.access_of"
# Where plans say a figure: what an access may read of it.
API_EVIDENCE = "plans.api.evidence.evidence_of"
# Whether anybody may read what is published there, without a token, and how often.
OPEN_DATA = env.bool("EDUPLAN_OPEN_DATA", default=False)
OPEN_DATA_PER_MINUTE = env.int("EDUPLAN_OPEN_DATA_PER_MINUTE", default=60)
# Requests are counted here: in a file that all workers of this machine share, or in a named cache.
CACHE_URL = env.str("EDUPLAN_CACHE_URL", default="")
COUNTS = {
    "BACKEND": "eduplan.clients.counting.FileCounts",
    "LOCATION": str(VAR_DIR / "counts.sqlite3"),
}
CACHES = {"default": env.cache_url_config(CACHE_URL) if CACHE_URL else COUNTS}

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True

# The reader states its own limit per text; this bounds what a browser may send at once.
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILES_AT_ONCE = 50
FILE_UPLOAD_HANDLERS = [
    "eduplan.uploads.CountedFiles",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# An assessment has a field of files for each item, and sends it empty or not: those count here too.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
# A table sends each cell as a field: without a script all 200 rows of a page, with one the changed.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000

X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = env.bool("EDUPLAN_HTTPS", default=False)
# Proxies of our own before the portal, each of which says whom it was asked by.
PROXIES = env.int("EDUPLAN_PROXIES", default=1 if HTTPS else 0)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # Of names below the portal's own; to be on the browsers' list is the domain owner's promise.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
if HTTPS and PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

REST_FRAMEWORK = {
    # Not Django REST framework's second default: a password in a header would need no code.
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "eduplan 数据接口",
    "DESCRIPTION": (
        "县域教育指标的目标值与监测值。只读已发布的数据；每个回答都有强 ETag，"
        "同样的问题带 If-None-Match 再问，没有变化时答 304。"
        "updated_after 给出某次发布以来的变化，包括撤回的数据（deleted 为 1）。"
    ),
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "APPEND_COMPONENTS": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("EDUPLAN_LOG_LEVEL", default="WARNING")},
}

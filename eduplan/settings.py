"""Settings of the portal; everything that differs between machines is an ``EDUPLAN_`` variable."""

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

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "simple_history",
    "eduplan.accounts",
    "indicators",
    "plans",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "eduplan.middleware.TraditionalCharacters",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "eduplan.middleware.PersonalData",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "eduplan.middleware.OwnErrorPages",
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
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

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
DATA_UPLOAD_MAX_NUMBER_FILES = 50
# A table sends each cell as a field: without a script all 200 rows of a page, with one the changed.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000

X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = env.bool("EDUPLAN_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("EDUPLAN_LOG_LEVEL", default="WARNING")},
}

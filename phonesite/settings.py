"""Every setting of the site. What differs between machines comes from the environment and is read first."""

from pathlib import Path
from urllib.parse import quote, urlsplit

import environ

from phonesite import __version__, environment, log_formats

VERSION = __version__
BASE_DIR = Path(__file__).resolve().parent.parent

# From the environment; docs/operating.md explains each.

env = environ.Env()

DEBUG = environment.boolean(env, "DEBUG")
SECRET_KEY = environment.secret_key(env, debug=DEBUG)
SITE_NAME = env.str("SITE_NAME", default="Phonesite")
SITE_URL = environment.site_url(env.str("SITE_URL", default="http://localhost:8000"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
TRUSTED_PROXIES = environment.networks(env.list("TRUSTED_PROXIES", default=[]))
SECURITY_CONTACT = environment.security_contact(env.str("SECURITY_CONTACT", default=""))
SHARED_CACHE_SECONDS = environment.whole_number(env, "SHARED_CACHE_SECONDS", default=0)
SCRIPT_NAME = env.str("SCRIPT_NAME", default="")
ADMIN_PATH = environment.admin_path(env.str("ADMIN_PATH", default="desk/"))
LOG_LEVEL = environment.log_level(env.str("LOG_LEVEL", default="INFO"))
LOG_FORMAT = environment.log_format(env.str("LOG_FORMAT", default="text"))
LOG_IP = environment.boolean(env, "LOG_IP")
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
if METRICS_TOKEN:
    environment.count_in(env.str("METRICS_ROOT", default="") or BASE_DIR / "metrics")
DATABASES = environment.databases(
    env.str("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}"),
    env.str("DATABASE_REPLICA_URL", default=""),
)
DATABASE_ROUTERS = ["phonesite.database_router.ReplicaRouter"] if "replica" in DATABASES else []
MEDIA_ROOT = environment.folder("MEDIA_ROOT", env.str("MEDIA_ROOT", default=""), default=BASE_DIR / "media")
INDEX_ROOT = environment.folder("INDEX_ROOT", env.str("INDEX_ROOT", default=""), default=BASE_DIR / "index")
DUMPS_ROOT = environment.folder("DUMPS_ROOT", env.str("DUMPS_ROOT", default=""), default=MEDIA_ROOT / "dumps")
BACKUP_ROOT = Path(env.str("BACKUP_ROOT", default="") or BASE_DIR / "backups")
BACKUP_KEY = env.str("BACKUP_KEY", default="")
CACHES = environment.caches(env.str("CACHE_URL", default="locmemcache://"))
THREADS = environment.whole_number(env, "THREADS", default=4)
READ_ONLY = environment.boolean(env, "READ_ONLY")
KEPT_PAGES_MB = environment.whole_number(env, "KEPT_PAGES_MB", default=0 if DEBUG else 48)

# What the site is made of

INSTALLED_APPS = [
    "catalog",
    "catalog.apps.CatalogAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "phonesite.middleware.ContentSecurityPolicyMiddleware",
    "phonesite.middleware.BrowserFeaturesMiddleware",
    "phonesite.middleware.TrustedProxiesMiddleware",
    "phonesite.request_log.RequestLogMiddleware",
    "phonesite.middleware.HeadMiddleware",
    "phonesite.database_router.ReadersDatabaseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "phonesite.middleware.SharedCachesMiddleware",
    "phonesite.middleware.ReadersGZipMiddleware",
    "phonesite.kept_pages.KeptPagesMiddleware",
    "phonesite.middleware.LanguageMiddleware",
    "phonesite.failure_pages.ReadOnlyMiddleware",
    "phonesite.reserved_threads.ReservedThreadMiddleware",
    "phonesite.middleware.CookielessReadersMiddleware",
    "phonesite.middleware.UnstoredSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "phonesite.urls"
WSGI_APPLICATION = "phonesite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Readers' pages are Jinja2; the admin keeps Django's language.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "site"],
        "OPTIONS": {"environment": "catalog.views.jinja.environment", "autoescape": True},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "desk"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

FORM_RENDERER = "catalog.forms.field_renderer.FieldRenderer"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("ja", "日本語")]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "catalog.views.style_sheets.BundlingStorage"},
}

# Trust

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name, "OPTIONS": options}
    for name, options in (
        ("django.contrib.auth.password_validation.UserAttributeSimilarityValidator", {}),
        ("django.contrib.auth.password_validation.MinimumLengthValidator", {"min_length": 12}),
        ("phonesite.passwords.MaximumLengthValidator", {}),
        ("django.contrib.auth.password_validation.CommonPasswordValidator", {}),
        ("django.contrib.auth.password_validation.NumericPasswordValidator", {}),
    )
]

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "phonesite.admin_site.csrf_failure"
SESSION_ENGINE = "phonesite.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
OTP_TOTP_ISSUER = SITE_NAME
OTP_ADMIN_HIDE_SENSITIVE_DATA = True

# Who waits after how many wrong passwords: phonesite/lockout.py. Kept in the database, for all processes.
AXES_HANDLER = "phonesite.lockout.LockoutHandler"
AXES_FAILURE_LIMIT = 1  # the handler says 1 where somebody has to wait
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "phonesite.admin_site.lockout_response"
AXES_ENABLE_ADMIN = False

# The same setting, under the same name, as Django 6.0's own.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
UNUSED_BROWSER_FEATURES = [
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "sync-xhr", "usb", "xr-spatial-tracking",
]  # fmt: skip
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a phone with many cameras, codes and markets is one form at the desk
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

ALLOWED_HOSTS += [urlsplit(SITE_URL).hostname]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

# Cookies are the desk's alone, and no other site's links or forms send them along. Below a path they cannot be __Host-.
COOKIE_PREFIX = "__Secure-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}desk_session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}desk_csrf"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{SCRIPT_NAME}/{quote(ADMIN_PATH)}"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # its cookies would have no path

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # machines ask by plain HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# HSTS for all subdomains and the preload list bind more than this site: whoever owns the domain decides.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Everything goes to stderr, for the service manager to keep. A request is one line, with all that it says of itself.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request": {"()": "phonesite.request_log.RequestFilter"},
        "trouble": {"()": "phonesite.trouble_log.TroubleFilter"},
        "no_database": {"()": "phonesite.trouble_log.TroubleFilter", "takes_all": True},
    },
    "formatters": {
        "text": log_formats.TEXT_FORMATTER,
        "json": log_formats.JSON_FORMATTER,
        "json_request": log_formats.JSON_REQUEST_FORMATTER,
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["request"], "formatter": LOG_FORMAT},
        "requests": {
            "class": "logging.StreamHandler",
            "filters": ["request"],
            "formatter": "json_request" if LOG_FORMAT == "json" else LOG_FORMAT,
        },
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL},
        "django.request": {"level": "ERROR", "filters": ["trouble"]},  # the line of the request says the same
        "phonesite.database_router": {"filters": ["no_database"]},
        "phonesite.requests": {"handlers": ["requests"], "level": LOG_LEVEL, "propagate": False},
        "axes": {"level": "WARNING"},  # lockouts, not every sign-in
    },
}

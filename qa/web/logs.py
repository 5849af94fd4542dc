"""What the server writes to standard error: warnings, and if it is wanted a line for each request."""

import logging
from typing import Any

from article_qa.qa.web.hosting import Hosting

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
REQUEST = '%(asctime)s %(client_addr)s "%(request_line)s" %(status_code)s'


def log_config(hosting: Hosting) -> dict[str, Any]:
    """The configuration of the loggers of the server and of this program; other libraries' stay as they are."""
    level = hosting.log_level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "default": {"format": LINE},
            "access": {"()": "uvicorn.logging.AccessFormatter", "fmt": REQUEST, "use_colors": False},
        },
        "handlers": {
            "default": {"class": "logging.StreamHandler", "formatter": "default", "stream": "ext://sys.stderr"},
            "access": {"class": "logging.StreamHandler", "formatter": "access", "stream": "ext://sys.stderr"},
        },
        "loggers": {
            "article_qa": {"handlers": ["default"], "level": level},
            "uvicorn": {"handlers": ["default"], "level": level, "propagate": False},
            "uvicorn.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
        },
    }


def let_requests_through(hosting: Hosting) -> None:
    """Uvicorn has just given this logger the level of the others."""
    if hosting.has_access_log:
        logging.getLogger("uvicorn.access").setLevel(logging.INFO)

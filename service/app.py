"""The application factory."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from flask import Flask, Request
from flask.sessions import NullSession, SessionInterface, SessionMixin
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import MapAdapter

from gazetteer import Resolver
from service.caching import build_id
from service.compression import register_compression
from service.config import Settings
from service.documents import load_documents
from service.errors import register_errors
from service.headers import register_headers
from service.keys import load_keys, register_keys
from service.limits import register_limits
from service.logging import register_access_log
from service.metrics import register_metrics
from service.routes import BLUEPRINTS
from service.serializers import OrjsonProvider
from service.slots import Slots
from service.state import EXTENSION, State


class _NoSessions(SessionInterface):
    """Nothing is kept of a caller from one request to the next."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin:
        """The same for all: it holds nothing, and cannot."""
        del app, request
        return _NO_SESSION


_NO_SESSION = NullSession()


class _PlainFlask(Flask):
    """Flask without what no route here has, and each request would pay for: coroutines, hosts, sessions."""

    session_interface = _NoSessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is, without a look at whether it is a coroutine."""
        return func

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """What finds the route of a request by its path and method, whatever host it names.

        So Flask's SERVER_NAME and TRUSTED_HOSTS have no effect here; a proxy is the place for them.
        """
        if request is None:
            return None
        # WSGI has the bytes of a path as characters of Latin-1, or nothing for the root of a mounted service.
        path = request.environ.get("PATH_INFO", "").encode("latin-1").decode(errors="replace") or "/"
        return self.url_map.bind(
            "", request.root_path, url_scheme=request.scheme, default_method=request.method, path_info=path
        )


def create_app(settings: Settings | None = None, resolver: Resolver | None = None) -> Flask:
    """The service as a WSGI application with its data open; the settings are the environment's by default.

    Raises SettingsError, or ArtefactError where there is no gazetteer to open and none can be built.
    """
    settings = settings or Settings.from_environ(os.environ)
    keys = load_keys(settings)
    resolver = resolver or Resolver.open(settings.artefact)
    app = _PlainFlask("service", static_folder=None)
    app.json = OrjsonProvider(app)
    # No answer by a redirect, which would be in another shape than ours: //resolve is /resolve, and
    # /resolve/ is not there.
    app.url_map.merge_slashes = False
    app.extensions[EXTENSION] = State(
        settings, resolver, load_documents(), build_id(resolver.version), Slots(settings.large_batches)
    )
    # After-request functions run last to first: the log is registered first, and so sees the final response.
    register_access_log(app, settings.log_names)
    register_metrics(app)
    register_compression(app)
    register_headers(app, resolver.version)
    register_errors(app)
    register_keys(app, keys)
    register_limits(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.proxies:
        trusted = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies, x_host=0, x_port=0, x_prefix=0)
        # Flask is wrapped so by its own documentation; mypy takes it for a method that is replaced.
        app.wsgi_app = trusted  # type: ignore[method-assign]
    return app

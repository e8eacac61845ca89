"""The routes, one blueprint a family."""

from service.routes import ops, places, resolve

BLUEPRINTS = (ops.blueprint, places.blueprint, resolve.blueprint)

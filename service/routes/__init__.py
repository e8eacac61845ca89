"""The routes, one blueprint a family."""

from service.routes import batch, docs, ops, places, resolve, reverse, suggest

BLUEPRINTS = tuple(family.blueprint for family in (batch, docs, ops, places, resolve, reverse, suggest))

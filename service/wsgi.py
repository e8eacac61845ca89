"""What a WSGI server loads: `service.wsgi:app`."""

from __future__ import annotations

from gazetteer import Query
from service.app import create_app
from service.memory import share_heap
from service.state import EXTENSION

app = create_app()

# The first answer reads the spelling tables and fills caches: here, before workers are forked off.
resolver = app.extensions[EXTENSION].resolver
resolver.atlas.warm()
for _query in (Query("Halab", admin1="Aleppo"), Query("حلب", country="سوريا")):
    resolver.resolve(_query, lenient=True)

share_heap()

"""The least that Flask can do: a route that gives back the bytes of one answer of the real service.

`BARE_BODY` names the file with the bytes. Run by the real service's gunicorn configuration, so that what is
compared is the work on a request, not the server.
"""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response

BODY = Path(os.environ["BARE_BODY"]).read_bytes()

app = Flask("bare", static_folder=None)


@app.get("/resolve")
def resolve() -> Response:
    return Response(BODY, mimetype="application/json")

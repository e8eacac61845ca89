from __future__ import annotations

from gazetteer.context import Context


def test_a_context_of_nothing_asks_for_nothing() -> None:
    context = Context()
    assert context == Context((), None, None, (), False)
    assert hash(context) == hash(Context())

"""What is told of plain ASCII at once, against what is told of any text."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from gazetteer import normalize
from gazetteer.normalize import fold, script_of

ASCII = st.one_of(st.text(st.characters(codec="ascii")), st.text(string.ascii_letters + string.digits))


@given(text=ASCII)
def test_ascii_is_folded_as_any_text(text: str) -> None:
    assert fold(text) == normalize._fold(text)


@given(text=ASCII)
def test_ascii_is_of_the_script_that_its_characters_are_of(text: str) -> None:
    assert script_of(text) is normalize._script_of(text)

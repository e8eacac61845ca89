from __future__ import annotations

import pytest

from gazetteer.bridge_steps import read_word


@pytest.mark.parametrize(("word", "sounds"), [("Халеб", "xaleb"), ("\u0479\u0488", ""), ("東京", "東京")])
def test_any_word_is_read_as_what_sounds_are_known(word: str, sounds: str) -> None:
    assert read_word(word) == sounds

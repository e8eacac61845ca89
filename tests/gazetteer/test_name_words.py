from __future__ import annotations

import pytest

from gazetteer.name_words import MAX_WORDS, is_article, read_words, split_words, words_within


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Deir ez-Zor", ["Deir", "ez", "Zor"]),
        ("Ra's al_Ayn", ["Ra's", "al", "Ayn"]),
        ("T-4 / T 5", ["T4", "T5"]),
        ("حَلَب", ["حلب"]),
        (" - ", []),
    ],
)
def test_words_as_they_are_written(text: str, words: list[str]) -> None:
    assert split_words(text) == words


def test_words_beyond_the_last_that_is_read() -> None:
    assert len(split_words("a " * (MAX_WORDS + 5))) == MAX_WORDS


@pytest.mark.parametrize(
    ("text", "following", "article"),
    [("al", "bab", True), ("ash", "shaddadi", True), ("ash", "hasan", False), ("ز", "زور", False)],
)
def test_an_article_is_one_of_what_follows(text: str, following: str, article: bool) -> None:
    assert is_article(text, following) is article


def test_words_are_read_without_articles_and_connectors() -> None:
    words, article = read_words("Kafr of the Zor")
    assert ([word.text for word in words], article) == (["kafr", "zor"], False)
    words, article = read_words("Kafr al Zor")
    assert ([word.text for word in words], article) == (["kafr", "zor"], True)


@pytest.mark.parametrize(
    ("word", "within"),
    [("ديرالزور", ["dayr", "زور"]), ("Elbab", ["bab"]), ("Hasan", ["hasan"]), ("شبالزور", ["شبالزور"])],
)
def test_words_within_a_joined_one(word: str, within: list[str]) -> None:
    (read,), _ = read_words(word)
    assert [each.text for each in words_within(read)] == within

from __future__ import annotations

import pytest

from gazetteer.misread_words import misread_in_a_word
from gazetteer.misreadings import in_doubt
from gazetteer.model import Name
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name


def name(told: str) -> Name:
    """A variant from "toponym|source"; a toponym alone is the unchecked source's."""
    toponym, source = told.split("|") if "|" in told else (told, "wof")
    return make_name(toponym, source, NameType.VARIANT)


@pytest.mark.parametrize(
    ("names", "odd"),
    [
        (["شويحة شدار", "Shuwayhat Shadar", "Shweihet Shaddar", "Shuwayhat Sharar"], {"Shuwayhat Sharar"}),
        # A word for the kind of place, or one that tells villages apart, is translated.
        (["تل عفر|ocha", "Tall Afar", "Tal Afar", "Tar Afar"], set()),
        (["شيوخ الصغير", "Shuyukh Saghir", "Shyukh Saghir", "Shuyukh Saghit"], set()),
        (["شيوخ صغير", "Shuyukh Saghir", "Shyukh Saghir", "Shuyukh Kabir"], set()),
        # No Arabic name as long; two letters; a second word that nothing stands beside.
        (["شويحة", "Shuwayhat Shadar", "Shweihet Shaddar", "Shuwayhat Sharar"], set()),
        (["شويحة شدار", "Shuwayhat Shadar", "Shweihet Shaddar", "Shuwayhat Tarar"], set()),
        (["شويحة شدار", "Shuwayhat Shadar", "Shweihet Shaddar", "Karmat Sharar"], set()),
        # What another source has is no misreading.
        (["شويحة شدار", "Shuwayhat Shadar", "Shweihet Shaddar", "Shuwayhat Sharar|iom"], set()),
    ],
)
def test_names_of_which_a_word_is_misread(names: list[str], odd: set[str]) -> None:
    assert {one.toponym for one in misread_in_a_word([name(told) for told in names], "wof")} == odd


@pytest.mark.parametrize(
    ("names", "doubtful"),
    [
        (["Diwan Al Hutayn", "ديوان ال هتين", "Diwan Al Hunayn"], 2),
        (["Diwan Al Hutayn", "ديوان ال هتين|iom", "Diwan Al Hunayn"], 0),
        (["Diwan Al Hutayn", "ديوان ال هتين"], 0),
        (["Diwan Al Hutayn", "Diwan Al Hunayn"], 0),
        (["Hunayn", "سليمان"], 0),
    ],
)
def test_names_that_contradict_each_other_alone_are_in_doubt(names: list[str], doubtful: int) -> None:
    assert len(in_doubt([name(told) for told in names], "wof")) == doubtful

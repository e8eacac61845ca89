"""Strategies for texts of the kind that the gazetteer meets, and of every other."""

from __future__ import annotations

from hypothesis import strategies as st

_LETTERS = st.sampled_from(
    "abcdeghijklmnqrstuwxyzABDHSTZāēīōūḩḑşţẕçğıöüîêŁøßǣ"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىٱپچژگڤکیەۆێڕڵھ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
    "ܐܒܓܕܗܘܙܚܛܝܟܠܡܢܣܥܦܨܩܪܫܬ"
    "ﺍﺣﻠﺐﻻﷲ𞸀𞸋"
    "0479٠٤٩۴"
)
_SIGNS = st.sampled_from(
    " --'’‘ʿʾ.,()/_\u0640\u064b\u0651\u0301\u0327\u200c\u200e\u200f\u202b\u2066\ufeff\u00a0\t\n"
)
_WORDS = st.sampled_from(
    [
        *("al-", "el ", "ar ", "Ash ", "ال", "Tall ", "تل ", "Khirbat ", "Kabir", "Saghir", "كبير", "الصغير"),
        *("village", "قرية ", "airbase", "مطار ", "Abu ", "أبو ", "T4", "T-", "Deir ez-Zor", "دير الزور"),
        *("Hasan", "حسن", "Дейр", "-и ", "1", "٢", "Aleppo", "حلب", "governorate", "of the "),
    ]
)

NAMES = st.lists(st.one_of(_LETTERS, _LETTERS, _SIGNS, _WORDS), max_size=24).map("".join)
"""What looks like a place name of these scripts, joined and marked in every way."""

TEXTS = st.one_of(NAMES, st.text(max_size=40), st.text(st.characters(), max_size=40))
"""Any text at all, lone surrogates excepted."""

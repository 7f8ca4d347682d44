"""Text in old fonts (TCVN3): read where it shows itself, while good Vietnamese, French and English stay as they are."""

import unicodedata

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.clean import found_text, plain_text
from etl.legacy_text import LETTERS, from_legacy, read_as_legacy
from etl.syllable import is_syllable, tone_last
from tests.etl.workbooks import catalogue

BYTES = {letter: shown for shown, letter in LETTERS.items()}


def in_tcvn3(text: str) -> str:
    """The text as an old font's file shows it: marked capitals have no byte, and are small letters there."""
    letters = unicodedata.normalize("NFC", text)
    return "".join(BYTES.get(letter) or BYTES.get(letter.lower(), letter) for letter in letters)


def words_of_the_programme() -> list[str]:
    programme = catalogue().programmes["2022"]
    return [
        *(name for unit in programme.units.values() for name in (unit.unit_name_vi, unit.unit_short_vi)),
        *programme.aliases,
        *(text for each in programme.indicators.values() for text in (each.indicator_name_vi, each.note_vi)),
        *(task.task_name_vi for task in programme.tasks.values()),
        *(area.area_name_vi for area in programme.content_areas.values()),
        *(period.period_name_vi for period in programme.periods.values()),
    ]


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("H¶i Phßng", "Hải Phòng"),
        ("Tû lÖ n÷ cÊp ñy", "Tỷ lệ nữ cấp ủy"),
        ("H¶I PHßNG", "HẢI PHÒNG"),
        ("Tr\xad\xeang häc", "Trường học"),  # ư is a soft hyphen there
        ("UBND quËn Lª Ch©n", "UBND quận Lê Chân"),
        ("kh«ng", "không"),
        (
            "Ch\xada cã kÕ ho¹ch, ®· nh¾c b»ng v¨n b¶n sè 02/Q§-UBND",
            "Chưa có kế hoạch, đã nhắc bằng văn bản số 02/QĐ-UBND",
        ),
        ("ThiÕu kinh phÝ\nvµ c¸n bé", "Thiếu kinh phí\nvà cán bộ"),
    ],
)
def test_text_in_old_fonts_is_read(shown: str, meant: str) -> None:
    assert plain_text(unicodedata.normalize("NFD", shown)) == plain_text(shown) == meant
    assert plain_text(shown.encode("latin-1").decode("cp1252")) == meant
    assert found_text(shown) == shown.replace("\xad", "")  # what stood there is kept


@pytest.mark.parametrize(
    "text",
    [
        "thé", "Le café est fermé",
        "La réunion a été très utile", "l’été dernier", "« bien »", "«thé»", "hôtel, bientôt, tôt, où",
        "naïve façade", "résumé", "Noël", "Brontë", "Zürich", "El Niño", "São Paulo", "Malmö", "Göteborg", "señor",
        "5 µm", "µg", "½ ngày", "1½", "© 2022", "Microsoft®", "Excel® 2010", "§ 5", "§5",
        "100 £", "±3", "A · B", "20°C", "m²",
        "Có", "cã", "không", "KHÔNG", "HÒA BÌNH", "Hoà bình", "cÓ", "hÒA", "Tên xã, phường", "hôn nhân và gia đình",
        "Nguyễn Văn Ánh", "Ðồ Sơn", "xã hòa", "thêm 2 cô", "bé gái", "Hà", "", "abc", "305",
    ],
)  # fmt: skip
def test_other_text_stays_as_it_is(text: str) -> None:
    assert from_legacy(text) == text
    assert plain_text(text) == text


@pytest.mark.parametrize("text", words_of_the_programme())
def test_the_programmes_own_words_stay_and_come_back(text: str) -> None:
    assert from_legacy(text) == text
    assert from_legacy(text.upper()) == text.upper()
    assert read_as_legacy(in_tcvn3(text)).casefold() == text.casefold()


@pytest.mark.parametrize("language", ["vi", "fr", "fr_CA", "en"])
def test_a_thousand_words_of_each_language_stay(language: str) -> None:
    """The world's countries, languages, scripts and currencies."""
    locale = Locale.parse(language)
    lists = (locale.territories, locale.languages, locale.scripts, locale.currencies)
    words = [text for names in lists for text in names.values()]
    assert len(words) > 1000
    assert [text for text in words for spelt in (text, text.upper()) if from_legacy(spelt) != spelt] == []


def test_long_words_of_the_programme_show_themselves() -> None:
    long = [text for text in words_of_the_programme() if len(text) > 20 and not text.isascii()]
    assert len(long) > 80
    assert [text for text in long if from_legacy(in_tcvn3(text)).casefold() != text.casefold()] == []


def test_the_table_is_the_old_fonts() -> None:
    assert len(LETTERS) == len(set(LETTERS.values())) == 74
    assert {LETTERS[shown] for shown in "¸µ¶·¹"} == set("áàảãạ")
    assert (LETTERS["\xad"], LETTERS["®"], LETTERS["§"], LETTERS["\xfe"], LETTERS["\xdf"]) == ("ư", "đ", "Đ", "ỵ", "ò")


SYLLABLES = """
    Trường Thủy nghiêng khuỷu quyết giếng gìn uống ướt ngoằn chuyện oan ý huých khoẻ quý yếu kỷ ghế nghỉ
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_what_is_a_syllable(word: str) -> None:
    assert is_syllable(word.lower())


@pytest.mark.parametrize(
    "word", ["viêt", "viềt", "câ", "cế", "kan", "nghan", "ghà", "café", "fa", "str", "", "ôô", "thìchs"]
)
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Thủy", "Thuỷ", True),
        ("HÒA", "HOÀ", True),
        ("Hoà bình", "Ho\u0300a bi\u0300nh", True),
        ("khoẻ", "khỏe", True),
        ("Thủy", "Thụy", False),
        ("Giang", "Giàng", False),
        ("Bảo", "Bão", False),
        ("ban", "bân", False),
    ],
)
def test_where_the_tone_stands_does_not_matter(one: str, other: str, is_same: bool) -> None:
    assert (tone_last(one) == tone_last(other)) is is_same


@settings(deadline=None)
@given(st.text())
def test_nothing_is_too_strange(text: str) -> None:
    assert tone_last(unicodedata.normalize("NFD", text)) == tone_last(text)
    assert text.isascii() or from_legacy(text) in (text, read_as_legacy(text))

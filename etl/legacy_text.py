"""Text in TCVN3, the encoding of the old .VnTime fonts: "Hải Phòng" arrives as "H¶i Phßng".

Python has no codec for it. Only what cannot be Vietnamese, French or English as it stands is taken for it.
"""

import re
import unicodedata

from etl.syllable import is_syllable

# The bytes, as Windows-1252 (and Unicode's first page) shows them, and the letters that the fonts drew for them.
LETTERS = dict(
    zip(
        "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae"
        "\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb"
        "\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde"
        "\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee"
        "\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe",
        "ĂÂÊÔƠƯĐăâêôơưđ" + "àảãáạằẳẵắặầẩẫấậ" + "èẻẽéẹềểễếệìỉĩíị" + "òỏõóọồổỗốộờởỡớợ" + "ùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
TABLE = str.maketrans(LETTERS)
WORD = re.compile(r"[A-Za-z" + re.escape("".join(LETTERS)) + r"]+")
LEGACY_LETTER = re.compile("[" + re.escape("".join(LETTERS)) + "]")
UNICODE_ONLY = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff\xc0-\xc5\xcd\xe0\xf0\xff]")  # not of those fonts
SIGN_IN_WORD = re.compile(r"(?<=[A-Za-z])[\xa1-\xbf\xd7\xf7]|[\xa1-\xbf\xd7\xf7](?=[A-Za-z]{2})")
CAPITAL_IN_WORD = re.compile(r"[A-Za-z\xdf-\xfe][\xc0-\xd6\xd8-\xde]")
FRENCH = frozenset("abcdefghijklmnopqrstuvwxyzâæçéèêëîïôûùü")


def from_legacy(text: str) -> str:
    """The text in Unicode where it shows itself to be TCVN3; any other text as it is."""
    return read_as_legacy(text) if _is_legacy(text) else text


def read_as_legacy(text: str) -> str:
    """What the text says if it is TCVN3, whether or not it shows."""
    is_in_capitals = not any("a" <= letter <= "z" for letter in text)
    return WORD.sub(lambda word: _read(word[0], is_in_capitals), text)


def _read(word: str, is_in_capitals: bool) -> str:
    """Marked capitals had no bytes but a font of their own: among capitals a marked letter is one too."""
    letters = word.translate(TABLE)
    plain = "".join(letter for letter in word if letter.isascii())
    is_capital = is_in_capitals or (len(plain) > 1 and plain.isupper())
    return letters.upper() if is_capital and _is_word(letters) else letters


def _is_legacy(text: str) -> bool:
    if not LEGACY_LETTER.search(text) or UNICODE_ONLY.search(text):
        return False
    words = [word for word in WORD.findall(text) if LEGACY_LETTER.search(word) and len(word) > 1]
    strange = [word for word in words if _is_strange(word)]
    misread = sum(not _is_word(word.translate(TABLE)) for word in words)
    foreign = [word for word in words if not is_syllable(word.lower())]
    is_proof = bool(strange) and (len(foreign) >= 2 or len(strange[0]) >= 3)
    return is_proof and misread * 4 <= len(words)  # people misspell, in a long text


def _is_strange(word: str) -> bool:
    """Whether a word can only be TCVN3: a sign or a capital within it, a letter of no language that is used here."""
    if is_syllable(word.lower()) or not _is_word(word.translate(TABLE)):
        return False
    lower = any(letter.islower() for letter in word)
    in_case = bool(CAPITAL_IN_WORD.search(word)) and lower
    return bool(SIGN_IN_WORD.search(word)) or in_case or not FRENCH.issuperset(word.lower())


def _is_word(letters: str) -> bool:
    """A syllable, or an abbreviation in capitals such as LĐTBXH."""
    bare = unicodedata.normalize("NFD", letters).replace("Đ", "D")
    is_abbreviation = letters.isupper() and all(mark.isascii() or mark in "\u0302\u0306\u031b" for mark in bare)
    return is_syllable(letters.lower()) or is_abbreviation

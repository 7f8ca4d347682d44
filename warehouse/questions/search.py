"""Search as people type: without marks, in any case, words in any order."""

import re
import unicodedata


def search_words(typed: str) -> list[str]:
    """What was typed as folded words: "Khó  khăn, kinh phí" → kho, khan, kinh, phi. Commas and the like only divide."""
    marks_off = "".join(
        letter for letter in unicodedata.normalize("NFD", typed.casefold()) if not unicodedata.combining(letter)
    )
    return re.findall(r"\w+(?:[-/.]\w+)*", marks_off.replace("đ", "d"))


def holds_every_word(*columns: str) -> str:
    """A condition for a query with the parameter $words (`search_words`): the columns together hold each of them."""
    text = "concat_ws(' ', " + ", ".join(columns) + ")"
    folded = f"replace(strip_accents(lower(nfc_normalize({text}))), 'đ', 'd')"
    return f"len(list_filter($words, lambda word: not contains({folded}, word))) = 0"

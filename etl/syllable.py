"""How a Vietnamese syllable is built: what can be one at all, and which spellings are the same word."""

import re
import unicodedata
from functools import lru_cache

TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
WORD = re.compile(r"[^\W\d_][^\W\d_" + TONE_MARKS + r"\u0302\u0306\u031b]*")
ALL_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
ALL_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu
    ia iêc iêm iên iêng iêp iêt iêu y ych ynh yt yêm yên yêng yêt yêu
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u uc ui um un ung up ut ua uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyt uyu uyên uyêt
    uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
ONSETS = frozenset(ALL_ONSETS.split()) | {""}
RHYMES = frozenset(ALL_RHYMES.split())
FRONT = ("e", "ê", "i", "y")  # before these k, gh and ngh are written; before others c, g and ng


def tone_last(text: str) -> str:
    """The same words with each tone mark at its word's end: "Thủy" and "Thuỷ" become one. For comparing only."""
    return WORD.sub(lambda word: _tone_last(word[0]), unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether a lower-case word can be a Vietnamese syllable, its tone included: "việt", but not "viêt"."""
    toneless, tone = _split_tone(word)
    if len(tone) > 1:
        return False
    return any(_fits(toneless[:length], toneless[length:], tone) for length in range(min(3, len(toneless)), -1, -1))


def _fits(onset: str, rhyme: str, tone: str) -> bool:
    if onset not in ONSETS or not _is_rhyme(onset, rhyme):
        return False
    if rhyme.endswith(("c", "ch", "p", "t")) and tone not in ("\u0301", "\u0323"):
        return False
    if onset in ("k", "gh", "ngh"):
        return rhyme.startswith(FRONT)
    return onset not in ("c", "g", "ng") or not rhyme.startswith(FRONT) or (onset == "g" and rhyme[0] == "i")


def _is_rhyme(onset: str, rhyme: str) -> bool:
    return rhyme in RHYMES or (onset == "qu" and f"u{rhyme}" in RHYMES)


def _split_tone(word: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(mark for mark in decomposed if mark not in TONE_MARKS)
    return unicodedata.normalize("NFC", bare), "".join(mark for mark in decomposed if mark in TONE_MARKS)


@lru_cache(maxsize=4096)
def _tone_last(word: str) -> str:
    bare, tone = _split_tone(word)
    return bare + tone

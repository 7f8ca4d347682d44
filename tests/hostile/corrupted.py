"""Good files after a bad disk, a cut line or a careless copy: bytes turned over, blocks exchanged, ends missing."""

from collections.abc import Iterator, Mapping
from random import Random

from tests.hostile.hostile import ANYTHING, Hostile, hostile

CUTS = (0.02, 0.5, 0.97)
BLOCK = 512


def corrupted(good: Mapping[str, bytes], seed: int) -> Iterator[Hostile]:
    """`good`: whole files by name. A zip that is broken is always told; the others have no checksums."""
    for name, content in good.items():
        stem, _, ending = name.rpartition(".")
        told = "damaged_file" if content.startswith(b"PK") else ANYTHING
        for share in CUTS:
            yield hostile(f"{stem}-cut-{share:.2f}.{ending}", content[: int(len(content) * share)], told)
        chance = Random(f"{seed} {name}")
        yield hostile(f"{stem}-flipped.{ending}", _flipped(content, chance), ANYTHING)
        yield hostile(f"{stem}-swapped.{ending}", _swapped(content, chance), ANYTHING)
        yield hostile(f"{stem}-zeroed.{ending}", _zeroed(content, chance), ANYTHING)


def _flipped(content: bytes, chance: Random) -> bytes:
    written = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        written[chance.randrange(len(written))] ^= 1 << chance.randrange(8)
    return bytes(written)


def _swapped(content: bytes, chance: Random) -> bytes:
    blocks = [content[at : at + BLOCK] for at in range(0, len(content), BLOCK)]
    first, second = chance.randrange(len(blocks)), chance.randrange(len(blocks))
    blocks[first], blocks[second] = blocks[second], blocks[first]
    return b"".join(blocks)


def _zeroed(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes(min(BLOCK, len(content) - at)) + content[at + BLOCK :]

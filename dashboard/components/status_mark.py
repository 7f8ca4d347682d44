"""A status that explains itself: to a pointer that rests on it, to the keyboard, to a finger. No script is needed.

The words stand in the page and show while the mark, or the link beside it, is pointed at or has the focus. Browsers
that can anchor them put them beside the mark; others, and phones, at the foot of the window. Nothing cuts them off.
"""

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.charts.status import STATUSES


def coloured_symbol(status_code: str) -> str:
    """The status's symbol in its colour, as markup; the word beside it is what is read out."""
    status = STATUSES[status_code]
    return f'<span style="color:{status.colour}" aria-hidden="true">{status.symbol}</span>'


def explained(key: str, mark: str, sentences: Sequence[str]) -> str:
    """The mark (markup) with its explanation. key: of the page's own, in no other mark; sentences: text."""
    return f'<span class="tb-why" tabindex="0" {described_by(key)}>{mark}{explanation(key, sentences)}</span>'


def described_by(key: str) -> str:
    """The attribute by which a link is told of the explanation that stands beside it, in a `tb-why`."""
    return f'aria-describedby="why-{escape(key)}"'


def explanation(key: str, sentences: Iterable[str], title: str = "") -> str:
    """The explanation itself, a line a sentence; all of it text. title: in bold above."""
    lines = "".join(f"<span>{escape(sentence)}</span>" for sentence in sentences)
    head = f"<b>{escape(title)}</b>" if title else ""
    return f'<span class="tb-told" role="tooltip" id="why-{escape(key)}">{head}{lines}</span>'

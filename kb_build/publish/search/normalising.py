"""Normalises text for searching: width, case, 繁简, punctuation and spacing do not matter.

`theme/assets/kb/text.js` does the same in the browser; a browser test compares the two.
"""

from __future__ import annotations

import re
import unicodedata

from kb_build.publish.search.characters import simplified

GAP = " "  # something was dropped here
BREAK = "\n"  # a line ends here, or one Latin word; no two-character term reaches across
# `5+1+1`, `32.35%`: signs that are said aloud. A full stop counts between two digits only.
SIGNS = frozenset("+%.")
# Characters that a reader passes over: punctuation, symbols, spaces, accents, controls. What the
# Unicode version at hand does not know stays in, for the browser may know it.
PASSED_OVER = frozenset("PSZM")
PASSED_OVER_OTHERS = frozenset({"Cc", "Cf"})

# Scripts that separate words with spaces come before U+2E80, Chinese ones from there on.
SPACED = "!-\u2e7f"

# A full stop that counts as nothing, and a gap between two Latin words, which stay two words. Each
# begins with what is looked for: what stands before it is asked for only there.
STOP = re.compile(r"\.(?:(?<![0-9]\.)|(?![0-9]))")
BETWEEN = re.compile(f"{GAP}(?<=[{SPACED}]{GAP}){GAP}*(?=[{SPACED}])")


def normalise(text: str) -> str:
    """The text as it is indexed and asked for: letters, digits and SIGNS, parted by BREAK.

    Line ends of `text` become BREAK; the result neither starts nor ends with one.
    """
    kept = STOP.sub(GAP, text.translate(_LETTERS))
    lines = (line.strip(GAP) for line in kept.split(BREAK))
    # Chinese words with a space or 、 between them are joined.
    return BETWEEN.sub(BREAK, BREAK.join(filter(None, lines))).replace(GAP, "")


class _Letters(dict[int, str]):
    """What each code point becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        # Character by character, so that the browser can say where in the text a letter stood.
        plain = unicodedata.normalize("NFKD", chr(code)).lower()
        letters = (simplified().get(letter, letter) for letter in plain if _counts(letter))
        self[code] = "".join(letters) or GAP
        return self[code]


def _counts(letter: str) -> bool:
    category = unicodedata.category(letter)
    passed_over = category[0] in PASSED_OVER or category in PASSED_OVER_OTHERS
    return letter in SIGNS or not passed_over


_LETTERS = _Letters({ord("\n"): BREAK})

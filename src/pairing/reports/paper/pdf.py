"""PDF pages in any script: the fonts, which are embedded, and text that fits its place."""

from __future__ import annotations

import datetime

from fpdf import FPDF

from pairing.language import language
from pairing.reports.paper.fonts import DEJAVU, NOTO, font_file

__all__ = ["INK", "PALE", "QUIET", "Pages"]

INK, QUIET, PALE = (26, 26, 26), (95, 95, 95), (176, 182, 190)
_MAIN, _MORE = "main", "more"
_LONGEST = 200
"""Letters of a name that are looked at: no place on paper has room for more."""


class Pages(FPDF):
    """A document of ours: millimetres, embedded fonts.

    Noto Sans SC has Latin and Chinese, both simplified and traditional; what it lacks, such as
    Hebrew and Arabic, is set in DejaVu Sans.
    """

    def __init__(self, title: str, paper: str = "A4", *, landscape: bool = False) -> None:
        super().__init__("landscape" if landscape else "portrait", "mm", paper)
        self.add_font(_MAIN, "", font_file(NOTO))
        self.add_font(_MORE, "", font_file(DEJAVU))
        self.set_fallback_fonts([_MORE])
        self.set_text_shaping(True)
        self.set_font(_MAIN, size=11)
        self.set_margin(12)
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_lang(language().replace("_", "-"))
        self.set_creation_date(datetime.datetime.now().astimezone())

    def write_in(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str,
        size: float = 11,
        colour: tuple[int, int, int] = INK,
        align: str = "L",
    ) -> None:
        """One line in a box, set smaller and at last cut where it would not fit.

        Places and lengths in millimetres, ``size`` in points.
        """
        words = " ".join(text.split())[:_LONGEST]
        self.set_text_color(*colour)
        self.set_font(_MAIN, size=size)
        needed = self.get_string_width(words)
        if needed > width:
            self.set_font(_MAIN, size=max(size / 2, size * width / needed * 0.98))
        while words and self.get_string_width(words) > width:
            words = words[: max(0, len(words) * 9 // 10 - 1)].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
            if words == "\N{HORIZONTAL ELLIPSIS}":
                break
        self.set_xy(x, y)
        self.cell(width, height, words, align=align)

    def heading(self, text: str, quiet: str = "") -> float:
        """A title at the top of a page, and a quiet line below; answers where they end."""
        self.write_in(self.l_margin, 10, self.epw, 10, text, 20)
        if quiet:
            self.write_in(self.l_margin, 20, self.epw, 5, quiet, 9, QUIET)
        return 28.0

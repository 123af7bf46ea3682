"""A student's marks over time as a picture for paper: grey bands, one line, no other student."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pairing.language import translated
from pairing.monitoring import MarkLine
from pairing.reports.paper.fonts import NOTO, font_file

__all__ = ["marks_picture"]

_ACROSS = 2
_MOST = 6
_INCHES = (3.3, 1.9)
_DOTS = 150
_LETTERS = 14


def marks_picture(lines: Sequence[MarkLine]) -> bytes:
    """A PNG with a small chart a subject, the first six; empty where there are no marks."""
    if not lines:
        return b""
    # Only who prints a file waits for the library.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    shown = lines[:_MOST]
    down = -(-len(shown) // _ACROSS)
    figure = Figure(figsize=(_ACROSS * _INCHES[0], down * _INCHES[1]), layout="constrained")
    FigureCanvasAgg(figure)
    font = FontProperties(fname=str(font_file(NOTO)), size=8)
    axes = figure.subplots(down, _ACROSS, squeeze=False).flat
    for place, line in zip(axes, shown, strict=False):
        at = {(point.exam, point.date): number for number, point in enumerate(line.points)}
        band = [at[one.exam, one.date] for one in line.middle]
        place.fill_between(
            band,
            [one.low for one in line.middle],
            [one.high for one in line.middle],
            color="0.88",
            linewidth=4 if len(band) == 1 else 0,
        )
        if line.own is not None:
            place.axhline(line.own, color="0.6", linestyle=":", linewidth=1)
        values = [point.value for point in line.points]
        place.plot(range(len(values)), values, color="#1f5f9e", marker="o", markersize=3)
        place.set_ylim(0, 104)
        place.set_title(_plain(translated(line.subject)), fontproperties=font)
        place.set_xticks(
            range(len(values)),
            [f"{point.date:%y-%m-%d}" for point in line.points],
            rotation=30,
            fontproperties=font,
        )
        place.tick_params(labelsize=7)
    for place in list(figure.axes)[len(shown) :]:
        place.set_visible(False)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=_DOTS)
    return file.getvalue()


def _plain(text: str) -> str:
    """A name that the library takes for no formula, which it looks for between dollar signs."""
    line = " ".join(text.split())[:_LETTERS]
    return line.replace("$", r"\$")

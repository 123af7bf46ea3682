"""Charts as pictures, drawn without a screen or a browser, in any script."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pairing.reports.paper.fonts import DEJAVU, NOTO, font_file

__all__ = ["Bars", "Shape", "picture"]

_WIDE, _HIGH, _DPI = 6.4, 3.0, 150
_ROW = 0.28
"""Inches of a bar that lies, with the room around it."""
_SIZE = 9


class Shape(StrEnum):
    """How counts are drawn."""

    COLUMNS = "columns"
    """Stacked upright, for few rows."""
    BARS = "bars"
    """Stacked lying, for rows with long names."""
    LINE = "line"


@dataclass(frozen=True)
class Bars:
    """What is drawn: for each row a count of each series; None where it is not told.

    ``gaps`` says so where any is not; it is to stand beside the chart. ``colours`` are of the
    series.
    """

    title: str
    shape: Shape
    rows: tuple[str, ...]
    series: tuple[tuple[str, tuple[int | None, ...]], ...]
    colours: tuple[str, ...]
    gaps: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be seen."""
        return not any(value for _, values in self.series for value in values)


def picture(bars: Bars) -> bytes:
    """A chart as PNG; a count that is None leaves a gap."""
    # It takes a third of a second to load, and few ask for a Word file.
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    font = {"family": list(_families()), "size": _SIZE}
    lying = bars.shape is Shape.BARS
    high = max(_HIGH, _ROW * len(bars.rows) + 1) if lying else _HIGH
    figure = Figure(figsize=(_WIDE, high), dpi=_DPI, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(bars.rows))
    base = [0] * len(bars.rows)
    for (name, values), colour in zip(bars.series, bars.colours, strict=True):
        counts = [value or 0 for value in values]
        if bars.shape is Shape.LINE:
            gaps = [float("nan") if value is None else value for value in values]
            axes.plot(places, gaps, marker="o", color=colour, label=name)
            axes.set_ylim(0, max([1, *counts]) * 1.1)
        elif lying:
            axes.barh(places, counts, left=base, color=colour, label=name)
        else:
            axes.bar(places, counts, bottom=base, color=colour, label=name, width=0.6)
        base = [one + more for one, more in zip(base, counts, strict=True)]
    along, across = (axes.yaxis, axes.xaxis) if lying else (axes.xaxis, axes.yaxis)
    along.set_ticks(list(places), labels=list(bars.rows))
    across.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    across.grid(visible=True, color="#dddddd")
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    if lying:
        axes.invert_yaxis()
    elif sum(map(len, bars.rows)) > 60:
        axes.tick_params(axis="x", rotation=45)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        # A dollar sign in a subject's name is no formula.
        label.set(fontfamily=font["family"], fontsize=_SIZE, parse_math=False)
    if len(bars.series) > 1:
        legend = figure.legend(
            loc="outside lower center", ncols=len(bars.series), prop=font, frameon=False
        )
        for text in legend.get_texts():
            text.set_parse_math(False)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


@cache
def _families() -> tuple[str, ...]:
    """The names of our fonts, which are made known first."""
    from matplotlib.font_manager import FontProperties, fontManager

    files = [str(font_file(one)) for one in (NOTO, DEJAVU)]
    for file in files:
        fontManager.addfont(file)
    return tuple(FontProperties(fname=file).get_name() for file in files)

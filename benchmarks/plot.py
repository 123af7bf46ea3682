"""Draw two columns of a benchmark's CSV as a line on logarithmic axes, as an SVG.

``uv run python -m benchmarks.seating growth | uv run python -m benchmarks.plot students seconds``
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections.abc import Sequence
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT, _EDGE = 560, 320, 50


def line_plot(across: str, up: str, points: Sequence[tuple[float, float]]) -> str:
    """The points, all above 0, joined in order; each is labelled with its own two values."""
    xs = [math.log10(x) for x, _ in points]
    ys = [math.log10(y) for _, y in points]

    def place(x: float, y: float) -> tuple[float, float]:
        width, height = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
        return (
            _EDGE + (x - min(xs)) / width * (_WIDTH - 2 * _EDGE),
            _HEIGHT - _EDGE - (y - min(ys)) / height * (_HEIGHT - 2 * _EDGE),
        )

    places = [place(x, y) for x, y in zip(xs, ys, strict=True)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#0072b2"/>'
        f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{up_:g}</text>'
        f'<text x="{x:.1f}" y="{_HEIGHT - 22}" text-anchor="middle">{across_:g}</text>'
        for (x, y), (across_, up_) in zip(places, points, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>'
        f'<polyline points="{path}" fill="none" stroke="#0072b2" stroke-width="2"/>{marks}'
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 4}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="8" y="16">{escape(up)} (both axes logarithmic)</text></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("across")
    parser.add_argument("up")
    arguments = parser.parse_args()
    rows = list(csv.DictReader(sys.stdin))
    points = [(float(row[arguments.across]), float(row[arguments.up])) for row in rows]
    sys.stdout.write(line_plot(arguments.across, arguments.up, points))


if __name__ == "__main__":
    main()

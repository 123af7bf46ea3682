"""Robust tabu search over products of two matrices, compiled.

The gains of all swaps stand in a table; after a move each entry changes by a product of
differences, in constant time (Taillard 1991, Robust taboo search for the quadratic
assignment problem, Parallel Computing 17).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pairing.solvers.compiled import OPTIONS, compiled
from pairing.solvers.xorshift import uniform

__all__ = ["tabu_search"]

_LOWEST = -1e300


@compiled
def _gain(closeness: Any, weight: Any, unary: Any, x: Any, r: int, s: int) -> Any:
    """Change of the value if r and s swap, from scratch."""
    a, b = x[r], x[s]
    gain = unary[b, r] + unary[a, s] - unary[a, r] - unary[b, s]
    gain += (closeness[r, s] - closeness[s, r]) * (weight[b, a] - weight[a, b])
    gain += (closeness[r, r] - closeness[s, s]) * (weight[b, b] - weight[a, a])
    for k in range(len(x)):
        if k != r and k != s:
            c = x[k]
            gain += (closeness[k, r] - closeness[k, s]) * (weight[c, b] - weight[c, a])
            gain += (closeness[r, k] - closeness[s, k]) * (weight[b, c] - weight[a, c])
    return gain


def tabu_search(
    closeness: NDArray[np.float64],
    weight: NDArray[np.float64],
    unary: NDArray[np.float64],
    x: NDArray[np.int64],
    source: NDArray[np.uint64],
    steps: int,
    symmetric: bool,
) -> None:
    """Robust tabu search for ``steps`` moves; leaves the best permutation in ``x``."""
    n = len(x)
    # Code that makes no array is compiled in half the time.
    gains = np.zeros((n, n))
    tabu = np.zeros((n, n), dtype=np.int64)  # person, place: forbidden until
    row, column, flow_in, flow_out = np.zeros((4, n))
    best = x.copy()
    _search(
        closeness,
        weight,
        unary,
        x,
        source,
        steps,
        symmetric,
        gains,
        tabu,
        best,
        row,
        column,
        flow_in,
        flow_out,
    )
    x[:] = best


@njit(**OPTIONS, fastmath={"contract", "reassoc"})
def _search(
    closeness: Any,
    weight: Any,
    unary: Any,
    x: Any,
    source: Any,
    steps: int,
    symmetric: bool,
    gains: Any,
    tabu: Any,
    best: Any,
    row: Any,
    column: Any,
    flow_in: Any,
    flow_out: Any,
) -> None:
    n = len(x)
    for i in range(n):
        for j in range(i + 1, n):
            gains[i, j] = _gain(closeness, weight, unary, x, i, j)
    value = 0.0
    best_value = 0.0
    aspiration = 5 * n * n
    for i in range(n):
        for j in range(n):
            tabu[i, j] = -(n * i + j)
    for step in range(1, steps + 1):
        top = _LOWEST
        r, s = n, n
        aspired = False
        for i in range(n):
            a = x[i]
            for j in range(i + 1, n):
                gain = gains[i, j]
                if gain <= top and not (not aspired and step > aspiration):
                    continue
                b = x[j]
                allowed = tabu[a, j] < step or tabu[b, i] < step
                old = tabu[a, j] < step - aspiration and tabu[b, i] < step - aspiration
                wins = value + gain > best_value or old
                if (
                    (wins and not aspired)
                    or (wins and gain > top)
                    or (not aspired and gain > top and allowed)
                ):
                    r, s, top = i, j, gain
                    if wins:
                        aspired = True
        if r == n:
            continue
        a, b = x[r], x[s]
        x[r], x[s] = b, a
        value += top
        for t in range(2):
            draw = uniform(source)
            # Cubed, so that most bans are short and a few are very long.
            until = step + int(8.0 * n * draw * draw * draw)
            if t == 0:
                tabu[a, r] = until
            else:
                tabu[b, s] = until
        if value > best_value:
            best_value = value
            for i in range(n):
                best[i] = x[i]
        for i in range(n):
            row[i] = closeness[r, i] - closeness[s, i]
            flow_out[i] = weight[a, x[i]] - weight[b, x[i]]
            if not symmetric:
                column[i] = closeness[i, r] - closeness[i, s]
                flow_in[i] = weight[x[i], a] - weight[x[i], b]
        for i in range(n):
            if i == r or i == s:
                continue
            u, v = row[i], flow_out[i]
            if symmetric:
                for j in range(i + 1, n):
                    gains[i, j] += 2.0 * (u - row[j]) * (v - flow_out[j])
            else:
                u2, v2 = column[i], flow_in[i]
                for j in range(i + 1, n):
                    gains[i, j] += (u - row[j]) * (v - flow_out[j]) + (u2 - column[j]) * (
                        v2 - flow_in[j]
                    )
        for i in range(n):
            for k in (r, s):
                if i < k:
                    gains[i, k] = _gain(closeness, weight, unary, x, i, k)
                elif i > k:
                    gains[k, i] = _gain(closeness, weight, unary, x, k, i)

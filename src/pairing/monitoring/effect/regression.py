"""The change of those who were helped over that of students who stood where they did before.

The change is regressed on help and on the earlier marks: a difference in differences, adjusted for
regression to the mean. Students were chosen for help by those marks, and by nothing else that is
known, so that the chance in the marks that chose them is held fixed. Errors are HC3 (MacKinnon and
White, J. Econometrics 1985); of several subjects together they are clustered by student.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairing.monitoring.effect.sample import Floats, Sample, Subject

__all__ = ["Estimate", "estimate"]

_ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Estimate:
    """What help brought, in standard deviations of the grade, with a 95 % interval.

    ``change_compared`` is that of students without help with the same earlier marks, so that the
    difference is that of the two changes. ``stronger`` is how much better the compared stood
    before.
    """

    helped: int
    compared: int
    change_helped: float
    change_compared: float
    difference: float
    low: float
    high: float
    stronger: float
    samples: tuple[Sample, ...]


def estimate(subjects: Sequence[Subject], least: int) -> tuple[Estimate | None, int, int]:
    """What help brought in these subjects together, and how many were helped and compared.

    Args:
        subjects: with those who were helped in each.
        least: of fewer students, helped or compared, nothing is told.
    """
    samples = _samples(subjects, 0.0)
    helped = len({one for row in samples for one in _of(row, True)})
    compared = len({one for row in samples for one in _of(row, False)})
    if min(helped, compared) < least:
        return None, helped, compared
    # A first answer says how much help narrowed the exams; the second is in their width without.
    first = _difference(samples)
    samples = _samples(subjects, first[0])
    difference, low, high = _difference(samples)
    mask = np.concatenate([row.helped for row in samples])
    change = float(np.concatenate([row.change for row in samples])[mask].mean())
    earlier = np.concatenate([row.earlier for row in samples])
    stronger = float(earlier[~mask].mean() - earlier[mask].mean())
    told = Estimate(
        helped,
        compared,
        change,
        change - difference,
        difference,
        low,
        high,
        stronger,
        tuple(samples),
    )
    return told, helped, compared


def _samples(subjects: Sequence[Subject], effect: float) -> list[Sample]:
    """Those that have somebody helped and somebody to compare with."""
    made = (one.sample(effect) for one in subjects)
    return [row for row in made if row is not None and 0 < row.count < len(row.students)]


def _of(row: Sample, helped: bool) -> list[str]:
    return [one for one, mark in zip(row.students, row.helped, strict=True) if mark == helped]


def _difference(samples: Sequence[Sample]) -> tuple[float, float, float]:
    """The coefficient of help and its interval."""
    # It takes a second to load, and few commands need it.
    from statsmodels.regression.linear_model import OLS

    change = np.concatenate([row.change for row in samples])
    design = _design(samples)
    model = OLS(change, design)
    if len(samples) == 1:
        fitted = model.fit(cov_type="HC3", use_t=True)
    else:
        _, groups = np.unique(
            np.concatenate([np.array(row.students) for row in samples]), return_inverse=True
        )
        fitted = model.fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    low, high = fitted.conf_int(alpha=_ALPHA)[0]
    return float(fitted.params[0]), float(low), float(high)


def _design(samples: Sequence[Sample]) -> Floats:
    """Help, the level of each subject, and slopes in the earlier marks that all of them share.

    Slopes of each subject's own would be more than a small school's students can tell.
    """
    subjects = np.repeat(np.arange(len(samples)), [len(row.students) for row in samples])
    levels = (subjects[:, None] == np.arange(len(samples))).astype(float)
    alike = len({row.before.shape[1] for row in samples}) == 1
    before = [row.before if alike else row.earlier[:, None] for row in samples]
    helped = np.concatenate([row.helped for row in samples]).astype(float)
    return np.column_stack([helped, levels, np.concatenate(before)])

"""Fictional names."""

from __future__ import annotations

import numpy as np

from pairing.model.enums import Gender
from pairing.sample.words import Words

__all__ = ["person_name"]


def person_name(
    random: np.random.Generator,
    words: Words,
    gender: Gender,
    rare: float = 0.25,
) -> str:
    """A name for a person, one of the rarer ones with the given probability."""

    def one_of(names: tuple[str, ...]) -> str:
        return names[int(random.integers(len(names)))]

    # All numbers of a school follow from the order of its draws: this one is kept for them.
    if random.random() < rare:
        given, surname = one_of(words.rare.given[gender]), one_of(words.rare.surnames)
    else:
        surname, given = one_of(words.common.surnames), one_of(words.common.given[gender])
    return words.person.format(surname=surname, given=given)

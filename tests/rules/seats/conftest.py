"""The class rooms of the sample school with their pairs, for rules to be tried in."""

from __future__ import annotations

import pytest

from pairing import make_plan
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part
from pairing.model.school import School


@pytest.fixture(scope="session")
def rooms(sample: School) -> list[ClassRoom]:
    paired = make_plan(sample, only=(Part.PAIRS,))
    found = [ClassRoom.of(paired.findings, class_id, paired.plan) for class_id in sample.class_]
    return [room for room in found if room is not None]

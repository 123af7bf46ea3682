"""What many tests share: the sample school, a plan of it, and Hypothesis profiles."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pairing import make_plan, read_school
from pairing.model.school import School
from pairing.planning import Outcome

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("default")


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[str]:
    """A database of the tests' own, so that nothing of whoever runs them is touched."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/tests.db"
        os.environ["PAIRING_DATABASE"] = url
        yield url


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    return ROOT / "data" / "sample"


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> School:
    return read_school(sample_folder)


@pytest.fixture(scope="session")
def outcome(sample: School) -> Outcome:
    return make_plan(sample)

"""What many tests share: the sample school, a plan of it, and Hypothesis profiles."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from exploring import TimeIsUp, limit, measure_some
from pairing import make_plan, read_school
from pairing.model.school import School
from pairing.planning import Outcome

ROOT = Path(__file__).resolve().parents[1]

# Commands speak the language of the shell, and tests the same one on every computer.
for _variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(_variable, None)
os.environ["LANG"] = "C.UTF-8"

# One profile tries the same examples in every run; the other goes where nobody has been:
#     uv run pytest -m hypothesis --hypothesis-profile=explore
# A failure prints @reproduce_failure(...), which repeats it when put over the test.
_COMMON = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("fixed", _COMMON, derandomize=True)
settings.register_profile(
    "explore", _COMMON, derandomize=False, max_examples=1000, print_blob=True, database=None
)
settings.load_profile("fixed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give each property test some seconds to explore, for there are many of them."""
    exploring = config.getoption("--hypothesis-profile") == "explore"
    for item in items:
        if exploring:
            limit(item, float(os.environ.get("PAIRING_EXPLORE_SECONDS", "3")))
        else:
            measure_some(item, 30)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """A property test whose time is up has passed: nothing failed."""
    try:
        return (yield)
    except TimeIsUp:
        return True


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[str]:
    """A database of the tests' own, so that nothing of whoever runs them is touched."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/tests.db"
        os.environ["PAIRING_DATABASE"] = url
        yield url


@pytest.fixture(autouse=True)
def no_school_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app opens the school of its command line; in one process with pytest that is a test."""
    monkeypatch.setattr("sys.argv", sys.argv[:1])


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    return ROOT / "data" / "sample"


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> School:
    return read_school(sample_folder)


@pytest.fixture(scope="session")
def outcome(sample: School) -> Outcome:
    return make_plan(sample)

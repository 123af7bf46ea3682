"""Ctrl-C, a closed terminal, a system that goes down: the best plan so far, or nothing at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from endings import end
from pairing.sample import make_sample, sample_folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="signals of POSIX"),
]
SAMPLE = sample_folder()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("after", [0.0, 0.15])
def test_a_command_that_has_hardly_begun_ends_in_silence(
    tmp_path: Path, number: signal.Signals, after: float
) -> None:
    out = tmp_path / "plan"
    ended = end(SAMPLE, out, number, after)
    assert ended.wrong(SAMPLE, out) == [], ended
    assert ended.status == 128 + number
    assert ended.files == ()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("after", [0.6, 2.5])
def test_the_best_plan_so_far_is_written_or_none(
    tmp_path: Path, number: signal.Signals, after: float
) -> None:
    """While libraries are loaded, or amid the search: that depends on the machine."""
    out = tmp_path / "plan"
    ended = end(SAMPLE, out, number, after)
    assert ended.wrong(SAMPLE, out) == [], ended
    assert ended.status in (0, 3, 128 + number)


def test_who_asks_twice_does_not_wait(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    ended = end(SAMPLE, out, signal.SIGINT, 2.5, times=2)
    assert ended.wrong(SAMPLE, out) == [], ended


AFTER_WRITING = """
import os, signal, sys
from pairing.signals import ENDINGS, asking, end_quietly, held
for one in ENDINGS:
    signal.signal(one, end_quietly)
number = int(sys.argv[1])
with asking(lambda: None):
    os.kill(os.getpid(), signal.SIGINT)
    with held():
        os.kill(os.getpid(), number)
    os.kill(os.getpid(), number)
os.kill(os.getpid(), number)
print("told")
sys.exit(3)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_who_asks_when_all_is_written_changes_nothing(number: signal.Signals) -> None:
    words = [sys.executable, "-c", AFTER_WRITING, str(int(number))]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "nothing was written" not in done.stderr
    # After SIGHUP there is nobody to tell.
    assert done.stdout == ("" if number == signal.SIGHUP else "told\n")


def test_a_reader_who_goes_away_does_not_end_the_command(tmp_path: Path) -> None:
    make_sample(1, 9, 3).write(tmp_path / "school")
    words = [sys.executable, "-m", "pairing"]
    for rest, status in (
        (["rules"], 0),
        (["verify", str(tmp_path / "school"), str(tmp_path / "nothing")], 2),
    ):
        with subprocess.Popen(
            [*words, *rest], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            said = process.stderr.read()
        assert process.returncode == status
        assert "Traceback" not in said
        assert "BrokenPipe" not in said

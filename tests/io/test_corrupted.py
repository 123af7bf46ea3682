"""300 corrupted inputs: a clear list of faults each, exit status 2, nothing written."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corruptions import CORRUPTIONS
from pairing.cli import app
from pairing.sample import make_sample

COUNT = 300
BATCHES = 10


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "school"
    make_sample(2, 9, 3).write(folder)
    return folder


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_corrupted_input_is_refused_in_words(sound: Path, tmp_path: Path, batch: int) -> None:
    for seed in range(batch, COUNT, BATCHES):
        folder = tmp_path / f"school-{seed}"
        shutil.copytree(sound, folder)
        corrupt = CORRUPTIONS[seed % len(CORRUPTIONS)]
        target = corrupt(folder, random.Random(seed))
        out = tmp_path / f"plan-{seed}"
        result = CliRunner().invoke(app, ["plan", str(target), "--out", str(out)])
        told = result.stderr.splitlines()
        assert result.exit_code == 2, (corrupt.__name__, seed, result.output, result.exception)
        assert "no file was changed" in told[0]
        assert all("expected" in line for line in told[1:]), told
        assert len(told) > 1
        assert not out.exists()

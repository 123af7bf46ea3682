"""Files that belong together are written whole, and names of files never collide."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pairing.cli import app
from pairing.io.raw.writing import check_writable, file_name, finish_writing, write_whole
from pairing.model.messages.fault import InputError
from pairing.sample import make_sample


def test_all_files_are_written_or_none_where_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path, {"seats.csv": "old seats", "summary.json": "old summary"})
    synced = iter([None, OSError(errno.ENOSPC, "No space left on device")])

    def sync(_: int) -> None:
        if (error := next(synced)) is not None:
            raise error

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path, {"seats.csv": "new", "summary.json": "new"}, ["pairs.csv"])
    kept = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert kept == {"seats.csv": "old seats", "summary.json": "old summary"}


def test_what_the_new_lacks_goes_with_the_old(tmp_path: Path) -> None:
    write_whole(tmp_path, {"pairs.csv": "old", "seats.csv": "old"})
    write_whole(tmp_path, {"seats.csv": b"new"}, ["pairs.csv", "never.csv"])
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"seats.csv": "new"}


def killed_at(moment: int, folder: Path, texts: dict[str, str], *without: str) -> None:
    """Write in a process that dies at the moment when it gives a file or a folder its name."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    given = 0

    def name(
        draft: Path, target: Path, replace: Callable[[Path, Path], Path] = Path.replace
    ) -> None:
        nonlocal given
        given += 1
        if given == moment:
            os._exit(9)
        replace(draft, target)

    Path.replace = name  # type: ignore[assignment, method-assign]
    write_whole(folder, texts, without)
    os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX")
@pytest.mark.parametrize("moment", [1, 2, 3, 4])
def test_a_new_folder_has_all_its_files_or_is_not_there(tmp_path: Path, moment: int) -> None:
    texts = {"pairs.csv": "pairs", "seats.csv": "seats", "summary.json": "summary"}
    plan = tmp_path / "below" / "plan"
    killed_at(moment, plan, texts)
    found = {file.name: file.read_text() for file in plan.iterdir()} if plan.exists() else {}
    assert found in ({}, texts)
    # What such an end has left is in nobody's way.
    write_whole(plan, {"seats.csv": "new"} if not found else texts)
    assert [file.name for file in plan.parent.iterdir()] == ["plan"]
    assert {file.name for file in plan.iterdir()} == ({"seats.csv"} if not found else set(texts))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX")
def test_drafts_of_an_earlier_end_go_with_the_files_that_a_plan_lacks(tmp_path: Path) -> None:
    write_whole(tmp_path, {"seats.csv": "old"})
    killed_at(1, tmp_path, {"pairs.csv": "new", "seats.csv": "new"})
    assert (tmp_path / ".pairs.csv.part").exists()
    write_whole(tmp_path, {"seats.csv": "newer"}, ["pairs.csv"])
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"seats.csv": "newer"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX")
@pytest.mark.parametrize("moment", range(1, 6))
def test_a_writing_that_was_cut_is_done_by_whoever_comes_next(tmp_path: Path, moment: int) -> None:
    old = {"pairs.csv": "old", "seats.csv": "old", "teams.csv": "old"}
    new = {"pairs.csv": "new", "seats.csv": "new", "needs.csv": "new"}
    write_whole(tmp_path, old)
    killed_at(moment, tmp_path, new, "teams.csv")
    finish_writing(tmp_path)
    found = {file.name: file.read_text() for file in tmp_path.iterdir() if file.name[0] != "."}
    assert found == (old if moment == 1 else new)
    if moment > 1:
        assert {file.name for file in tmp_path.iterdir()} == set(new)


@pytest.mark.parametrize(
    "alike", [("7a", "7A"), ("Straße", "STRASSE"), ("é", "e\u0301"), ("a/b", "a:b"), ("a b", "a_b")]
)
def test_names_that_some_systems_take_for_one_differ(alike: tuple[str, str]) -> None:
    one, other = (file_name(name, alike) for name in alike)
    assert one.casefold() != other.casefold()
    assert file_name(alike[0]) == file_name(alike[0], [alike[0], "Z"])


def test_a_plain_id_is_its_own_name() -> None:
    assert file_name("T01", ["T01", "T02"]) == "T01"


def test_a_folder_to_write_to_need_not_be_there_yet(tmp_path: Path) -> None:
    check_writable(tmp_path / "new" / "plan")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["", "plan"])
def test_a_file_in_the_way_is_told_before_anything_is_planned(
    tmp_path: Path, below: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_sample(1, 9, 3).write(tmp_path / "school")
    (tmp_path / "busy").write_text("a file")
    with pytest.raises(InputError):
        check_writable(tmp_path / "busy" / below)
    monkeypatch.setattr("pairing.planning.make_plan", lambda *_, **__: pytest.fail("planned"))
    out = tmp_path / "busy" / below
    result = CliRunner().invoke(app, ["plan", str(tmp_path / "school"), "--out", str(out)])
    assert result.exit_code == 2
    assert "busy is a file" in result.stderr


def test_a_folder_that_refuses_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(InputError) as caught:
        check_writable(tmp_path / "plan")
    assert "Read-only file system" in str(caught.value.faults[0])

"""The rooms of the app: what state may ask of Streamlit, and a page for each link."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from pairing import app
from pairing.app import router
from pairing.app.state.visitor import ROLES

APP = Path(app.__file__).parent


def asked_of_streamlit(file: Path) -> Iterator[str]:
    """The names that a module takes from Streamlit."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(value=ast.Name(id="st"), attr=name):
                yield name
            case ast.ImportFrom(module=str() as module, names=names) if "streamlit" in module:
                yield from (one.name for one in names)


def test_state_draws_nothing() -> None:
    allowed = {"session_state", "query_params", "context", "get_script_run_ctx"}
    files = list((APP / "state").rglob("*.py"))
    assert len(files) > 10
    for file in files:
        assert set(asked_of_streamlit(file)) <= allowed, file.name


def test_modules_are_short() -> None:
    for file in APP.rglob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 300, file.name


def test_every_role_has_a_link_to_every_page() -> None:
    pages = {**router._OF_SCHOOL, **router._OF_PLAN}
    # The page of a pair has an address of its own, and stands in nobody's row of links.
    modules = {file.stem for file in (APP / "pages").rglob("*.py")} - {"__init__", "peer"}
    assert {name.lower() for name in pages} == modules
    for role in ROLES.values():
        assert sorted(role.pages) == sorted(pages)

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


def may_be_empty(call: ast.Call) -> bool:
    """Whether a list may have nothing chosen, so that it shows what it says then."""
    given = {one.arg: one.value for one in call.keywords}
    start = given.get("index", call.args[2] if len(call.args) > 2 else None)
    begins_empty = isinstance(start, ast.Constant) and start.value is None
    return isinstance(call.func, ast.Attribute) and (
        call.func.attr == "multiselect" or (call.func.attr == "selectbox" and begins_empty)
    )


def test_no_empty_list_says_in_english_that_it_is_one() -> None:
    lists = [
        (file.name, node.lineno, {one.arg for one in node.keywords})
        for file in APP.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and may_be_empty(node)
    ]
    assert len(lists) > 8
    assert [one for one in lists if "placeholder" not in one[2]] == []

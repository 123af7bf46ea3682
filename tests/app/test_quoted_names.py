"""Texts that send somebody to a page, a tab, a button or a field name it as it is called there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from scripts.catalogues import catalogue

from pages import go_to, opened_with_plan
from pairing.app.state.visitor import ROLES
from pairing.io.vocabulary.words import sheet_word
from pairing.language import LANGUAGES, speaking, translated
from pairing.model.enums import Part
from pairing.model.records import TABLES
from pairing.store.pieces import TABLES_CHANGED

OTHERS = [code for code in LANGUAGES if code != "en"]
PAGES = "|".join(ROLES["head"].pages)
_NAMED = re.compile(rf"(?:[Pp]age|[Uu]nder|[Pp]ress|[Tt]urn on) (?:{PAGES}|Plan|Show)\b")
_QUOTED = re.compile("[“「]([^”」{}]+)[”」]")
_FIGURES_OF_SPEECH = {"五面", "多对一", "多對一", "绝不", "絕不", "今天", "回避", "迴避", "已过时",
                      "已過時", "选填", "選填", "以前", "按星期"}  # fmt: skip
"""What stands in quotes and is the name of nothing on a page."""


def texts_of_the_app(code: str) -> Iterator[tuple[str, str]]:
    """(English, translated) of each text that is no message's."""
    for one in catalogue(code):
        if one.id and not one.context:
            yield _last(one.id), _last(one.string)


def _last(words: Any) -> str:
    """A text, or its form for many."""
    return words if isinstance(words, str) else str(words[-1])


def test_no_text_spells_out_the_name_of_a_page_or_button() -> None:
    found = [text for text, _ in texts_of_the_app("zh_CN") if _NAMED.search(text)]
    assert found == [], "let the text take the name as an argument"


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_quoted_is_called_so(code: str) -> None:
    texts = list(texts_of_the_app(code))
    with speaking(code):
        sheets = {sheet_word(kind.table) for kind in TABLES}
    called = {words for _, words in texts} | sheets | _FIGURES_OF_SPEECH
    strange = {name for _, words in texts for name in _QUOTED.findall(words)} - called
    assert strange == set()


@pytest.mark.parametrize("code", OTHERS)
def test_one_word_for_sessions_on_their_page(code: str) -> None:
    talks = {"面谈", "面談"}
    with speaking(code):
        assert not [
            text
            for text, words in texts_of_the_app(code)
            if "ession" in text and any(talk in words for talk in talks)
        ]
        assert translated("Plan the sessions")[:2] in translated("Plan the sessions anew")


def test_a_plan_out_of_date_names_the_button_that_mends_it() -> None:
    page = opened_with_plan()
    planned = page.session_state.workspace.planned
    planned.marks[Part.PAIRS.value] = TABLES_CHANGED
    go_to(page, "Seats")
    (told,) = [one.value for one in page.warning]
    assert f"“{page.button(key='plan class').label}”" in told


def test_a_guess_names_the_field_and_leads_there() -> None:
    page = opened_with_plan()
    go_to(page, "Week")
    button = page.button(key="to set due.term_guessed")
    button.click().run()
    assert not page.exception
    field = button.label.split(": ")[1]
    assert field in {one.label for one in (*page.date_input, *page.text_input)}

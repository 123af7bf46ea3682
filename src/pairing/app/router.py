"""The way to every page: each has an address of its own, and the same frame around it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from pairing.app.pages.compare import compare_page
from pairing.app.pages.mentors import mentors_page
from pairing.app.pages.needs import needs_page
from pairing.app.pages.pairs import pairs_page
from pairing.app.pages.peer import peer_page
from pairing.app.pages.print import print_page
from pairing.app.pages.progress import progress_page
from pairing.app.pages.reports import reports_page
from pairing.app.pages.rotation import rotation_page
from pairing.app.pages.seats import seats_page
from pairing.app.pages.sessions import sessions_page
from pairing.app.pages.settings import settings_page
from pairing.app.pages.start import start_page
from pairing.app.pages.students import students_page
from pairing.app.pages.supervision import supervision_page
from pairing.app.pages.week import week_page
from pairing.app.state import address, opening
from pairing.app.state.planned import Planned
from pairing.app.state.visitor import TERM_PAGES, cookies, speak
from pairing.app.state.workspace import Workspace
from pairing.app.text import t
from pairing.app.theme import STYLE, faults_table
from pairing.app.widgets.frame.header import header
from pairing.app.widgets.frame.job_bar import job_bar
from pairing.app.widgets.frame.others import tell_of_others
from pairing.app.widgets.frame.page_links import page_links
from pairing.app.widgets.frame.remember import remember
from pairing.app.widgets.frame.sidebar import rules_panel, visitor_panel
from pairing.model.messages.fault import InputError

__all__ = ["show"]

_OF_SCHOOL: dict[str, Callable[[Workspace, str], None]] = {
    "Start": lambda workspace, _: start_page(workspace),
    "Needs": needs_page,
    "Settings": settings_page,
}
_OF_PLAN: dict[str, Callable[[Workspace, Planned, str], None]] = {
    "Seats": seats_page,
    "Pairs": pairs_page,
    "Mentors": mentors_page,
    "Sessions": sessions_page,
    "Compare": compare_page,
    "Print": print_page,
    "Rotation": rotation_page,
    "Week": week_page,
    "Students": students_page,
    "Supervision": lambda workspace, planned, _: supervision_page(workspace, planned),
    "Reports": reports_page,
    "Progress": progress_page,
}


def show() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="pairing", page_icon="🪑", layout="wide")
    st.html(STYLE)
    speak()
    pages = {
        name: Page(partial(_draw, name), title=t(name), url_path=name.lower())
        for name in address.pages()
    }
    home = Page(_draw_home, title="pairing", default=True)
    # The links are ours: what the address says beside the page is in each of them.
    here = st.navigation([home, *pages.values()], position="hidden")
    try:
        workspace = opening.workspace()
    except InputError as error:
        faults_table(error.faults)
        return
    if workspace is not None and (tutor := address.peer()) is not None:
        peer_page(workspace, tutor)
        return
    address.follow()
    with st.sidebar:
        visitor_panel(workspace)
        remember(cookies())
    if workspace is None:
        start_page(None)
        return
    workspace.collect()
    with st.sidebar:
        rules_panel(workspace)
    opening.keep(workspace)
    opening.attend(workspace)
    tell_of_others(workspace)
    classes = tuple(workspace.school.class_)
    if not classes:
        start_page(workspace)
        st.info(t("This school has no classes yet. Add rows to the sheet classes."))
        return
    _framed(workspace, classes, here, pages)


def _framed(
    workspace: Workspace, classes: tuple[str, ...], here: Page, pages: dict[str, Page]
) -> None:
    """The links and the head of all pages, and under them the open one."""
    at_home = not here.url_path
    name = next((name for name, page in pages.items() if page is here), None)
    name = name or address.home(workspace)
    links = st.container()
    header(workspace, classes, plans=name not in TERM_PAGES)
    parameters = address.in_address(workspace, address.class_shown(classes))
    wanted = address.wanted_page()
    if wanted is not None and (at_home or wanted != name):
        st.switch_page(pages[wanted], query_params=parameters)
    address.write(parameters, at_home=at_home)
    with links:
        planned = workspace.planned is not None
        page_links(pages, name, parameters, planned=planned)
    job_bar(workspace)
    st.set_page_config(page_title=f"{t(name)} · pairing")
    here.run()


def _draw_home() -> None:
    _draw(address.home(opening.workspace()))


def _draw(name: str) -> None:
    """A page's own part; those about a plan need one."""
    workspace = opening.workspace()
    if workspace is None:
        return
    class_id = address.class_shown(tuple(workspace.school.class_))
    if name in _OF_SCHOOL:
        _OF_SCHOOL[name](workspace, class_id)
    elif workspace.planned is not None:
        _OF_PLAN[name](workspace, workspace.planned, class_id)
    elif workspace.job is None:
        st.info(t("There is no plan yet. Press the button above."))

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
from pairing.app.pages.print import print_page
from pairing.app.pages.seats import seats_page
from pairing.app.pages.sessions import sessions_page
from pairing.app.pages.settings import settings_page
from pairing.app.pages.start import start_page
from pairing.app.pages.term.peer import peer_page
from pairing.app.pages.term.progress import progress_page
from pairing.app.pages.term.reports import reports_page
from pairing.app.pages.term.rotation import rotation_page
from pairing.app.pages.term.students import students_page
from pairing.app.pages.term.supervision import supervision_page
from pairing.app.pages.term.week import week_page
from pairing.app.state import address
from pairing.app.state.planned import Planned
from pairing.app.state.schools import opening
from pairing.app.state.visitor import SCHOOL_PAGES, TERM_PAGES, cookies, speak
from pairing.app.state.workspace import Workspace
from pairing.app.text import t
from pairing.app.theme import STYLE, faults_table, uploader_style
from pairing.app.widgets.frame.header import header
from pairing.app.widgets.frame.job_bar import job_bar
from pairing.app.widgets.frame.others import tell_of_others
from pairing.app.widgets.frame.page_links import page_links
from pairing.app.widgets.frame.remember import remember
from pairing.app.widgets.frame.sidebar import rules_panel, visitor_panel
from pairing.app.widgets.sheets.drop_line import drop_line
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
    if words := uploader_style():
        st.html(words)
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
    name = _name(here, pages, workspace)
    if workspace is not None:
        address.offer(workspace.school, name)
    with st.sidebar:
        visitor_panel(workspace)
        remember(cookies())
    if workspace is None:
        start_page(None)
        return
    workspace.collect()
    opening.keep(workspace)
    opening.attend(workspace)
    tell_of_others(workspace)
    if not workspace.school.class_:
        start_page(workspace)
        st.info(t("This school has no classes yet. Add rows to the sheet classes."))
        return
    _framed(workspace, name, here, pages)


def _name(here: Page, pages: dict[str, Page], workspace: Workspace | None) -> str:
    """The page that is open, by its name."""
    name = next((name for name, page in pages.items() if page is here), None)
    return name or address.home(workspace)


def _framed(workspace: Workspace, name: str, here: Page, pages: dict[str, Page]) -> None:
    """The links and the head of all pages, and under them the open one."""
    at_home = not here.url_path
    links = st.container()
    plans = name not in TERM_PAGES
    if plans:
        # After the plan nobody changes a rule, and whoever enters finds their name at the top.
        with st.sidebar:
            rules_panel(workspace)
    header(workspace, plans=plans, picks=name not in SCHOOL_PAGES)
    parameters = address.in_address(workspace, address.class_shown(workspace.school))
    wanted = address.wanted_page()
    if wanted is not None and (at_home or wanted != name):
        leading = address.leading_to(wanted, workspace.school, parameters)
        st.switch_page(pages[wanted], query_params=leading)
    address.write(parameters, at_home=at_home)
    with links:
        planned = workspace.planned is not None
        links_to = {one: address.leading_to(one, workspace.school, parameters) for one in pages}
        page_links(pages, name, links_to, planned=planned)
    if name == "Seats":
        drop_line(workspace)
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
    class_id = address.class_shown(workspace.school)
    if name in _OF_SCHOOL:
        _OF_SCHOOL[name](workspace, class_id)
    elif workspace.planned is not None:
        _OF_PLAN[name](workspace, workspace.planned, class_id)
    elif workspace.job is None:
        st.info(t("There is no plan yet. Press the button above."))

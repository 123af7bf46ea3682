"""Where a visitor is: the page, and the work, class and student that its address names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pairing.app.state.visitor import ROLES, chosen, role
from pairing.app.state.workspace import Workspace
from pairing.model.school import School

__all__ = [
    "SEAT_PAGES",
    "SELECTED",
    "begin",
    "came_back",
    "class_key",
    "class_shown",
    "follow",
    "forget",
    "go_to",
    "home",
    "in_address",
    "leading_to",
    "offer",
    "offered",
    "pages",
    "peer",
    "show_class",
    "wanted_page",
    "write",
]

SELECTED = "selected"
"""The session's key of the student who is looked at."""
_VIEW, _WORK, _CLASS, _STUDENT, _PEER = "view", "work", "class", "student", "peer"
_HOME, _GO, _EDITION = "home", "page to go to", "class list edition"
_OUTDATED, _SENT = "address is outdated", "class to look at"
_WITH_SETS = "sets are offered"
SEAT_PAGES = ("Seats", "Rotation", "Print")
"""The pages on which a set with a room may be looked at as well as a class."""


def pages() -> tuple[str, ...]:
    """The pages in the order of the visitor's role."""
    return ROLES[role()].pages


def home(workspace: Workspace | None) -> str:
    """The page at the bare address, which stays the same for the session.

    That is the one that a link of before 0.2.0 names (?view=Pairs), else the role's own, and
    where there is no plan and none in the making, the start.
    """
    view = st.query_params.get(_VIEW)
    if view is not None and view in pages():
        return view
    if _HOME not in st.session_state:
        asked = workspace is not None and (workspace.planned or workspace.job) is not None
        st.session_state[_HOME] = ROLES[role()].first if asked else "Start"
    found: str = st.session_state[_HOME]
    return found


def go_to(page: str) -> None:
    """Open a page from the next run on, or in this one before its page is drawn."""
    st.session_state[_GO] = page


def wanted_page() -> str | None:
    """The page that the visitor is to be sent to; asked once."""
    page: str | None = st.session_state.pop(_GO, None)
    return page


def begin(workspace: Workspace, classes: tuple[str, ...]) -> None:
    """Start planning, and go where the seats will be: who asks for a plan wants to see it.

    That is done at once and not when the plan is there: while the bar of a job is redrawn, a
    late redrawing of the page before would wipe the new one.
    """
    workspace.begin(classes)
    go_to("Seats")


def offer(school: School, page: str) -> None:
    """Offer what may be looked at on a page: classes, and of seats the sets with a room too.

    Whoever goes from a set to a page about classes sees the class that most of the set is of.
    """
    with_sets = page in SEAT_PAGES and len(school.seating_groups) > len(school.class_)
    before = bool(st.session_state.get(_WITH_SETS, with_sets))
    st.session_state[_WITH_SETS] = with_sets
    looked_at: str | None = st.session_state.get(class_key())
    if with_sets != before and looked_at is not None and not came_back():
        show_class(_nearest_to(school, looked_at, offered(school)))


def offered(school: School) -> tuple[str, ...]:
    """The classes, and sets where the page offers them."""
    return school.seating_groups if st.session_state.get(_WITH_SETS) else tuple(school.class_)


def class_shown(school: School) -> str:
    """The class or set looked at; a link may name it: ?class=7A."""
    groups = offered(school)
    outdated = st.session_state.get(_OUTDATED, False)
    sent = st.session_state.get(_SENT)
    linked = None if outdated else st.query_params.get(_CLASS)
    wished = (_nearest_to(school, one, groups) for one in (sent, linked) if one is not None)
    return chosen(class_key(), groups, *wished)


def _nearest_to(school: School, group_id: str, groups: Sequence[str]) -> str:
    """A class or set where it is offered, else the class that most of a set is of."""
    if group_id in groups or group_id not in school.set_:
        return group_id
    homes = Counter(student.class_id for student in school.set_members[group_id])
    return max(homes, key=lambda one: homes[one], default=group_id)


def class_key() -> str:
    """The key of the list of classes: another list's, once an address has led to another class.

    A list that stands there cannot be set without fail: see ``chosen``.
    """
    return f"class_id {st.session_state.get(_EDITION, 0)}"


def peer() -> str | None:
    """The student for whom alone the address is, where it says so: ?peer=S003."""
    return st.query_params.get(_PEER)


def show_class(class_id: str) -> None:
    """Look at another class from the next run on."""
    _new_class_list()
    st.session_state[_SENT] = class_id


def came_back() -> bool:
    """Whether this run answers the browser's buttons back and forward."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))


def follow() -> None:
    """Look at what the address names, at first and after a step back or forward."""
    address = st.query_params
    if came_back():
        wanted, now = address.get(_CLASS), st.session_state.get(class_key())
        if wanted is not None and wanted != now:
            _new_class_list()
        st.session_state[SELECTED] = address.get(_STUDENT)
    elif SELECTED not in st.session_state and _STUDENT in address:
        st.session_state[SELECTED] = address[_STUDENT]


def in_address(workspace: Workspace, class_id: str) -> dict[str, str]:
    """What the address of any page has to name, so that a link or a reload finds all of it."""
    found = {
        key: value
        for key, value in st.query_params.to_dict().items()
        if key not in (_VIEW, _WORK, _CLASS, _STUDENT)
    }
    if workspace.kept is not None:
        found[_WORK] = workspace.kept.work_id
    found[_CLASS] = class_id
    if student_id := st.session_state.get(SELECTED):
        found[_STUDENT] = student_id
    return found


def leading_to(page: str, school: School, parameters: dict[str, str]) -> dict[str, str]:
    """The address of another page: a page about classes is never led to with a set.

    Else it would have to be written anew there, and the browser's button back would lead to it.
    """
    group_id = parameters[_CLASS]
    if page not in SEAT_PAGES:
        group_id = _nearest_to(school, group_id, tuple(school.class_))
    return {**parameters, _CLASS: group_id}


def write(parameters: dict[str, str], *, at_home: bool) -> None:
    """Let the address name these; in one step, as each is one for the browser's button back.

    The bare address is left as it is, as long as it leads to the same.
    """
    before = st.query_params.to_dict()
    st.session_state[_OUTDATED] = False
    if at_home and before.get(_WORK) == parameters.get(_WORK) and _CLASS not in before:
        return
    view = {_VIEW: before[_VIEW]} if at_home and _VIEW in before else {}
    if before != view | parameters:
        st.query_params.from_dict(view | parameters)


def forget() -> None:
    """Leave class and student of the work before: another one has taken its place.

    The address itself still names them until it is written anew, in one step.
    """
    _new_class_list()
    st.session_state[SELECTED] = None
    st.session_state[_OUTDATED] = True


def _new_class_list() -> None:
    st.session_state.pop(_SENT, None)
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1

"""The seat map: seats as in the room, drawn by a component that takes text as text."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from pairing.app.text import t
from pairing.app.widgets.rule_names import rule_name
from pairing.app.widgets.seat_map.overlays import NEEDS, Overlay
from pairing.app.widgets.seat_map.seat_names import place_words
from pairing.language import N_, in_a_row
from pairing.model.enums import Part
from pairing.model.messages.message import Message
from pairing.planning import Outcome, SwapTable

__all__ = ["MapEvent", "Marks", "seat_map", "seat_map_data"]

_HERE = Path(__file__).parent
_WORDS = {
    "map": N_("Seat map"),
    "front": N_("Front of the room"),
    "free": N_("free"),
    "unused": N_("not used"),
    "lifted": N_("{name}: drop on another seat (space), or escape"),
    "swap": N_("{one} and {other} change places: {points} points"),
    "barred": N_("{one} and {other} cannot change places: {why}"),
}


@dataclass(frozen=True)
class Marks:
    """Who is marked on the map: the one looked at, the first of two, and the pinned."""

    selected: str | None = None
    picked: str | None = None
    pinned: Collection[str] = ()
    links: bool = False
    """Whether lines show who helps whom."""


@dataclass(frozen=True)
class MapEvent:
    """What a person just did on the map: picked or pinned a student, or swapped two seats."""

    picked: str | None = None
    pinned: str | None = None
    swapped: tuple[str, str] | None = None


def seat_map_data(
    outcome: Outcome,
    class_id: str,
    show_needs: bool,
    marks: Marks,
    swaps: SwapTable | None = None,
    overlay: Overlay | None = None,
) -> dict[str, Any]:
    """What the component draws: one entry a seat, the empty ones too.

    Where needs are not shown, nothing is that tells who is weak in what, or who helps whom.
    """
    findings = outcome.findings
    school = findings.school
    room = school.room_of(class_id)
    words = {name: t(text) for name, text in _WORDS.items()}
    if room is None:
        return {"seats": [], "swaps": None, "words": words, "pins": False, "links": []}
    student_on = {seat: student for student, seat in outcome.plan.seats_of(class_id).items()}
    tutors = {pair.tutor_id for pair in outcome.plan.pairs or ()}
    usable = set(room.index)
    seats = []
    for seat in school.layouts:
        if seat.layout_id != room.layout_id:
            continue
        student_id = student_on.get(seat.seat_id)
        needs = findings.needs_of.get(student_id or "", ())
        subjects = in_a_row(t(need.need) for need in needs)
        by_need = show_needs and (overlay is None or overlay.key == NEEDS)
        helped = by_need and bool(needs)
        helps = by_need and student_id in tutors
        over = overlay if show_needs and student_id else None
        pinned = student_id in marks.pinned
        roles = {
            t("pinned"): pinned,
            t("needs help in {subjects}", subjects=subjects): helped,
            t("helps others"): helps,
        }
        seats.append(
            {
                "id": seat.seat_id,
                "place": place_words(seat),
                N_("row"): seat.row,
                N_("column"): seat.column,
                "desk": seat.desk,
                "usable": seat.seat_id in usable,
                N_("student"): student_id,
                "name": school.label(student_id) if student_id else "",
                "helped": helped,
                "helps": helps,
                "note": over.note(student_id) if over and student_id else "",
                "shade": over.shade(student_id) if over and student_id else None,
                "told": [word for word, holds in roles.items() if holds],
                "pinned": pinned,
                "selected": student_id is not None and student_id == marks.selected,
                "picked": student_id is not None and student_id == marks.picked,
            }
        )
    return {
        "seats": seats,
        "swaps": None if swaps is None else _swaps(outcome, swaps, show_needs),
        "words": words,
        "pins": True,
        "links": _links(outcome, class_id) if show_needs and marks.links else [],
    }


def _links(outcome: Outcome, class_id: str) -> list[list[str]]:
    """The seats of tutor and tutee of each pair within the class, and the subject."""
    seat_of = outcome.plan.seats_of(class_id)
    return [
        [seat_of[pair.tutor_id], seat_of[pair.tutee_id], pair.subject]
        for pair in outcome.plan.pairs or ()
        if pair.tutor_id in seat_of and pair.tutee_id in seat_of
    ]


def _swaps(outcome: Outcome, table: SwapTable, show_reasons: bool) -> dict[str, Any]:
    """The table of swaps with each reason said once.

    While others may see the screen, a rule is called as in the list beside the map and says no
    more of whom it is about; a pin stands on the map itself.
    """
    school = outcome.school
    names: dict[Message, str] = {}
    if not show_reasons:
        rules = outcome.context.book.of_part(Part.SEATS)
        names = {rule.words(school): rule_name(school, rule) for rule in rules}
    number: dict[str, int] = {}
    barred = {
        f"{p},{q}": list(
            dict.fromkeys(
                number.setdefault(names.get(words) or str(words), len(number)) for words in reasons
            )
        )
        for (p, q), reasons in table.barred.items()
    }
    return {
        "seats": list(table.seats),
        "change": [list(row) for row in table.change],
        "barred": barred,
        "words": list(number),
    }


@st.cache_resource
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "pairing_seat_map",
        html=(
            '<div class="sideways">'
            '<div class="room" role="group" aria-label="Seat map"></div>'
            "</div>"
            '<div class="status" role="status" aria-live="polite"></div>'
        ),
        css=(_HERE / "seat_map.css").read_text("utf-8"),
        js=(_HERE / "seat_map.js").read_text("utf-8"),
    )


def seat_map(data: dict[str, Any], key: str, heard: Callable[[MapEvent], None]) -> None:
    """Draw the map. ``heard`` is told what a person did on it before the page is run again.

    So the run that follows draws the answer, and no second one is needed.
    """

    def of(kind: str) -> Any:
        return getattr(st.session_state.get(key), kind, None)

    def picked() -> None:
        if of("picked"):
            heard(MapEvent(picked=str(of("picked"))))

    def pinned() -> None:
        if of("pinned"):
            heard(MapEvent(pinned=str(of("pinned"))))

    def swapped() -> None:
        if seats := of("swapped"):
            heard(MapEvent(swapped=(str(seats[0]), str(seats[1]))))

    _component()(
        data=data,
        key=key,
        on_picked_change=picked,
        on_pinned_change=pinned,
        on_swapped_change=swapped,
    )

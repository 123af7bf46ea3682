"""Drawn seating plans as class lists, where nothing else says who is in the class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pairing.io.sheets.found import Found, Member, Who
from pairing.io.sheets.making.maker import Row
from pairing.io.sheets.page import normal
from pairing.io.sheets.readers.wall_plans import name_drawn
from pairing.model.messages.message import say_count

__all__ = ["list_plans"]


def list_plans(found: Found, base: Mapping[str, Sequence[Row]]) -> None:
    """Take the names of drawn plans for the class, where no list and no school has any pupil."""
    if found.members or found.marked or base.get("students"):
        return
    for page, class_id, places, _ in found.plans:
        # Who is drawn twice is one pupil, whose seat is then in doubt.
        names: dict[str, Member] = {}
        for place in places:
            if name := name_drawn(place.name):
                row = int("".join(filter(str.isdigit, place.cell)))
                who = Who(page, row, "", name, class_id, place.across)
                names.setdefault(normal(name), Member(who, {}))
        found.members += names.values()
        for told in found.told:
            if (told.file, told.sheet) == (page.file, page.name):
                told.taken.append(
                    say_count(
                        "sheets.list_of_plan",
                        "{count} name of the plan as the class list, for no sheet has one",
                        "{count} names of the plan as the class list, for no sheet has one",
                        len(names),
                    )
                )

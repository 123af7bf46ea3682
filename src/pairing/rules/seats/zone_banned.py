"""zone_banned: certain students do not sit inside a zone of the room."""

from __future__ import annotations

from collections.abc import Iterator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.seats._zone import ZoneRule

__all__ = ["ZoneBanned"]


class ZoneBanned(ZoneRule):
    """These students do not sit inside a zone: away from the door, the window ..."""

    id = "zone_banned"
    title = "Zone banned"

    def words(self, school: School) -> Message:
        whom = self.whom_in_words(school)
        return say(
            "zone_banned.rule",
            "do not seat {whom} inside {zone}",
            whom=whom,
            zone=self.zone_in_words,
        )

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        inside = self.inside(room)
        wrong = {seat.seat_id: 1 for seat in room.layout.seats if seat.seat_id in inside}
        for student_id in self.concerned(room):
            yield student_id, wrong

    def tell(self, seated: Seated, student_id: str) -> Message:
        name = seated.room.name(student_id)
        return say(
            "zone_banned.inside", "{name} sits inside {zone}", name=name, zone=self.zone_in_words
        )

"""keep_seats: students stay where they sit now."""

from __future__ import annotations

from collections.abc import Iterator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.seats._kinds import PlaceRule

__all__ = ["KeepSeats"]


class KeepSeats(PlaceRule):
    """Students stay on the seats of the newest entries of the seat history: least change."""

    id = "keep_seats"
    title = "Keep seats"

    def words(self, school: School) -> Message:
        return say("keep_seats.rule", "leave everybody where they sit")

    def _now(self, room: ClassRoom) -> dict[str, str]:
        """The seat of each student by the newest entry of the history that names them."""
        past = room.school.past_seats.get(room.class_id, ())
        latest = {row.student_id: row.seat_id for row in sorted(past, key=lambda row: row.since)}
        return {
            student_id: seat_id
            for student_id, seat_id in latest.items()
            if student_id in room.index and seat_id in room.layout.index
        }

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        for student_id, now in self._now(room).items():
            yield student_id, {seat: 1 for seat in room.layout.index if seat != now}

    def tell(self, seated: Seated, student_id: str) -> Message:
        return say(
            "keep_seats.moves",
            "{name} moves from {old} to {new}",
            name=seated.room.name(student_id),
            old=self._now(seated.room)[student_id],
            new=seated.seat_of[student_id].seat_id,
        )

"""fair_rotation: front, middle and back, the sides and the middle come to everybody in turn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say, word
from pairing.model.school import School
from pairing.rules.core.people import Who, fits
from pairing.rules.core.zone import third
from pairing.rules.seats._kinds import PlaceRule

__all__ = ["FairRotation"]


class FairRotation(PlaceRule):
    """Nobody sits in the back, or at the side, time after time while others never do.

    Each room has its own turns: of another one of the student's nothing is counted.

    The room is cut into thirds by depth and by width. A place costs as often as the student
    has been in its third more than in the one they were in least.
    """

    id = "fair_rotation"
    title = "Fair rotation"

    excused: tuple[Who, ...] = Field(
        ("vision=front", "hearing=front"), description="Whose place does not rotate"
    )

    def words(self, school: School) -> Message:
        return say(
            "fair_rotation.rule", "share front and back, sides and middle fairly over the weeks"
        )

    def _thirds(self, room: ClassRoom) -> dict[str, tuple[str, str]]:
        """In which third by depth and by width each seat lies."""
        depths = [seat.depth for seat in room.layout.seats]
        widths = [seat.across for seat in room.layout.seats]
        return {
            seat.seat_id: (
                ("front", "middle", "back")[third(seat.depth, depths)],
                ("left", "centre", "right")[third(seat.across, widths)],
            )
            for seat in room.layout.seats
        }

    def _been(self, room: ClassRoom, thirds: dict[str, tuple[str, str]]) -> dict[str, Counter[str]]:
        """How often each student has been in each third."""
        been: dict[str, Counter[str]] = defaultdict(Counter)
        for row in room.school.past_seats.get(room.class_id, ()):
            if row.seat_id in thirds:
                been[row.student_id].update(thirds[row.seat_id])
        return been

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        thirds = self._thirds(room)
        been = self._been(room, thirds)
        kinds = [sorted({own[side] for own in thirds.values()}) for side in (0, 1)]
        for student in room.students:
            if student.student_id not in been or fits(self.excused, student, room.findings):
                continue
            times = been[student.student_id]
            least = [min(times[name] for name in names) for names in kinds]
            lost = {
                seat_id: sum(times[name] - low for name, low in zip(own, least, strict=True))
                for seat_id, own in thirds.items()
            }
            yield student.student_id, {seat_id: units for seat_id, units in lost.items() if units}

    def tell(self, seated: Seated, student_id: str) -> Message:
        room = seated.room
        depth, side = self._thirds(room)[seated.seat_of[student_id].seat_id]
        times = self._been(room, self._thirds(room))[student_id]
        return say(
            "fair_rotation.times",
            "{name} has been in the {depth} {deep} and in the {side} {wide} times before",
            name=room.name(student_id),
            depth=word(depth),
            deep=times[depth],
            side=word(side),
            wide=times[side],
        )

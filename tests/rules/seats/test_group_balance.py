from __future__ import annotations

from builders import one_class, student
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Gender
from pairing.model.room.patterns import group_tables
from pairing.rules.seats.group_balance import GroupBalance
from rules.seats.judging import amount, check_agreement, refuses


def test_counts_people_and_numbers() -> None:
    girls = [student(n, gender=Gender.F if n < 5 else Gender.M) for n in range(1, 9)]
    school = one_class([60] * 8, people=girls, seats=group_tables("R", [4, 4]))
    seats = {
        f"S{n:03}": seat
        for n, seat in enumerate(
            ["R-1-1", "R-1-2", "R-2-1", "R-2-2", "R-1-4", "R-1-5", "R-2-4", "R-2-5"], 1
        )
    }
    # Four girls at one table: two more than its share, one of them allowed.
    assert amount("group_balance", school, seats, of="gender=F", within=1) == -20
    assert amount("group_balance", school, seats, of="gender=F", within=2) == 0
    mixed = {**seats, "S001": seats["S005"], "S005": seats["S001"]}
    assert amount("group_balance", school, mixed, of="gender=F", within=1) == 0


def test_what_is_balanced_may_be_named_as_pages_name_it() -> None:
    named = [GroupBalance(of=of).of for of in ("身高", "数学水平", "学业水平", "女生")]
    assert named == ["height_cm", "ability.数学", "ability", "gender=F"]


def test_an_unknown_number_is_refused() -> None:
    refuses("group_balance", of="shoes")


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    measured = ("ability", "ability.maths", "height_cm", "gender=F", "tutors")
    variants = [{"of": of, "within": 0.5} for of in measured]
    check_agreement("group_balance", rooms, lambda room: variants)

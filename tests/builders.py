"""Small schools for tests: by hand, and by Hypothesis in every odd shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import (
    Attendance,
    Dimension,
    Gender,
    Missing,
    RelationKind,
    Role,
    Sense,
    Source,
    Usable,
    WishFor,
    WishRank,
)
from pairing.model.plan import Plan, Seating
from pairing.model.records import (
    ClassRecord,
    Indicator,
    LayoutSeat,
    Record,
    Relation,
    Score,
    Student,
    Teacher,
    Teaching,
    Wish,
)
from pairing.model.room.patterns import group_tables, horseshoe, paired_desks
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.screening import screen

EXAM_DAYS = (date(2026, 6, 1), date(2026, 9, 1), date(2026, 10, 1))


def student(number: int, class_id: str = "7A", **more: Any) -> Student:
    values = {"name": f"Name {number}", "gender": Gender.F if number % 2 else Gender.M, **more}
    return Student(student_id=f"S{number:03}", class_id=class_id, **values)


def marks(student_id: str, subject: str, values: Sequence[float | None]) -> list[Score]:
    days = EXAM_DAYS[-len(values) :]
    return [
        Score(
            student_id=student_id,
            subject=subject,
            exam=f"exam {day}",
            date=day,
            score=value,
            full_score=100,
            missing=None if value is not None else Missing.MISSED,
        )
        for day, value in zip(days, values, strict=True)
    ]


def wish(person: str, wants: str, purpose: str, rank: str = "1") -> Wish:
    values = {"person_id": person, "wants_id": wants, "rank": rank}
    return Wish.model_validate({**values, "for": purpose})


def entry(rule_id: str, **parameters: Any) -> RuleEntry:
    return RuleEntry.model_validate({"id": rule_id, **parameters})


def one_class(
    levels: Sequence[float | None],
    *,
    seats: Iterable[LayoutSeat] | None = None,
    rules: Sequence[RuleEntry] = (),
    people: Sequence[Student] | None = None,
    **tables: Sequence[Record],
) -> School:
    """A class 7A whose students have these marks in maths, in a room of paired desks."""
    own = list(people) if people is not None else [student(n + 1) for n in range(len(levels))]
    room = (
        list(seats) if seats is not None else paired_desks("R", rows=-(-len(own) // 4), columns=4)
    )
    scores = [
        score
        for one, level in zip(own, levels, strict=True)
        for score in marks(one.student_id, "maths", [level])
    ]
    all_tables: dict[str, Iterable[Record]] = {
        "students": own,
        "classes": [ClassRecord(class_id="7A", grade="7", layout_id="R")],
        "scores": scores,
        "layouts": room,
        **tables,
    }
    return School.of(all_tables, rules)


def seated(school: School, seats: dict[str, str], plan: Plan | None = None) -> Seated:
    """The class 7A of a school with these seats, ready to be judged."""
    whole = plan or Plan()
    rows = tuple(Seating("7A", seat, student_id) for student_id, seat in seats.items())
    whole = Plan(pairs=whole.pairs, seats=rows)
    room = ClassRoom.of(screen(school), "7A", whole)
    assert room is not None
    return Seated.of(room, whole)


# --- odd schools ---------------------------------------------------------------------


@st.composite
def rooms(draw: st.DrawFn, layout_id: str, size: int) -> list[LayoutSeat]:
    """A room of any kind, at times with no seat, too few, or many broken ones."""
    wanted = max(0, size + draw(st.integers(-1, 3)))
    kind = draw(st.sampled_from(["pairs", "groups", "horseshoe", "none"]))
    if kind == "pairs":
        seats = paired_desks(layout_id, rows=-(-wanted // 4), columns=4)
    elif kind == "groups":
        seats = group_tables(layout_id, [4, 6, 4][: 1 + wanted // 5], across=2)
    elif kind == "horseshoe":
        seats = horseshoe(layout_id, wanted)
    else:
        seats = paired_desks(layout_id, rows=1, columns=1)
    broken = draw(st.sets(st.integers(0, len(seats)), max_size=2)) if kind != "none" else {0}
    return [
        seat.model_copy(update={"usable": Usable.NO}) if number in broken else seat
        for number, seat in enumerate(seats)
    ]


@st.composite
def people(draw: st.DrawFn, class_id: str, first: int, size: int) -> list[Student]:
    return [
        Student(
            student_id=f"S{number:03}",
            name=draw(st.sampled_from(["王明", "<b>Ann</b>", "=1+1", "{x}", "O'Neil, B"])),
            class_id=class_id,
            gender=draw(st.sampled_from(list(Gender))),
            vision=draw(st.sampled_from([Sense.NORMAL, Sense.NORMAL, Sense.FRONT])),
            attends=draw(st.sampled_from([Attendance.ONSITE] * 5 + [Attendance.REMOTE])),
        )
        for number in range(first, first + size)
    ]


@st.composite
def rule_entries(draw: st.DrawFn, class_id: str, ids: list[str], seat_ids: list[str]) -> RuleEntry:
    kind = draw(
        st.sampled_from(
            [
                "apart",
                "together",
                "front",
                "fixed",
                "near",
                "mix",
                "load",
                "other",
                "named",
                "market",
            ]
        )
    )
    level = draw(st.sampled_from(["hard", "soft"]))
    some = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True))
    match kind:
        case "apart":
            distance = draw(st.integers(1, 4))
            return entry("keep_apart", level=level, students=some, distance=distance)
        case "together":
            within = draw(st.sampled_from(["deskmate", "reach", "group"]))
            return entry("keep_together", level=level, students=some, within=within)
        case "front":
            return entry("front_rows", level=level, students=some, rows=draw(st.integers(1, 3)))
        case "fixed" if seat_ids:
            seat = draw(st.sampled_from(seat_ids))
            return entry("fixed_seat", level=level, student=some[0], seat=seat)
        case "near":
            want = draw(st.integers(1, 2))
            return entry("support_near", level=level, want=want, scope=[class_id])
        case "mix":
            return entry("gender_mix", level=level, weight=draw(st.integers(0, 5)))
        case "other":
            rule_id, parameters = draw(st.sampled_from(_OTHERS))
            weight = draw(st.sampled_from([0.3, 1, 4]))
            own = {"level": "soft" if rule_id == "row_gradient" else level, "weight": weight}
            return entry(rule_id, **own | parameters)
        case "named":
            rule_id = draw(st.sampled_from(["keep_near", "adjacent_rows", "different_groups"]))
            return entry(rule_id, level=level, students=some)
        case "market":
            rule_id, parameters = draw(st.sampled_from(_OF_MARKETS))
            return entry(rule_id, **parameters)
    return entry("mentor_load", level="hard", most=draw(st.integers(1, 3)))


_OF_MARKETS: list[tuple[str, dict[str, Any]]] = [
    ("able_tutors", {"most_improved": True}),
    ("common_period", {"level": "soft"}),
    ("cover_needs", {"want": 3}),
    ("fair_caseload", {}),
    ("fair_caseload", {"weigh_severity": False}),
    ("gap_window", {"level": "hard", "least": 1}),
    ("one_mentor", {"beside": 2}),
    ("one_tutor", {}),
    ("reciprocal", {}),
    ("severity_load", {"most": 3}),
    ("tutee_load", {}),
    ("tutor_load", {"most_if_struggling": 1}),
    ("tutor_reach", {"within": "class"}),
    ("tutor_reach", {"within": "school"}),
]

_OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("row_range", {"who": ["gender=F"], "first": 2}),
    ("zone_needed", {"who": ["tutees"], "zone": "window"}),
    ("zone_banned", {"who": ["gender=M"], "zone": "edge"}),
    ("row_gradient", {"number": "ability"}),
    ("clear_view", {}),
    ("pair_gap", {"low": 0.2, "high": 1}),
    ("quiet_neighbours", {"who": ["everybody"], "friends_only": True}),
    ("include", {"who": ["everybody"], "within": "deskmate"}),
    ("conflicts_apart", {"level": "hard"}),
    ("cluster", {"who": ["gender=X"]}),
    ("spread", {"who": ["tutors"], "per": "group"}),
    ("spread", {"who": ["gender=F"], "per": "distance"}),
    ("group_balance", {"of": "gender=M", "within": 0.5}),
    ("bands", {"bands": 2}),
    ("tutees_near", {"most": 0}),
    ("fair_rotation", {}),
    ("keep_seats", {}),
]


@st.composite
def odd_tables(draw: st.DrawFn) -> tuple[dict[str, list[Record]], list[RuleEntry]]:
    """Tables and rules of a small, odd school; at times they do not fit together."""
    count = draw(st.integers(0, 3))
    subjects = draw(st.sampled_from([("maths",), ("maths", "english"), ()]))
    tables: dict[str, list[Record]] = {
        name: [] for name in ("students", "classes", "scores", "layouts", "indicators", "relations")
    }
    rules: list[RuleEntry] = []
    grade = draw(st.sampled_from(["7", "each"]))
    for number in range(count):
        class_id, layout_id = f"{number}A", f"R{number}"
        size = draw(st.integers(0, 7))
        own = draw(people(class_id, 10 * number + 1, size))
        seats = draw(rooms(layout_id, size))
        tables["students"] += own
        tables["layouts"] += seats
        tables["classes"].append(
            ClassRecord(
                class_id=class_id,
                grade="7" if grade == "7" else str(number),
                layout_id=draw(st.sampled_from([layout_id] * 5 + [None])),
            )
        )
        spread = draw(st.sampled_from(["ties", "failing", "wide", "absent"]))
        for one in own:
            for subject in subjects:
                tables["scores"] += marks(one.student_id, subject, draw(_levels(spread)))
        ids = [one.student_id for one in own]
        if len(ids) > 1:
            seat_ids = [seat.seat_id for seat in seats if seat.usable is Usable.YES]
            rules += draw(st.lists(rule_entries(class_id, ids, seat_ids), max_size=3))
    everybody = [one.student_id for one in tables["students"] if isinstance(one, Student)]
    if everybody:
        tables["indicators"] += draw(st.lists(_indicators(everybody), max_size=4))
    if len(everybody) > 1:
        tables["relations"] += draw(st.lists(_relations(everybody), max_size=4))
    class_ids = [one.class_id for one in tables["classes"] if isinstance(one, ClassRecord)]
    teachers = draw(_teachers())
    if len(everybody) > 1:
        known = [one.teacher_id for one in teachers]
        tables["wishes"] = draw(st.lists(_wishes(everybody, known), max_size=5))
    tables["teachers"] = list(teachers)
    tables["teaching"] = [
        Teaching(class_id=class_id, subject=subject, teacher_id=teachers[0].teacher_id)
        for class_id in class_ids
        for subject in subjects
        if teachers
    ]
    return tables, rules


def _levels(spread: str) -> st.SearchStrategy[list[float | None]]:
    level: dict[str, st.SearchStrategy[Any]] = {
        "ties": st.just(70),
        "failing": st.integers(0, 40),
        "wide": st.integers(20, 100),
        "absent": st.one_of(st.none(), st.integers(40, 100)),
    }
    return st.lists(level[spread], min_size=1, max_size=3)


@st.composite
def _indicators(draw: st.DrawFn, ids: list[str]) -> Indicator:
    return Indicator(
        student_id=draw(st.sampled_from(ids)),
        dimension=draw(st.sampled_from(list(Dimension))),
        indicator="a sign",
        severity=draw(st.integers(1, 3)),
        source=draw(st.sampled_from(list(Source))),
        date=date(2026, 9, 9),
    )


@st.composite
def _relations(draw: st.DrawFn, ids: list[str]) -> Relation:
    one, other = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    kind = draw(st.sampled_from(list(RelationKind)))
    return Relation(student_id=one, other_id=other, kind=kind)


@st.composite
def _wishes(draw: st.DrawFn, students: list[str], teachers: list[str]) -> Wish:
    purpose = draw(st.sampled_from(list(WishFor)))
    wanted = teachers if purpose is WishFor.MENTOR and teachers else students
    person = draw(st.sampled_from(students))
    values = {"person_id": person, "rank": draw(st.sampled_from(list(WishRank)))}
    others = [one for one in wanted if one != person]
    return Wish.model_validate(
        {**values, "for": purpose, "wants_id": draw(st.sampled_from(others))}
    )


@st.composite
def _teachers(draw: st.DrawFn) -> list[Teacher]:
    rows = []
    for number in range(draw(st.integers(0, 4))):
        low = draw(st.one_of(st.none(), st.integers(0, 2)))
        high = draw(st.one_of(st.none(), st.integers(low or 0, 4)))
        roles = draw(st.lists(st.sampled_from(list(Role)), min_size=1, max_size=2, unique=True))
        rows.append(
            Teacher(
                teacher_id=f"T{number}",
                name=f"Teacher {number}",
                roles=tuple(roles),
                min_mentees=low,
                max_mentees=high,
            )
        )
    return rows

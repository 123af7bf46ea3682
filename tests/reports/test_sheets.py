"""Pages to print: every seat once, turned for the teacher, and nothing of needs in them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time

import pytest
from pypdf import PdfReader

from pairing.language import use
from pairing.model.enums import PeriodKind
from pairing.model.plan import Pair, Plan, Session
from pairing.model.records import Period
from pairing.model.school import School
from pairing.planning import Outcome
from pairing.reports import make_partner_cards, seat_sheets
from pairing.reports.sessions.teacher_week import teacher_week

NASTY = (
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://x")',
    "א" * 40,
    "王" * 10_000,
    "مرحبا بالعالم",
    "張學友 Zhang",
)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def places(data: bytes) -> dict[str, tuple[float, float]]:
    """Where each line of a one-page plan stands, from the lower left corner."""
    found: dict[str, tuple[float, float]] = {}

    def visit(text: str, _: object, matrix: list[float], *__: object) -> None:
        if text.strip():
            found[text.strip()] = (matrix[4], matrix[5])

    PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=visit)
    return found


def named(school: School, *names: str) -> School:
    """The school whose first students have these names."""
    people = tuple(
        one.model_copy(update={"name": names[at]}) if at < len(names) else one
        for at, one in enumerate(school.students)
    )
    return replace(school, students=people)


def test_every_student_has_a_place_and_the_teacher_sees_it_turned(
    sample: School, outcome: Outcome
) -> None:
    class_id = "7A"
    pupils, teacher, door = seat_sheets(sample, outcome.plan, class_id).values()
    names = {sample.label(one.student_id) for one in sample.seated(class_id)}
    seen, turned = places(pupils), places(teacher)
    assert names <= set(seen)
    assert names <= set(turned)
    assert all(name in text_of(door) for name in names)
    # In front for pupils is behind for the teacher, and left is right.
    ordered = sorted(names, key=lambda name: seen[name])
    assert [turned[name][1] for name in ordered] != [seen[name][1] for name in ordered]
    one, other = max(names, key=lambda n: seen[n][1]), min(names, key=lambda n: seen[n][1])
    assert turned[one][1] < turned[other][1]
    assert seen["Front"][1] > seen[one][1]
    assert turned["Front"][1] < turned[one][1]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_pages_for_pupils_tell_nothing_of_needs(
    sample: School, outcome: Outcome, language: str
) -> None:
    words = {
        "need",
        "help",
        "score",
        "severity",
        "tutor",
        "tutee",
        "points",
        "需",
        "帮",
        "分",
        "弱",
    }
    use(language)
    try:
        papers = [*seat_sheets(sample, outcome.plan, "7A").values()]
        papers.append(make_partner_cards(sample, outcome.plan, "7A"))
    finally:
        use("en")
    subjects = {need.need for need in outcome.findings.needs}
    for paper in papers:
        assert not [word for word in words if word in text_of(paper)]
    for paper in papers[:-1]:
        assert not [subject for subject in subjects if subject in text_of(paper)]


def test_two_partners_share_one_card_that_tells_no_roles(sample: School, outcome: Outcome) -> None:
    text = text_of(make_partner_cards(sample, outcome.plan, "7A"))
    swapped = outcome.plan.with_part(
        "pairs",
        tuple(
            replace(row, tutee_id=row.tutor_id, tutor_id=row.tutee_id)
            for row in outcome.plan.pairs or ()
        ),
    )
    # Whoever of the two helps, the sheet is the same.
    assert text_of(make_partner_cards(sample, swapped, "7A")) == text
    class_of = {row.student_id: row.class_id for row in sample.students}
    couples = {
        frozenset((row.tutee_id, row.tutor_id))
        for row in outcome.plan.pairs or ()
        if "7A" in (class_of[row.tutee_id], class_of[row.tutor_id])
    }
    assert text.count("learn together") == len(couples)


def test_a_pupil_with_three_partners_does_not_stand_out(sample: School) -> None:
    one, *others = (row.student_id for row in sample.members["7A"][:4])
    rest = [row.student_id for row in sample.members["7A"][4:16]]
    pairs = [Pair(one, other, "maths") for other in others]
    pairs += [
        Pair(tutee, tutor, "maths") for tutee, tutor in zip(rest[::2], rest[1::2], strict=True)
    ]
    text = text_of(make_partner_cards(sample, Plan({"pairs": tuple(pairs)}), "7A"))
    assert text.count(sample.label(one)) == 3
    cards = text.split("Our goal")
    at = [number for number, card in enumerate(cards) if sample.label(one) in card]
    assert at != list(range(at[0], at[0] + 3))


def test_any_name_can_be_printed_and_names_stay_names(sample: School, outcome: Outcome) -> None:
    school = named(sample, *NASTY)
    for paper in (
        *seat_sheets(school, outcome.plan, "7A", "A3").values(),
        make_partner_cards(school, outcome.plan, "7A"),
    ):
        reader = PdfReader(io.BytesIO(paper))
        assert not any("/AA" in page or "/Annots" in page for page in reader.pages)
        fonts = {
            str(font.get_object()["/BaseFont"])
            for page in reader.pages
            for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
        }
        assert all("+" in name for name in fonts), "fonts are embedded, as subsets"
    door = text_of(seat_sheets(school, outcome.plan, "7A")["door-7A.pdf"])
    assert "<img src=x onerror=alert(1)>" in door
    assert "張學友 Zhang" in door


def test_two_periods_that_begin_together_both_stand_in_the_week() -> None:
    monday = date(2026, 10, 5)
    periods = [
        Period(period_id=name, weekday=1, start=time(12), end=time(end), kind=PeriodKind.LUNCH)
        for name, end in (("A", 13), ("B", 14))
    ]
    school = School(periods=tuple(periods))
    rows = [Session("S1", "T1", "maths", "talk", monday, name) for name in ("A", "B")]
    week = teacher_week(school, "T1", monday, rows)
    assert week.days == (monday,)
    assert [row for line in week.lines for cell in line.cells for row in cell.sessions] == rows

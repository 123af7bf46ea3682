"""Measures that are proposed from a need and its causes: the teacher takes, edits or drops them.

The texts are practice of schools that write one policy a student, and no promise that they work.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pairing.language import N_
from pairing.model.enums import DIMENSIONS, Cause, Dimension
from pairing.model.messages.message import Message, quote, word
from pairing.model.plan import Plan
from pairing.model.records import Measure
from pairing.model.school import School

__all__ = ["ProposedMeasure", "causes_now", "goal_in_words", "proposed_measures"]

_MENTOR, _HEAD, _TEACHER = N_("Mentor"), N_("Head teacher"), N_("Subject teacher")

_MATHS = ("math", "数学", "數學", "算术", "算術")
_TONGUES = (
    *("chinese", "english", "language", "语文", "語文", "国文", "國文", "国语", "國語", "中文"),
    *("英语", "英語", "英文", "外语", "外語", "日语", "日語", "俄语", "俄語"),
)

_Book = Mapping[str, tuple[tuple[str, str], ...]]
_OF_SUBJECT: _Book = {
    "maths": (
        (N_("Ten minutes of arithmetic a day, marked at once"), _TEACHER),
        (N_("An error book: each error reworked within two days, and why it happened"), _TEACHER),
    ),
    "tongue": (
        (N_("Twenty minutes of reading aloud a day, with a learning partner"), _TEACHER),
        (N_("Ten words or phrases a day, dictated the day after"), _TEACHER),
    ),
    "other": (
        (N_("The basics of each unit on one page, asked about before the next lesson"), _TEACHER),
        (N_("Homework in two levels: the basic part for sure, the harder one by choice"), _TEACHER),
    ),
}
_OF_CAUSE: _Book = {
    Cause.NON_INTELLECTUAL: (
        (N_("A list of the day's homework, ticked off every evening"), _MENTOR),
        (N_("One small aim a lesson, and praise on the same day when it is met"), _TEACHER),
    ),
    Cause.FAMILY: (
        (N_("A word with the family every two weeks, beginning with what goes well"), _MENTOR),
        (N_("A place and an hour to learn at school, where home has none"), _HEAD),
    ),
    Cause.SCHOOL: (
        (N_("The basics of earlier units once more, with the whole class"), _TEACHER),
        (N_("One question in each lesson that the student can answer"), _TEACHER),
    ),
    Cause.SOCIAL: (
        (N_("A seat beside classmates who like to learn and get on with the student"), _HEAD),
        (N_("Agreed with the student: when to learn, and with whom"), _MENTOR),
    ),
    Cause.OTHER: ((N_("First a talk about what is in the way, then the next measure"), _MENTOR),),
}
_OF_DIMENSION: _Book = {
    Dimension.PSYCHOLOGY: (
        (N_("A quarter of an hour a week at a quiet place, listening above all"), _MENTOR),
        (N_("The school's counsellor is asked, with the family's consent"), _HEAD),
    ),
    Dimension.BEHAVIOUR: (
        (N_("Two rules agreed with the student, looked at together every Friday"), _HEAD),
        (N_("A task for the class that the student can be proud of"), _HEAD),
    ),
    Dimension.RELATIONS: (
        (N_("A group of three with two friendly classmates"), _HEAD),
        (N_("An invitation to one activity of the class every week"), _MENTOR),
    ),
    Dimension.STUDY: (
        (N_("A list of the day's homework, ticked off every evening"), _MENTOR),
        (N_("What tomorrow's lessons need is packed before going home"), _HEAD),
    ),
    Dimension.FAMILY: (
        (N_("A call to whoever cares for the student, at a fixed time every week"), _MENTOR),
        (N_("A weekly call with parents who work away, from school where need be"), _HEAD),
    ),
    Dimension.ECONOMY: (
        (N_("Aid that the family is entitled to is applied for, in private"), _HEAD),
        (N_("The school lends what lessons need"), _HEAD),
    ),
    Dimension.SAFETY: (
        (N_("The way home and whom to call are agreed with the family"), _HEAD),
        (N_("A weekly reminder about water, traffic and the internet"), _MENTOR),
    ),
}
_GOALS: Mapping[str, str] = {
    Dimension.PSYCHOLOGY: N_("I tell my mentor once a week how things are"),
    Dimension.BEHAVIOUR: N_("I keep our two rules on four days out of five"),
    Dimension.RELATIONS: N_("I do one task a week together with a classmate"),
    Dimension.STUDY: N_("I hand in my homework every day for four weeks"),
    Dimension.FAMILY: N_("I talk with my family at a fixed time every week"),
    Dimension.ECONOMY: N_("I have ready what each lesson needs"),
    Dimension.SAFETY: N_("I go home by the way we agreed"),
}
_GOAL_OF_SUBJECT = N_("I ask one question in every lesson")


@dataclass(frozen=True, slots=True)
class ProposedMeasure:
    """A measure to take, edit or drop; ``by`` is a teacher's name, or a role where none is known.

    ``cause`` is what it answers to; None where it is the need itself.
    """

    need: str
    text: Message
    by: Message
    cause: Cause | None = None


def proposed_measures(
    school: School,
    plan: Plan,
    student_id: str,
    need: str,
    causes: Iterable[Cause] = (),
    known: Iterable[Measure] = (),
) -> tuple[ProposedMeasure, ...]:
    """What may be done about a need: by its subject or side of life, then by each cause.

    Args:
        school: who teaches and heads the class.
        plan: who is the mentor.
        student_id: whose need it is.
        need: a subject or a dimension.
        causes: those that the viewer may see; none where they may not, for a measure tells them.
        known: what is done or was: it is not proposed again, taken in English or in the language
            that is spoken.
    """
    done = {_plain(row.measure) for row in known if row.need == need}
    found: dict[str, ProposedMeasure] = {}
    for text, role, cause in _texts(need, causes):
        told = word(text)
        if not {_plain(text), _plain(str(told))} & done:
            by = _doer(school, plan, student_id, need, role)
            found.setdefault(text, ProposedMeasure(need, told, by, cause))
    return tuple(found.values())


def causes_now(own: Iterable[Measure], need: str, found: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """The causes of a need: as a teacher wrote them last with a measure, else as screening has it.

    Args:
        own: the measures of the student that count, as they were entered.
        need: a subject or a dimension.
        found: what the tables point to.
    """
    written = [row.cause for row in own if row.need == need and row.cause]
    return written[-1] if written else found


def goal_in_words(need: str) -> Message:
    """What a student may want to reach where no mark measures it, in the first person."""
    return word(_GOALS.get(need, _GOAL_OF_SUBJECT))


def _texts(need: str, causes: Iterable[Cause]) -> Iterator[tuple[str, str, Cause | None]]:
    of_need = _OF_DIMENSION[need] if need in DIMENSIONS else _OF_SUBJECT[_family(need)]
    yield from ((text, role, None) for text, role in of_need)
    for cause in causes:
        yield from ((text, role, cause) for text, role in _OF_CAUSE[cause])


def _family(subject: str) -> str:
    """Which kind of subject it is, by its name."""
    name = _plain(subject)
    if any(sign in name for sign in _MATHS):
        return "maths"
    return "tongue" if any(sign in name for sign in _TONGUES) else "other"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _doer(school: School, plan: Plan, student_id: str, need: str, role: str) -> Message:
    """The one teacher who has this role for the student; the role where it is nobody's."""
    class_id = school.student[student_id].class_id
    head = school.class_[class_id].homeroom_teacher_id
    mentors = {row.teacher_id for row in plan.mentors or () if row.student_id == student_id}
    ids: Iterable[str | None] = {
        _MENTOR: mentors,
        _HEAD: (head,),
        _TEACHER: school.taught(student_id).get(need, ()),
    }[role]
    known = sorted(one for one in ids if one in school.teacher and one is not None)
    return quote(school.teacher_label(known[0])) if len(known) == 1 else word(role)

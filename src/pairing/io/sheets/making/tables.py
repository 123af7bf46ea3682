"""What sheets say together, as the tables of a school; what none says is made up, and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pairing.io.raw.tables import RawTable
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found
from pairing.io.sheets.making.maker import Maker, Row, class_ids, free_id
from pairing.io.sheets.making.people import Roster
from pairing.io.sheets.making.pupils import Pupil, known_pupil
from pairing.io.sheets.making.rooms import add_rooms
from pairing.io.sheets.making.scores import add_scores
from pairing.io.sheets.making.weeks.week import add_week
from pairing.io.sheets.page import normal
from pairing.io.sheets.readers.set_lists import merged_tags
from pairing.io.sheets.recognising.titles import class_order, grade_of
from pairing.model.messages.message import named, say, say_count
from pairing.model.records import TABLES

__all__ = ["merged_table", "pupils_of", "tables_of"]

_KINDS = {kind.table: kind for kind in TABLES}


def tables_of(
    found: Found, roster: Roster, answers: Answers, base: Mapping[str, list[Row]], today: date
) -> Maker:
    """The tables at work, with the rows that sheets add to each and what is told of them.

    Args:
        found: what the sheets say.
        roster: who is who.
        answers: what was asked and answered.
        base: the tables there are already.
        today: the day for what has none.
    """
    maker = Maker(found, roster, answers, base, today)
    _students(maker)
    teachers = _teachers(maker)
    add_scores(maker)
    _signs(maker)
    add_rooms(maker)
    _classes(maker, teachers)
    add_week(maker, teachers)
    maker.notes += roster.told()
    return maker


def _students(maker: Maker) -> None:
    unknown = 0
    known = {row["student_id"]: row for row in maker.base.get("students", ())}
    pupils = maker.roster.pupils.values()
    said = {tag for pupil in pupils for tag in pupil.facts.get("tags", "").split(";")}
    for pupil in pupils:
        old = known.get(pupil.student_id, {})
        facts = dict(pupil.facts)
        if tags := facts.get("tags"):
            facts["tags"] = merged_tags(old.get("tags", ""), tags, said)
        gender = facts.pop("gender", "") or old.get("gender", "")
        unknown += not gender
        maker.rows["students"].append(
            {
                **old,
                "student_id": pupil.student_id,
                "name": pupil.name,
                "class_id": pupil.class_id,
                "gender": gender or "X",
                **facts,
            }
        )
    if unknown:
        maker.notes.append(
            say_count(
                "sheets.no_gender",
                "the sex of {count} student is not said: X",
                "the sex of {count} students is not said: X",
                unknown,
            )
        )


def _teachers(maker: Maker) -> dict[str, str]:
    """Add teachers and what they teach; the id of each by name."""
    ids = {normal(row["name"]): row["teacher_id"] for row in maker.base.get("teachers", ())}
    taken = set(ids.values())
    classes = class_ids(maker)
    nowhere: list[str] = []
    elsewhere: list[str] = []
    for one in maker.found.staff:
        own = ids.get(normal(one["name"])) or one["teacher_id"] or free_id(taken, "T")
        ids[normal(one["name"])] = own
        taken.add(own)
        maker.rows["teachers"].append(_teacher_row(maker, own, one))
        subjects = [part for part in one["subjects"].split(";") if part]
        own_classes = [
            classes[normal(part)] for part in one["classes"].split(";") if normal(part) in classes
        ]
        if not one["classes"] and len(classes) == 1:
            own_classes = list(classes.values())
        if subjects and not own_classes:
            (elsewhere if one["classes"] else nowhere).append(one["name"])
        for class_id in own_classes:
            for subject in subjects:
                maker.rows["teaching"].append(
                    {"class_id": class_id, "subject": subject, "teacher_id": own}
                )
    for name in maker.found.homerooms.values():
        if normal(name) not in ids:
            own = ids[normal(name)] = free_id(taken, "T")
            taken.add(own)
            maker.rows["teachers"].append({"teacher_id": own, "name": name, "roles": "homeroom"})
    if nowhere:
        maker.notes.append(
            say(
                "sheets.teaches_nowhere",
                "which classes they teach is not said, so they teach none: {names}",
                names=named(nowhere),
            )
        )
    if elsewhere:
        maker.notes.append(
            say(
                "sheets.teaches_elsewhere",
                "no sheet has the students of the classes they teach: {names}",
                names=named(elsewhere),
            )
        )
    return ids


def _teacher_row(maker: Maker, own: str, said: Mapping[str, str]) -> Row:
    """A teacher of one row; whoever stands in several has the roles and subjects of all."""
    before = [row for row in maker.known("teachers") if row["teacher_id"] == own]
    row = dict(before[-1]) if before else {"teacher_id": own, "name": said["name"]}
    for column in ("roles", "subjects"):
        parts = [*row.get(column, "").split(";"), *said[column].split(";")]
        row[column] = ";".join(dict.fromkeys(part for part in parts if part))
    for column in ("max_mentees", "min_mentees", "area"):
        row[column] = said[column] or row.get(column, "")
    return row


def _signs(maker: Maker) -> None:
    for sign in maker.found.signs:
        if student_id := maker.roster.find(sign.who):
            maker.rows["indicators"].append({"student_id": student_id, **sign.facts})


def _classes(maker: Maker, teachers: Mapping[str, str]) -> None:
    known = {row["class_id"]: row for row in maker.base.get("classes", ())}
    homerooms = {normal(class_id): name for class_id, name in maker.found.homerooms.items()}
    leaders = [row for row in maker.rows["teachers"] if "homeroom" in row["roles"].split(";")]
    classes = dict.fromkeys(pupil.class_id for pupil in maker.roster.pupils.values())
    for class_id in sorted(classes, key=class_order):
        old = known.get(class_id, {})
        leader = teachers.get(normal(homerooms.get(normal(class_id), "")), "")
        if not leader and len(classes) == 1 and len(leaders) == 1:
            leader = leaders[0]["teacher_id"]
        maker.rows["classes"].append(
            {
                "grade": grade_of(class_id),
                **old,
                "class_id": class_id,
                "homeroom_teacher_id": leader or old.get("homeroom_teacher_id", ""),
                "layout_id": old.get("layout_id") or f"R-{class_id}",
            }
        )


def merged_table(table: str, old: Iterable[Row], new: Iterable[Row]) -> RawTable:
    """A table of the rows there were and new ones, which take the place of those of their key.

    A row that no other has the key of is in the table as it is, and no copy of it.
    """
    kind = _KINDS[table]
    columns = kind.columns()
    aliases = {name: field.alias or name for name, field in kind.model_fields.items()}
    key = tuple(aliases[one] for one in kind.key) if getattr(kind, "key", ()) else columns
    rows: dict[tuple[str, ...], Row] = {}
    for row in (*old, *new):
        place = tuple([row.get(column, "") or "" for column in key])
        before = rows.get(place)
        rows[place] = row if before is None else {**before, **row}
    return RawTable(table, columns, tuple(enumerate(rows.values(), 2)), made=True)


def pupils_of(rows: Iterable[Row]) -> list[Pupil]:
    """The pupils of a table of students."""
    return [
        known_pupil(row["student_id"], row.get("name", ""), row.get("class_id", "")) for row in rows
    ]

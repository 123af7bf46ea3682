"""The results of a OneRoster export as marks: which exam each is of, and why one is missing.

A line item is an exam of its own, known by its ``sourcedId``: two of one title are two exams,
unless classes beside each other wrote the same paper on the same day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from pairing.io.oneroster.files import CHANGED, Export, Row
from pairing.io.oneroster.people import People
from pairing.io.raw.tables import first_few
from pairing.model.messages.expected import DATE, known_in, one_of
from pairing.model.messages.message import say, say_count

__all__ = ["marks"]

_STATUSES = (
    "exempt",
    "fully graded",
    "not submitted",
    "partially graded",
    "submitted",
    "late",
)
_TRUE = ("true", "1", "yes")


def marks(
    export: Export, people: People, subject_of: Callable[[Row], str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the table scores with those of results.csv that they come from.

    Marks of people who are no longer here are among them, for they count in an exam's mean;
    those of other schools are not.
    """
    results = list(_newest(export, _known_results(export, people)))
    used = {row["lineItemSourcedId"] for row in results}
    items = {item: row for item, row in export.by_id("lineItems").items() if item in used}
    names = _names(export, people, items, subject_of)
    raised = _raised(export, items)
    worded = 0
    for row in results:
        item = items[row["lineItemSourcedId"]]
        day = _item_day(export, item) or export.day(row, "scoreDate")
        if day is None:
            export.faults.append(item.fault("dueDate", DATE))
            continue
        missing = _missing(row)
        if missing is None:
            export.faults.append(row.fault("scoreStatus", one_of(_STATUSES)))
            continue
        worded += bool(missing == "not_marked" and row["textScore"])
        yield (
            row.number,
            {
                "student_id": row["studentSourcedId"],
                "subject": subject_of(people.classes[item["classSourcedId"]]),
                "exam": names[item["sourcedId"]],
                "date": day.isoformat(),
                "score": "" if missing else _above(row["score"], raised.get(item["sourcedId"])),
                "full_score": _above(item["resultValueMax"], raised.get(item["sourcedId"])),
                "missing": missing,
            },
        )
    if worded:
        export.notes.append(
            say_count(
                "oneroster.text_score",
                "results.csv: {count} result is a word (textScore) and no mark; it counts as not"
                " yet marked",
                "results.csv: {count} results are words (textScore) and no marks; they count as"
                " not yet marked",
                worded,
            )
        )


def _missing(row: Row) -> str | None:
    """Why a mark is missing, '' where there is one; None where the status is none there is."""
    status = row["scoreStatus"].lower().replace("_", " ")
    if status and status not in _STATUSES:
        return None
    if status == "exempt":
        return "excused"
    if status == "not submitted":
        return "missed"
    if status == "submitted":
        return "not_marked"
    if row["score"]:
        return ""
    if row["missing"].lower() in _TRUE:
        return "missed"
    # Handed in, late or in part, and nobody has put down a mark; or nothing was ever handed in.
    return "not_marked" if status or row["textScore"] else "not_taken"


def _raised(export: Export, items: dict[str, Row]) -> dict[str, Decimal]:
    """The lowest mark of each line item whose marks do not begin at 0."""
    found: dict[str, Decimal] = {}
    for item, row in items.items():
        if not (text := row["resultValueMin"]):
            continue
        lowest, highest = _number(text), _number(row["resultValueMax"])
        if lowest is None or (highest is not None and lowest >= highest):
            expected = say("oneroster.lowest", "a number below resultValueMax")
            export.faults.append(row.fault("resultValueMin", expected))
        elif lowest:
            found[item] = lowest
    export.tell(
        say_count(
            "oneroster.from_lowest",
            "lineItems.csv: the marks of {count} line item do not begin at 0 (resultValueMin); they"
            " are counted from there: {ids}",
            "lineItems.csv: the marks of {count} line items do not begin at 0 (resultValueMin);"
            " they are counted from there: {ids}",
            len(found),
            ids=first_few([items[item]["title"] or item for item in found]),
        )
    )
    return found


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _above(text: str, lowest: Decimal | None) -> str:
    """A mark as so much above the lowest there is; what is no number stays, to be told."""
    number = None if lowest is None else _number(text)
    return text if number is None or lowest is None else f"{number - lowest:f}"


def _item_day(export: Export, item: Row) -> date | None:
    return export.day(item, "dueDate") or export.day(item, "assignDate")


def _known_results(export: Export, people: People) -> Iterator[Row]:
    """The results of line items of the school's classes, by whoever is of no other school."""
    items = export.by_id("lineItems")
    classes = set(export.by_id("classes"))
    for item in items.values():
        class_id = item["classSourcedId"]
        if class_id not in classes and class_id not in export.deleted.get("classes", ()):
            expected = known_in("sourcedId", "classes.csv")
            export.faults.append(item.fault("classSourcedId", expected))
    deleted = export.deleted.get("lineItems", set())
    for row in export.of("results"):
        named = items.get(row["lineItemSourcedId"])
        if named is None:
            if row["lineItemSourcedId"] not in deleted:
                expected = known_in("sourcedId", "lineItems.csv")
                export.faults.append(row.fault("lineItemSourcedId", expected))
        elif (
            named["classSourcedId"] in people.classes
            and row["studentSourcedId"] not in people.elsewhere
        ):
            yield row


def _newest(export: Export, rows: Iterator[Row]) -> Iterator[Row]:
    """One result of each student in each line item: a corrected one outranks the first."""
    last: dict[tuple[str, str], Row] = {}
    count = 0
    for row in rows:
        key = (row["studentSourcedId"], row["lineItemSourcedId"])
        known = last.get(key)
        count += known is not None
        # As dates these are ISO, and sort as text; without any, the later row is the newer.
        if known is None or row[CHANGED] >= known[CHANGED]:
            last[key] = row
    if count:
        export.notes.append(
            say_count(
                "oneroster.corrected",
                "results.csv: {count} result was replaced by a newer one of the same student in"
                " the same line item",
                "results.csv: {count} results were replaced by newer ones of the same students in"
                " the same line items",
                count,
            )
        )
    yield from last.values()


def _names(
    export: Export, people: People, items: dict[str, Row], subject_of: Callable[[Row], str]
) -> dict[str, str]:
    """A name for each line item that no other of its subject has: by date, category, or class."""
    categories = export.by_id("categories")

    def more(item: Row) -> Iterator[str]:
        day = _item_day(export, item)
        yield str(day) if day else ""
        category = categories.get(item["categorySourcedId"])
        yield category["title"] if category else ""
        yield people.classes[item["classSourcedId"]]["title"]
        yield item["sourcedId"]

    subjects = {
        item: subject_of(people.classes[row["classSourcedId"]]) for item, row in items.items()
    }
    first = _papers(export, items, subjects)
    names = {
        item: (row["title"] or item).replace(";", ",")
        for item, row in items.items()
        if first[item] == item
    }
    extra = {item: list(more(items[item])) for item in names}
    renamed: dict[str, str] = {}
    for step in range(4):
        often = Counter((subjects[item], name) for item, name in names.items())
        for item, name in names.items():
            if often[subjects[item], name] > 1 and (added := extra[item][step]):
                names[item] = renamed[item] = f"{name} ({added.replace(';', ',')})"
    export.tell(
        say_count(
            "oneroster.same_title",
            "lineItems.csv: {count} line item has a title that another has; it is an exam of its"
            " own: {ids}",
            "lineItems.csv: {count} line items have titles that others have; each is an exam of its"
            " own: {ids}",
            len(renamed),
            ids=first_few(list(renamed.values())),
        )
    )
    return {item: names[one] for item, one in first.items()}


def _papers(export: Export, items: dict[str, Row], subjects: dict[str, str]) -> dict[str, str]:
    """The first line item of the paper that each belongs to, by id.

    Classes have a line item each, though they wrote one paper: of one title, subject, category,
    day and full mark, a class each. Their students are compared with each other.
    """
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for item, row in items.items():
        day = _item_day(export, row)
        # Without a title or a day nothing says that two line items are one paper.
        own = item if day is None or not row["title"] else ""
        about = (
            row["title"], row["categorySourcedId"], row["resultValueMin"], row["resultValueMax"],
        )  # fmt: skip
        alike[own, subjects[item], day, *about].append(item)
    first = {item: item for item in items}
    joined = 0
    for own_items in alike.values():
        classes = {items[item]["classSourcedId"] for item in own_items}
        if len(own_items) > 1 and len(classes) == len(own_items):
            joined += len(own_items)
            first.update(dict.fromkeys(own_items, own_items[0]))
    export.tell(
        say_count(
            "oneroster.one_paper",
            "lineItems.csv: {count} line item is taken for the same paper as another: of one "
            "title, subject, day and full mark, in different classes",
            "lineItems.csv: {count} line items of different classes are taken for the same papers: "
            "each time of one title, subject, day and full mark",
            joined,
        )
    )
    return first

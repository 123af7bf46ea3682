"""What is wrong with how an input was taken: nothing may be, whatever it holds.

The judge of a plan is ``verify``, which shares no code with the planners; an excused mark must
count for nothing, so the plan is the same without it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from exports import TODAY, Files, without_exempt, write
from pairing.io import read_school
from pairing.model.enums import Part, Status
from pairing.model.messages.fault import InputError
from pairing.model.school import School
from pairing.planning import Outcome, make_plan, verify

TRACEBACK = "a traceback"
NO_WORDS = "a fault without words"
NO_REASON = "infeasible without a reason"
REFUSED = "a plan that verify refuses"
EXCUSED = "an excused mark that counts"
CROSSED = "a student of another school"

KINDS = (TRACEBACK, NO_WORDS, NO_REASON, REFUSED, EXCUSED, CROSSED)


def wrong_with_plan(school: School, outcome: Outcome) -> list[str]:
    """What is wrong with a plan, of the kinds above."""
    found = []
    parts = outcome.summary.parts
    details = parts[Part.SEATS].details
    silent = (
        one.status is Status.INFEASIBLE and not one.conflict and not one.details
        for one in (*parts.values(), *details.values())
    )
    found += [NO_REASON] * sum(silent)
    verdict = verify(school, outcome.plan)
    unseated = {
        f"seats: {student.student_id} has 0 seats"
        + (f" in the set {class_id}" if class_id in school.set_ else "")
        for class_id, detail in details.items()
        if detail.status is Status.INFEASIBLE
        for student in school.seated(class_id)
    }
    broken = any(score.violations for scores in verdict.scores.values() for score in scores)
    if broken or {str(words) for words in verdict.unsound} != unseated:
        found.append(REFUSED)
    return found


def wrong_with_export(files: Files, schools: tuple[str, ...]) -> tuple[bool, list[str]]:
    """Whether an export was planned (else it was refused), and what is wrong with that."""
    asked = schools[0] if len(schools) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "export", files)
        try:
            school = read_school(path, school=asked, on=TODAY)
            outcome = make_plan(school)
        except InputError as error:
            sound = error.faults and all(str(fault) for fault in error.faults)
            return False, [] if sound else [NO_WORDS]
        except Exception:
            return False, [TRACEBACK]
        found = wrong_with_plan(school, outcome)
        if any(not one.student_id.startswith(schools[0]) for one in school.students) and asked:
            found.append(CROSSED)
        bare = write(Path(folder) / "bare", without_exempt(files))
        try:
            others = make_plan(read_school(bare, school=asked, on=TODAY)).plan
        except InputError:
            # What was wrong stood in a result that is left out here, or the other way round.
            return True, found
        counted = (Part.NEEDS, Part.PAIRS, Part.MENTORS)
        if any(others.part(one) != outcome.plan.part(one) for one in counted):
            found.append(EXCUSED)
    return True, found

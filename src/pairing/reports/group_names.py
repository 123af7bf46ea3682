"""What a class or a set is called: a set by its subject and its teacher too."""

from __future__ import annotations

from pairing.model.messages.message import say
from pairing.model.school import School

__all__ = ["group_title"]


def group_title(school: School, group_id: str) -> str:
    """A class by its id; a set with what is taught in it, and by whom."""
    own = school.set_.get(group_id)
    if own is None:
        return group_id
    words = say(
        "groups.set",
        "{set_id} · {subject} · {teacher}",
        set_id=own.set_id,
        subject=own.subject,
        teacher=school.teacher_label(own.teacher_id),
    )
    return str(words)

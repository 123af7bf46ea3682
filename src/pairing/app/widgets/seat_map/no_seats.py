"""What is said where a class or a set has no seats in the plan yet."""

from __future__ import annotations

import streamlit as st

from pairing.app.text import t
from pairing.model.school import School

__all__ = ["no_seats"]


def no_seats(school: School, group_id: str) -> None:
    """That there are none, and how to come by them."""
    if group_id in school.class_:
        st.info(t("This class has no seats yet. Press the button above."))
    else:
        st.info(t("This set has no seats yet. Press the button above."))

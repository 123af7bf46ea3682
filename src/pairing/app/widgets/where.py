"""The switch between the class and the whole school."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from pairing.app.text import t

__all__ = ["whole_school"]


def whole_school(place: DeltaGenerator, key: str) -> bool:
    """Whether the visitor looks at the whole school; at first it is the class."""
    chosen = place.segmented_control(
        t("Where"),
        (False, True),
        format_func=lambda everywhere: t("the whole school") if everywhere else t("this class"),
        default=False,
        key=key,
        label_visibility="collapsed",
    )
    return bool(chosen)

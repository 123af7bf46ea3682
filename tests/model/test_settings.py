"""Settings of sessions that cannot all be meant: each is refused with what was expected."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pairing.model.enums import SessionKind
from pairing.model.messages.validation import expected_of
from pairing.model.settings import SessionSettings


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"start": "2026-10-06"}, "settings.start_on_monday"),
        ({"term_start": "2026-10-06"}, "settings.term_on_monday"),
        ({"start": "2026-10-05", "term_start": "2026-10-12"}, "settings.term_before"),
        ({"start": "2026-10-05", "first_visit_by": "2026-10-01"}, "settings.first_visit_by"),
        ({"week_one": "2026-10-06"}, "settings.week_one_monday"),
        ({"kinds": {"talk": {"week": 5}}}, "settings.week_in_cycle"),
        ({"kinds": {"corrections": {"week": 1}}}, "settings.corrections_after"),
        ({"kinds": {"home_visit": {"group": 2}}}, "settings.one_home"),
    ],
)
def test_what_cannot_be_meant_is_refused(given: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SessionSettings.model_validate(given)
    (error,) = refused.value.errors()
    assert expected_of(error).code == code


@pytest.mark.parametrize("kind", SessionKind)
def test_what_is_not_said_of_a_kind_is_as_it_comes(kind: SessionKind) -> None:
    settings = SessionSettings.model_validate({"kinds": {kind.value: {"minutes": 35}}})
    usual = SessionSettings()
    assert settings.of(kind) == usual.of(kind).model_copy(update={"minutes": 35})
    assert all(settings.of(one) == usual.of(one) for one in SessionKind if one is not kind)

from __future__ import annotations

import pytest

from builders import entry, one_class
from pairing.model.enums import Part
from pairing.model.messages.fault import InputError
from pairing.model.school import School
from pairing.rules.core.book import RuleBook, all_rules, read_rules
from pairing.rules.core.people import fits
from pairing.screening import screen

WANTED = {
    "support_near",
    "pair_near",
    "keep_apart",
    "keep_together",
    "front_rows",
    "fixed_seat",
    "gender_mix",
    "new_neighbours",
    "mentor_load",
}


def test_every_rule_has_a_title_words_and_described_parameters() -> None:
    assert all_rules().keys() >= WANTED
    for rule_id, kind in all_rules().items():
        assert kind.id == rule_id
        assert kind.title
        assert kind.__doc__
        for name, field in kind.model_fields.items():
            assert field.description, f"{rule_id}.{name}"


def test_defaults_hold_where_nothing_is_written() -> None:
    book = RuleBook.of(one_class([60, 70]))
    assert {"support_near", "gender_mix"} <= {rule.id for rule in book.of_part(Part.SEATS)}


def test_an_entry_replaces_the_default_in_its_scope_only() -> None:
    school = one_class([60, 70], rules=[entry("support_near", weight=3, scope=["7A"])])
    rules = [rule for rule in RuleBook.of(school).rules if rule.id == "support_near"]
    assert [(rule.key, rule.weight) for rule in rules] == [("support_near", 3)]


def faults(school: School) -> list[str]:
    return [str(fault) for fault in read_rules(school.rules, school)[1]]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (entry("keep_appart", students=["S001", "S002"]), "Did you mean 'keep_apart'"),
        (entry("keep_apart", students=["S001", "S02"]), "stands in students."),
        (entry("keep_apart", students=["S001", "S002"], distanse=2), "Did you mean 'distance'"),
        (entry("keep_apart", students=["S001"]), "at least 2 values"),
        (entry("keep_apart", students=["S001", "S002"], scope=["7a"]), "Did you mean '7A'"),
        (entry("keep_apart", students=["S001", "S002"], weight="nan"), "expected a number"),
        (entry("front_rows", who=["vission=front"]), "everybody, tutees"),
        (entry("mentor_load", level="soft"), "expected one of hard"),
        (entry("mentor_load", scope=["7A"]), "mentors belong to the whole school"),
        (entry("fixed_seat", student="S001", seat="R-9-9"), "a usable seat of room R"),
    ],
)
def test_faults_are_told_in_words(rule: object, told: str) -> None:
    school = one_class([60, 70], rules=[rule])  # type: ignore[list-item]
    assert any(told in fault for fault in faults(school)), faults(school)
    with pytest.raises(InputError):
        RuleBook.of(school)


def test_contradictions_are_told_before_any_search() -> None:
    rules = [
        entry("keep_apart", level="hard", students=["S001", "S002"], distance=2),
        entry("keep_together", level="hard", students=["S002", "S001"]),
        entry("fixed_seat", level="hard", student="S001", seat="R-1-1"),
        entry("fixed_seat", level="hard", student="S002", seat="R-1-1"),
    ]
    told = faults(one_class([60, 70], rules=rules))
    assert len(told) == 2
    assert "keep_together does not keep together" in told[0]
    assert "fixed_seat has not given to S001" in told[1]


def test_switched_off_rules_contradict_nothing() -> None:
    rules = [
        entry("keep_apart", level="hard", students=["S001", "S002"], enabled=False),
        entry("keep_together", level="hard", students=["S002", "S001"]),
    ]
    assert faults(one_class([60, 70], rules=rules)) == []


def test_who_reads_groups_columns_numbers_and_tags() -> None:
    school = one_class([20, 90, 70])
    tall = school.student["S002"].model_copy(update={"height_cm": 170.0, "tags": ("captain",)})
    findings = screen(school)
    assert fits(("tutees",), school.student["S001"], findings)
    assert fits(("tutors",), school.student["S002"], findings)
    assert fits(("ability.maths<-1",), school.student["S001"], findings)
    assert not fits(("ability.physics<9",), school.student["S001"], findings)
    assert fits(("height_cm>165",), tall, findings)
    assert not fits(("height_cm>165",), school.student["S001"], findings)
    assert fits(("gender=M", "tag=captain"), tall, findings)


def test_a_rule_that_0_1_0_had_is_read_as_what_has_taken_its_place() -> None:
    old = entry("trusted_teacher", level="hard", weight=7)
    school = one_class([60] * 4, rules=[old])
    (rule,) = (one for one in RuleBook.of(school).rules if one.id == "mentor_wishes")
    assert (rule.weight, rule.hard) == (7, False)

"""Who named whom: either of two is enough, a conflict weighs more, and wishes are in order."""

from __future__ import annotations

from pairing.model.enums import RelationKind, WishFor, WishRank
from pairing.model.records import Relation, Wish
from pairing.model.ties import Ties

FRIEND, CONFLICT = RelationKind.FRIEND, RelationKind.CONFLICT


def named(one: str, other: str, kind: RelationKind) -> Relation:
    return Relation(student_id=one, other_id=other, kind=kind)


def wish(person: str, wanted: str, rank: str, purpose: WishFor = WishFor.SEAT) -> Wish:
    row = {"person_id": person, "wants_id": wanted, "for": purpose, "rank": WishRank(rank)}
    return Wish.model_validate(row)


def test_it_is_enough_that_one_has_named_the_other() -> None:
    ties = Ties([named("S1", "S2", FRIEND), named("S3", "S1", CONFLICT)], [], {"S1", "S2", "S3"})
    assert ties.related("S2", "S1", FRIEND)
    assert ties.related("S1", "S3", CONFLICT)
    assert not ties.related("S1", "S2", CONFLICT)
    assert ties.couples(FRIEND) == {frozenset({"S1", "S2"})}


def test_where_two_disagree_the_conflict_weighs_more() -> None:
    ties = Ties([named("S1", "S2", FRIEND), named("S2", "S1", CONFLICT)], [], {"S1", "S2"})
    assert not ties.related("S1", "S2", FRIEND)
    assert ties.related("S1", "S2", CONFLICT)


def test_whoever_is_avoided_is_kept_apart_for_that_purpose_alone() -> None:
    wishes = [wish("S1", "S2", "avoid"), wish("S3", "T1", "avoid", WishFor.MENTOR)]
    ties = Ties([named("S2", "S3", CONFLICT)], wishes, {"S1", "S2", "S3"})
    assert ties.apart(WishFor.SEAT) == (("S1", "S2"), ("S2", "S3"))
    assert ties.apart(WishFor.TUTOR) == (("S2", "S3"),)
    # A teacher whom somebody would be spared is no classmate.
    assert ties.apart(WishFor.MENTOR) == (("S2", "S3"),)
    assert ties.apart_from("S2", WishFor.SEAT) == {"S1", "S3"}
    assert ties.apart_from("S1", WishFor.TUTOR) == frozenset()


def test_wishes_stand_in_their_order() -> None:
    ties = Ties([], [wish("S1", "S3", "2"), wish("S1", "S2", "1")], {"S1", "S2", "S3"})
    own = ties.wishes_of[WishFor.SEAT, "S1"]
    assert [row.wants_id for row in own] == ["S2", "S3"]
    assert (WishFor.SEAT, "S2") not in ties.wishes_of

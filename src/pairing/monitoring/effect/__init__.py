"""What became of those who were helped, against students as weak who were not.

``effects`` is the face; ``helped.py`` says who was helped and since when, ``sample.py`` lays their
marks beside those of others, ``regression.py`` compares them, ``joint.py`` follows pairs together.
"""

from pairing.monitoring.effect.effects import (
    EVERY_SUBJECT,
    Effect,
    Effects,
    Method,
    effect_words,
    effects,
    kind_words,
)
from pairing.monitoring.effect.helped import Kind
from pairing.monitoring.effect.joint import Joint, joint_progress, mentor_progress

__all__ = [
    "EVERY_SUBJECT",
    "Effect",
    "Effects",
    "Joint",
    "Kind",
    "Method",
    "effect_words",
    "effects",
    "joint_progress",
    "kind_words",
    "mentor_progress",
]

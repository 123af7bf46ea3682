"""Screening: from scores and indicators to needs, each with its severity and reasons."""

from pairing.screening.doubts import doubts
from pairing.screening.findings import Findings, screen

__all__ = ["Findings", "doubts", "screen"]

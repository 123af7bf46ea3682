"""Screening: from scores and indicators to needs, each with its severity and reasons."""

from pairing.screening.findings import Findings, screen

__all__ = ["Findings", "screen"]

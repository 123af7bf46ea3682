"""The bar of a running job: how far it is, and a way to stop it."""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from pairing.app.state.jobs import compiler
from pairing.app.state.jobs.job import Job
from pairing.app.state.visitor import speak
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t
from pairing.app.theme import faults_table
from pairing.model.enums import Part
from pairing.model.messages.fault import InputError
from pairing.planning import Step, planner_of

__all__ = ["draw_bar", "job_bar"]

_POLL = 0.5


def job_bar(workspace: Workspace) -> None:
    """What a running job is doing, and a way to stop it; redrawn until it ends."""
    if workspace.job is None:
        return
    if workspace.job.error is None:
        _running(workspace)
        return
    error = workspace.job.error
    workspace.job = None
    if isinstance(error, InputError):
        faults_table(error.faults)
    else:
        st.error(md("Planning failed: {error}", error=error))


@st.fragment(run_every=_POLL)
def _running(workspace: Workspace) -> None:
    speak()
    job = workspace.job
    if job is None or not job.running:
        time.sleep(0.01)
        st.rerun()
    draw_bar(job, t("Take the best plan so far"))


def draw_bar(job: Job[Any], stopped: str) -> None:
    """How far a job is, part by part, and the button that stops it.

    ``stopped`` says what there is then.
    """
    bars, stop = st.columns([6, 1], vertical_alignment="center")
    steps = [step for step in job.steps if not (step.part == Part.SEATS and compiler.at_work())]
    with bars:
        if compiler.at_work():
            st.progress(0.0, t("The search is being compiled: this is done once, on a new machine"))
        elif not steps:
            st.progress(0.0, t("Starting"))
        for step in steps:
            st.progress(min(1.0, step.done / max(step.total, 1e-9)), _words(step))
    if stop.button(t("Stop"), width="stretch", help=stopped):
        job.stop()


def _words(step: Step) -> str:
    words = f"{t(planner_of(step.part).title)} {markdown_safe(step.where)}"
    if step.score is None:
        return words
    return f"{words}: " + md(
        "{score} points of at most {bound}", score=f"{step.score:g}", bound=f"{step.bound:g}"
    )

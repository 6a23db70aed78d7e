"""The tray under the canvas: a person's examples, and what they make of the detector."""

from collections.abc import Callable

import streamlit as st

from anomaly.jobs.job import Job
from anomaly.storage.drafts import Example
from anomaly.text import format_seconds, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.tray import show_tray
from anomaly.ui.session import jobs, lessons, widget_keys
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.said import run_again
from anomaly.ui.session.session import session
from anomaly.ui.session.tray import Tray
from anomaly.ui.training.progress import share_of

POLL_INTERVAL = 0.5  # seconds between two looks at what is being learned


def teaching_panel(context: PageContext) -> None:
    """Draw the tray with its buttons, once there is something in it or to take back."""
    tray, teaching = lessons.tray_of(context.normal), session().teaching
    if context.trained.is_of_signs or not (tray.examples or tray.past):
        return
    with st.container(key="teaching", gap="xsmall"):
        if tray.examples:
            count = len(tray.examples)
            st.markdown(t("teach.title", count=count))
            show_tray(tray.examples, "tray", lambda name: _remove(context, name), _marker(context))
        if teaching.job is not None:
            with st.container(key="learning"):
                _watch(teaching.job)
        elif tray.examples:
            _tell(context, tray)
        _buttons(context, tray)


@jobs.live(POLL_INTERVAL)
def _watch(job: Job) -> None:
    """Show how far the lesson is; when it has ended, have the page show what came of it."""
    if session().teaching.job is not job or not job.active:
        if session().teaching.job is job:
            lessons.take_result()
        run_again()
    left = format_seconds(job.seconds_left)
    words = "starting" if job.step is None else "under_way"
    st.progress(share_of(job), t(f"teach.{words}", left=left))


def _tell(context: PageContext, tray: Tray) -> None:
    """Say what was learned, counted on examples that were not learned; or that it was not."""
    if not lessons.has_learned(context.trained, tray) and not session().teaching.is_before:
        st.button(
            t("teach.again"),
            key="teach_again",
            icon=":material/refresh:",
            on_click=_try_again,
            args=(context,),
        )
        return
    before = context.untaught
    after = lessons.taught_by_tray(before, context.digits)
    if after is None:
        return
    for is_anomaly in (False, True):
        some = tray.of_kind(is_anomaly)
        if some:
            counts = [_count(trained, some, is_anomaly) for trained in (before, after)]
            one = "_one" if len(some) == 1 else ""
            kind = "anomalies" if is_anomaly else f"normals{one}"
            told = t(f"teach.{kind}", total=len(some), before=counts[0], after=counts[1])
            st.markdown(told)
    if after.taught is not None and after.taught.problem is not None:
        st.caption(str(after.taught.problem))


def _count(trained: TrainedDetector, examples: tuple[Example, ...], is_anomaly: bool) -> int:
    """Return how many examples get the verdict that they should, at the default line."""
    flagged = lessons.own_flagged(trained, examples, session().with_limits)
    return sum(each == is_anomaly for each in flagged)


def _marker(context: PageContext) -> Callable[[Example], str]:
    """Return what says of an example that the detector in view gets it wrong."""
    examples = lessons.tray_of(context.normal).examples
    judged = lessons.own_flagged(context.trained, examples, session().with_limits)
    flagged = dict(zip(map(id, examples), judged, strict=True))

    def mark(example: Example) -> str:
        is_flagged = flagged[id(example)]
        if is_flagged == example.is_anomaly:
            return ""
        return t("teach.still_flagged" if is_flagged else "teach.still_passed")

    return mark


def _buttons(context: PageContext, tray: Tray) -> None:
    """Draw the switch between before and after, and what takes or brings back examples."""
    teaching = session().teaching
    with st.container(key="teaching_buttons", horizontal=True, gap="xsmall"):
        if lessons.taught_by_tray(context.untaught, context.digits) is not None:
            key = widget_keys.TAUGHT
            st.session_state[key] = "before" if teaching.is_before else "after"
            st.segmented_control(
                t("teach.view"),
                ["before", "after"],
                format_func=lambda name: t(f"teach.{name}"),
                key=key,
                label_visibility="collapsed",
                on_change=_turn,
                required=True,
            )
        if tray.past:
            st.button(
                t("teach.bring_back" if tray.lost_last else "teach.take_back"),
                key="teach_back",
                on_click=_take_back,
                args=(context,),
            )
        if tray.examples:
            st.button(
                t("teach.forget"),
                key="teach_forget",
                help=t("teach.forget_help"),
                on_click=_forget,
                args=(context,),
            )


def _turn() -> None:
    teaching = session().teaching
    teaching.is_before = st.session_state[widget_keys.TAUGHT] == "before"
    teaching.has_changed = True


def _remove(context: PageContext, name: str) -> None:
    lessons.tray_of(context.normal).remove(name)
    lessons.change(context)


def _take_back(context: PageContext) -> None:
    lessons.tray_of(context.normal).take_back()
    lessons.change(context)


def _forget(context: PageContext) -> None:
    lessons.tray_of(context.normal).clear()
    lessons.change(context)


def _try_again(context: PageContext) -> None:
    lessons.try_again(context)

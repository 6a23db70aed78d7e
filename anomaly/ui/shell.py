"""The surroundings of every page: its style, its sidebar, and the detector chosen."""

from html import escape
from pathlib import Path

import streamlit as st

from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.preprocessing.image_file import MAX_MEGABYTES
from anomaly.storage import store
from anomaly.text import as_markdown, t
from anomaly.text.terms import TERMS
from anomaly.training.plan import TrainingPlan
from anomaly.ui.components.address_bar import record_steps
from anomaly.ui.components.language import choose_language
from anomaly.ui.components.menu import close_menu
from anomaly.ui.components.reconnect import run_when_reconnected
from anomaly.ui.components.terms import explain_terms
from anomaly.ui.components.uploads import prepare_uploads
from anomaly.ui.obtain import obtain_context
from anomaly.ui.own.files import MAX_MEGABYTES as MAX_MEGABYTES_OF_SIGNS
from anomaly.ui.panels.class_strip import class_strip
from anomaly.ui.panels.digits_in_use import warn_of_mnist
from anomaly.ui.panels.lesson_link import lesson_link_button
from anomaly.ui.panels.normal_row import normal_row
from anomaly.ui.panels.notices import show_without_connection
from anomaly.ui.panels.share import share_button
from anomaly.ui.session import _compat, jobs, lessons, server, widget_keys
from anomaly.ui.session._compat import StreamlitPage
from anomaly.ui.session.address import OF_TRAINING, REPLACED
from anomaly.ui.session.links import open_presentation, open_view
from anomaly.ui.session.normal_digits import choose_normal, choose_own, chosen_normal, is_own
from anomaly.ui.session.presentation import Presentation, shown_of
from anomaly.ui.session.said import repeat_said, say
from anomaly.ui.session.session import current_presentation, session
from anomaly.ui.session.signs import adopt
from anomaly.ui.session.upload_space import refusals
from anomaly.ui.sidebar import SidebarSelection, same_selection, sidebar
from anomaly.ui.training.progress import progress_of
from anomaly.ui.training.resumption import keep_training

POLL_INTERVAL = 1.0  # seconds between two looks at a training from another page
# Pages that ask for digits themselves, or for none.
WITHOUT_ROW = ("learn", "train", "runs", "own", "words")
WITHOUT_ANOMALIES = ("learn", "own", "words")  # pages that are not about digits to tell apart
STYLE = Path(__file__).with_name("style.css")
FILE_LIMITS = {  # bytes, by the upload widgets' keys
    widget_keys.UPLOAD: MAX_MEGABYTES * 10**6,
    widget_keys.OWN_FILES: MAX_MEGABYTES_OF_SIGNS * 10**6,
    widget_keys.MODEL_FILE: store.UPLOAD_MEGABYTES * 10**6,
}


def run(pages: dict[str, StreamlitPage]) -> None:
    """Draw what chooses a detector, obtain it, and draw the chosen page.

    Parameters
    ----------
    pages : dict of str to StreamlitPage
        By name; pages link to each other by these names.
    """
    presentation = open_presentation()
    _style(presentation)
    show_without_connection()
    chosen = _choose_page(pages, presentation)
    st.html(f'<h1 class="page-name">{escape(chosen.title)}</h1>')
    if not class_strip(chosen):
        return
    repeat_said()
    if problem := open_view():
        say(as_markdown(problem))
    _take_over_request(chosen is pages["train"])
    try:
        selection = _draw_choices(chosen, pages)
        warn_of_mnist()
        # Words shows nothing of a detector: it waits for none to be trained.
        is_glossary = chosen is pages.get("words")
        context = (is_glossary and session().context) or obtain_context(selection)
    except UserError as problem:
        st.error(as_markdown(problem), icon=":material/error:")
        return
    session().context = context
    try:
        chosen.run()
    except Exception:  # the boundary says what it is; all beside the page is to work on
        _end(chosen, pages)
        raise
    server.models().prepare(context.trained.plan.detector, server.library().digits)
    _end(chosen, pages)


def _choose_page(pages: dict[str, StreamlitPage], presentation: Presentation) -> StreamlitPage:
    """Return the page to draw; where another is asked for than is open, open that one."""
    chosen = st.navigation(list(pages.values()), position="top")
    navigation = session().navigation
    navigation.pages = {name: pages[name] for name in shown_of(pages, presentation.pages)}
    if chosen not in navigation.pages.values():  # by its address
        first = next(iter(navigation.pages.values()))
        st.switch_page(first, query_params=st.query_params.to_dict())
    if wanted := navigation.pages.get(navigation.wanted):
        navigation.wanted = ""
        st.switch_page(wanted)
    navigation.page = chosen.url_path
    if navigation.term and chosen is not pages.get("words"):
        st.switch_page(pages["words"])
    return chosen


def _end(chosen: StreamlitPage, pages: dict[str, StreamlitPage]) -> None:
    """Draw what stands beside every page, and is about how the page was drawn."""
    navigation = session().navigation
    with st.sidebar:
        keep_training()
        follows_training = chosen is pages["train"]
        record_steps(
            chosen.url_path,
            _compat.session_id(),
            navigation.view or {},
            REPLACED + OF_TRAINING if follows_training else REPLACED,
        )


def _ask_for_term(told: object) -> None:
    """Request the page Words, at the term that the page names."""
    if told in TERMS:
        session().navigation.term = str(told)


def _style(presentation: Presentation) -> None:
    st.html(STYLE)
    is_in_force = {
        "no_sidebar.css": "sidebar" in presentation.parts,
        "embed.css": bool(st.context.is_embedded),
        "present.css": presentation.is_large,
    }
    if presentation.is_large:
        st.set_page_config(initial_sidebar_state="collapsed")
    for name, is_asked in is_in_force.items():
        if is_asked:
            st.html(STYLE.with_name(name))


def _draw_choices(chosen: StreamlitPage, pages: dict[str, StreamlitPage]) -> SidebarSelection:
    """Draw the digits to choose from, the sidebar, and what stands beside every page unseen."""
    name_of_page = next(name for name, page in pages.items() if page is chosen)
    has_own_choice = name_of_page in WITHOUT_ROW
    parts = current_presentation().parts
    if has_own_choice or "digits" in parts:
        normal = chosen_normal(widget_keys.NORMAL)
    else:
        name = session().own.name if is_own(widget_keys.NORMAL) else ""
        normal = normal_row(widget_keys.NORMAL, name or t("own.pill"))
    with st.sidebar:
        if "sidebar" not in parts:
            with st.container(key="share_head", horizontal=True):
                share_button()
                lesson_link_button()
        choose_language()
    if "sidebar" in parts:
        selection = same_selection(normal)
    else:
        with_anomalies = name_of_page not in WITHOUT_ANOMALIES
        selection = sidebar(normal, not has_own_choice, with_anomalies=with_anomalies)
    waited_for = {"own": session().own.job, "train": session().train.job}
    for name, job in waited_for.items():
        if job is not None and chosen is not pages[name]:
            _show_training(job, name, t("own.see" if name == "own" else "job.see"))
            break  # there is room for one
    with st.sidebar:
        run_when_reconnected(_compat.session_id())
        prepare_uploads(FILE_LIMITS, refusals())
        close_menu(chosen.url_path)
        explain_terms(_ask_for_term if "words" in session().navigation.pages else None)
    return selection


def _show_training(job: Job, name: str, label: str) -> None:
    """Show on other pages the progress of a training begun on a page, and link there."""
    with st.container(key="under_way"):
        _poll_training(job)
    if (page := session().navigation.pages.get(name)) is None:
        return
    with st.sidebar:
        st.page_link(page, label=label, icon=":material/model_training:")


@jobs.live(POLL_INTERVAL)
def _poll_training(job: Job) -> None:
    if job.active:
        st.progress(*progress_of(job))
    else:  # no st.rerun: it would interrupt a stroke
        st.caption(t("job.ended"))


def _take_over_request(watching: bool) -> None:
    """Choose the digits and the detector requested, before their widgets are drawn.

    Parameters
    ----------
    watching : bool
        Whether to watch its training, if it is being trained again.
    """
    model = session().model
    request = model.request
    if request is None:
        _leave_lost_sign()
        return
    key = request.key
    trained = None if key is None else server.models().named(key)
    joined = key is not None and (watching or trained is None) and jobs.rejoin(key)
    lessons.take_over(request, trained)
    if trained is not None and trained.taught is not None:
        trained = server.models().named(trained.taught.base) or trained
    model.key = None if trained is None else trained.key
    if trained is not None and trained.is_of_signs:
        choose_own(widget_keys.NORMAL)
        adopt(trained)
    elif trained is not None:
        plan = TrainingPlan(detector=trained.plan.detector, normal=trained.plan.normal)
        choose_normal(widget_keys.NORMAL, plan.normal)
        st.session_state[widget_keys.DETECTOR] = plan.detector
        if server.models().find(plan, server.library().digits)[0] is trained:
            model.key = None  # it is the default recipe's
    model.request = None  # last: a rerun can end this at any access of the widgets' values
    if trained is None and key is not None and not joined:
        say(str(server.models().why_missing(key)))
    _leave_lost_sign()


def _leave_lost_sign() -> None:
    """Go back to a digit where the sign that was chosen has no detector any more."""
    key = session().model.key
    if is_own(widget_keys.NORMAL) and (key is None or server.models().named(key) is None):
        choose_normal(widget_keys.NORMAL, (1,))

"""The page of a person's own sign, and the others with its detector."""

import io
from collections.abc import Iterator

import pytest
import torch
from PIL import Image
from streamlit.testing.v1 import AppTest

from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.storage.drafts import Draft, load_draft, save_draft
from anomaly.text import escape_markdown, t
from anomaly.training.sign_training import train_on_pictures
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.collect import Kept
from anomaly.ui.own.files import take_files
from anomaly.ui.own.given import names_unlike
from anomaly.ui.own.giving import take
from anomaly.ui.page_list import PAGES
from anomaly.ui.session import server
from anomaly.ui.session.pages import OwnPage
from anomaly.ui.session.tray import example_of, name_of
from tests.support.app_test import opened, session_of, without_mnist
from tests.support.signs import KA, SA, by_hand, drawing_of, pictures_of
from tests.unit.ui.pages.test_playground import sent


@pytest.fixture(autouse=True)
def _on_generated_digits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("anomaly.jobs.worker.TrainingProcess.start", lambda self: None)
    with without_mnist():
        yield


@pytest.fixture(scope="module")
def trained() -> TrainedDetector:
    return train_on_pictures(pictures_of(KA, 6), detector="nearest")


def texts(app: AppTest) -> str:
    return " ".join(
        element.value
        for kind in (app.caption, app.warning, app.info, app.markdown)
        for element in kind
    )


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def draft_of(count: int, name: str = "") -> str:
    examples = tuple(example_of(picture) for picture in pictures_of(KA, count))
    return save_draft(Draft(examples, name))


def test_the_page_begins_with_a_prompt_and_cannot_train_on_nothing() -> None:
    app = opened("own")
    assert "0 of 10" in html(app)
    assert app.button(key="own_train").disabled
    assert t("own.too_few", needed=5, count=0) in texts(app)


def test_what_was_drawn_is_found_again_by_its_address() -> None:
    key = draft_of(7, "か")
    app = opened("own", signs=key)
    assert "7 of 10" in html(app)
    assert "3 to go" in html(app)
    assert app.text_input(key="own_name").value == "か"
    assert not app.button(key="own_train").disabled
    assert app.query_params["signs"] == key


def test_a_draft_that_is_gone_is_said_to_be() -> None:
    app = opened("own", signs="0" * 16)
    assert t("own.gone") in texts(app)


def test_removing_all_can_be_undone_and_is_kept() -> None:
    app = opened("own", signs=draft_of(7))
    app.button(key="own_clear").click().run()
    assert "0 of 10" in html(app)
    assert "signs" not in app.query_params
    app.button(key="own_undo").click().run()
    assert "7 of 10" in html(app)
    found = load_draft(app.query_params["signs"])
    assert found is not None
    assert len(found.examples) == 7


def test_a_name_is_short_and_shown_as_it_is(trained: TrainedDetector) -> None:
    store.save(trained)
    app = opened("playground", model=trained.key, sign="*<b>か</b>*\n and much more than fits")
    assert session_of(app).own.name == "*<b>か</b>* and much"
    label = app.button(key="own_open").label
    assert label == escape_markdown("*<b>か</b>* and much")


def test_too_few_pictures_are_told_how_many_are_missing() -> None:
    app = opened("own", signs=draft_of(3))
    assert app.button(key="own_train").disabled
    assert t("own.too_few", needed=5, count=3) in texts(app)


def take_into(app: AppTest, *kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have drawings taken that a page has kept."""
    monkeypatch.setattr("anomaly.ui.own.giving.session", lambda: session_of(app))
    monkeypatch.setattr("anomaly.ui.session.signs.session", lambda: session_of(app))
    take(kept)


def test_drawings_are_taken_and_what_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("own")
    dot = drawing_of([[(0.5, 0.5), (0.501, 0.5)]])
    take_into(
        app,
        Kept(1, drawing_of(by_hand(KA, 1)), False),
        Kept(2, drawing_of(by_hand(KA, 1)), False),
        Kept(3, dot, False),
        Kept(4, drawing_of(by_hand(SA, 1)), True),
        monkeypatch=monkeypatch,
    )
    own = session_of(app).own
    assert own.taken == 4
    assert [example.is_anomaly for example in own.tray.examples] == [False, True]
    assert own.tray.examples[0].drawing == drawing_of(by_hand(KA, 1))
    assert [problem.key for problem in own.problems] == ["tray.twice", "own.one_wrong"]


@pytest.mark.parametrize("page", [name for name in PAGES if name != "words"])
def test_every_page_speaks_of_signs_and_not_of_ones(page: str, trained: TrainedDetector) -> None:
    store.save(trained)
    app = opened(page, model=trained.key)
    context = session_of(app).context
    assert context is not None
    assert context.trained.key == trained.key
    told = f"{texts(app)} {html(app)}"
    assert "1s" not in told.split()
    assert app.query_params["model"] == trained.key


def test_the_page_tells_how_well_it_will_do(trained: TrainedDetector) -> None:
    store.save(trained)
    told = html(opened("own", model=trained.key))
    assert t("own.how_well") in told
    assert "of 6; 95% interval" in told


def test_a_digit_takes_the_place_of_the_sign(trained: TrainedDetector) -> None:
    store.save(trained)
    app = opened("playground", model=trained.key)
    app.session_state.normal = 4
    app.run()
    assert not app.exception
    context = session_of(app).context
    assert context is not None
    assert context.normal == (4,)
    assert not context.trained.is_of_signs


def test_a_sign_whose_detector_was_deleted_gives_way_to_a_digit(trained: TrainedDetector) -> None:
    store.save(trained)
    app = opened("playground", model=trained.key)
    store.delete(trained)
    server.forget()
    app.run()
    assert not app.exception
    context = session_of(app).context
    assert context is not None
    assert context.normal == (1,)


def test_a_link_to_a_sign_works_in_another_session(trained: TrainedDetector) -> None:
    store.save(trained)
    first = opened("playground", model=trained.key, sign="か")
    parameters = dict(first.query_params.items())
    second = opened("playground", **parameters)
    assert session_of(second).own.name == "か"
    context = session_of(second).context
    assert context is not None
    assert torch.equal(context.trained.calibration_scores, trained.calibration_scores)


def test_a_link_to_a_trained_sign_has_its_pictures_to_go_on_with(trained: TrainedDetector) -> None:
    store.save(trained)
    app = opened("own", model=trained.key)
    assert "6 of 10" in html(app)
    assert app.selectbox(key="own_detector").value == "nearest"
    assert t("own.trained") in texts(app)
    assert app.button(key="own_train").disabled


def test_a_picture_unlike_the_others_is_marked() -> None:
    pictures = torch.cat([pictures_of(KA, 7), pictures_of(SA, 1)])
    odd = train_on_pictures(pictures, detector="nearest")
    assert names_unlike(odd) == {name_of(example_of(pictures[-1]))}
    store.save(odd)
    assert t("own.look_at", count=1) in texts(opened("own", model=odd.key))


def test_a_picture_unlike_the_others_is_a_false_alarm_until_the_line_is_set_by_hand() -> None:
    pictures = torch.cat([pictures_of(KA, 10), pictures_of(SA, 1)])
    odd = train_on_pictures(pictures, detector="nearest")
    store.save(odd)
    app = opened("evaluate", model=odd.key, rule="sigma=3")
    assert t("evaluate.false_alarms", count=1).removeprefix("False alarms:") in html(app)
    answer = sent(app, "anomaly_answer")
    (rule,) = [each for each in answer["rules"] if each["name"] == answer["rule"]]
    assert rule["false_alarms"] == 1
    assert t("signs.counted") in rule["assumes"]
    by_hand = opened("evaluate", model=odd.key, threshold=str(answer["threshold"]))
    assert t("evaluate.false_alarms", count=0).removeprefix("False alarms:") in html(by_hand)
    assert sent(by_hand, "anomaly_histogram")["words"]["told_by_hand"] == t("sign.told_by_hand")


def png(picture: torch.Tensor) -> bytes:
    """Return a picture as a file, dark on light and large enough to have lines."""
    page = Image.fromarray((255 * (1 - picture)).byte().numpy()).resize((280, 280))
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> OwnPage:
    """The page's state in an open app, where what takes files finds it."""
    app = opened("own")
    for module in ("own.files", "session.signs"):
        monkeypatch.setattr(f"anomaly.ui.{module}.session", lambda: session_of(app))
    return session_of(app).own


def test_files_are_taken_at_once_and_can_be_taken_back_at_once(own: OwnPage) -> None:
    files = [(f"{row}.png", png(picture)) for row, picture in enumerate(pictures_of(KA, 3))]
    take_files([*files, ("4.png", b"damaged")], is_anomaly=False)
    assert len(own.tray.examples) == 3
    assert "4.png" in " ".join(own.told)
    take_files([*files[:2], ("5.png", png(pictures_of(SA, 1)[0]))], is_anomaly=False)
    assert t("own.known", count=2) in own.told
    own.tray.take_back()
    assert len(own.tray.examples) == 3
    take_files([*files, ("torn.zip", b"PK\3\4"), ("big.zip", bytes(40_000_001))], is_anomaly=False)
    assert "torn.zip is a damaged or incomplete ZIP" in " ".join(own.told)
    assert "big.zip is larger than 40 MB" in " ".join(own.told)
    take_files(files[:1], is_anomaly=True)  # it was no normal one after all
    assert [example.is_anomaly for example in own.tray.examples] == [False, False, True]
    with pytest.raises(UserError, match="larger than 40 MB"):
        take_files([("big.zip", bytes(40_000_001))], is_anomaly=False)


def test_of_too_many_files_some_of_either_kind_are_kept_and_that_is_said(
    own: OwnPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anomaly.ui.own.files.MAX_GIVEN", 4)
    files = [(f"normal/{row}.png", png(picture)) for row, picture in enumerate(pictures_of(KA, 4))]
    files += [(f"anomaly/{row}.png", png(one)) for row, one in enumerate(pictures_of(SA, 3))]
    take_files(files, is_anomaly=False)
    assert [example.is_anomaly for example in own.tray.examples] == [False, False, True, True]
    assert t("own.no_room", count=3, limit=4) in own.told


def test_pictures_that_cannot_be_stored_stay_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(draft: Draft) -> str:
        raise UserError("store.unwritable", folder="/models", reason="No space left")

    app = opened("own", signs=draft_of(7))
    monkeypatch.setattr("anomaly.ui.session.signs.save_draft", refuse)
    app.text_input(key="own_name").set_value("か").run()
    assert "No space left" in texts(app)
    assert "7 of 10" in html(app)


def test_the_anomalies_chosen_elsewhere_stay_chosen() -> None:
    app = opened("own", anomalous="79", signs=draft_of(2))
    assert app.query_params["anomalous"] == "79"

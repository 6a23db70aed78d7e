"""The settings of a training, in a real browser."""

from playwright.sync_api import Page, expect

from tests.support.app import TIMEOUT, Playground, TrainScreen, settled_boxes

RECIPES = "[class*=st-key-plan_autoencoder_recipe]"


def test_what_cannot_be_trained_is_said_beside_the_button(screen: TrainScreen) -> None:
    screen.digits.take_several()
    screen.digits.tap(1)
    controls = screen.page.locator(".st-key-train_controls")
    expect(controls.get_by_text("No digit is chosen as normal")).to_be_visible(timeout=TIMEOUT)
    expect(controls.get_by_role("button").first).to_be_disabled()


def test_settings_turned_quickly_hold_and_outlive_a_visit_elsewhere(screen: TrainScreen) -> None:
    page = screen.page
    screen.digits.take_several()
    for label in (0, 2, 3):
        screen.digits.tap(label)
    screen.slide("Epochs", "End")
    screen.slide("Latent size", "Home")

    def expect_all() -> None:
        expect(screen.digits.chosen).to_have_text(["0", "1", "2", "3"])
        for name, value in {"Epochs": "200", "Latent size": "1"}.items():
            handle = page.get_by_role("slider", name=name)
            expect(handle).to_have_attribute("aria-valuetext", value, timeout=TIMEOUT)

    expect_all()
    page.get_by_role("link", name="Playground").first.click()
    Playground(page).verdict_starts("Anomaly")
    page.get_by_role("link", name="Train").click()
    expect(page.get_by_text("The settings changed")).to_be_visible(timeout=TIMEOUT)
    expect_all()


def test_the_slider_shows_how_many_epochs_there_will_be(screen: TrainScreen) -> None:
    usual = screen.shown("Epochs")
    screen.slide("Normal training digits", "Home")  # one, whose epochs have a single update
    assert screen.shown("Epochs") == "700"
    screen.slow_motion()
    screen.press("Train")
    screen.wait_for_epoch(r"\b([2-9]|\d\d+) of 700")  # there is no way back from the first
    screen.press("Stop and keep")
    screen.wait_for_result()
    screen.slide("Normal training digits", "End")
    assert screen.shown("Epochs") == usual
    screen.slide("Least updates", "Home")
    assert screen.shown("Epochs") == "8"


def test_a_recipe_is_chosen_among_all_and_none_is_marked_once_a_setting_changed(
    screen: TrainScreen,
) -> None:
    def expect_chosen(*names: str) -> None:
        chosen = screen.page.locator(f"{RECIPES} [aria-checked=true]")
        expect(chosen).to_have_text(list(names), timeout=TIMEOUT)

    recipes = screen.page.locator(f"{RECIPES} [role=radio]")
    expect(recipes).to_have_text(["Default", "Article", "Squared", "By ink"])
    expect_chosen("Default")
    recipes.nth(1).click()
    expect_chosen("Article")
    expect(screen.setting("Epochs")).to_have_attribute("aria-valuetext", "10", timeout=TIMEOUT)
    screen.slide("Latent size", "Home")
    expect_chosen()
    recipes.first.click()
    expect_chosen("Default")
    expect(screen.setting("Epochs")).not_to_have_attribute("aria-valuetext", "10")


def test_recipes_stand_in_one_line(page: Page, address: str) -> None:
    TrainScreen(page).open(address)
    recipes = page.locator(RECIPES)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        whole, *buttons = settled_boxes(recipes, *recipes.locator("[role=radio]").all())
        assert len({box["y"] for box in buttons}) == 1, width
        assert buttons[-1]["x"] + buttons[-1]["width"] <= whole["x"] + whole["width"] + 1


def test_on_a_phone_the_choice_and_the_button_are_in_view_together(
    phone: Page, address: str
) -> None:
    screen = TrainScreen(phone).open(address)
    chosen = [screen.digits.digit(0), phone.locator(RECIPES), screen.button("Train").first]
    sliders = [phone.get_by_role("slider", name=name) for name in ("Latent size", "Epochs")]
    parts = settled_boxes(*chosen, *sliders, phone.locator(".st-key-epoch_pictures"))
    for box in parts:
        assert box["y"] + min(box["height"], 60) <= 844
    tops = [box["y"] for box in parts]
    assert tops[:3] == sorted(tops[:3])
    assert tops[-1] == max(tops)


def test_what_is_asked_for_next_is_not_lost_when_a_training_ends(screen: TrainScreen) -> None:
    screen.press("Train")
    screen.slide("Latent size", "Home")
    screen.wait_for_result()
    latent = screen.page.get_by_role("slider", name="Latent size")
    expect(latent).to_have_attribute("aria-valuetext", "1")
    expect(screen.page.get_by_text("The settings changed")).to_be_visible(timeout=TIMEOUT)

"""What a user does in Prefect's UI, in a real Chromium: run a deployment by its form; see what a dropped file starts.

With PRESSGRAPH_SCREENSHOTS=FOLDER the pages are kept as pictures, as they stand in the README.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.flows.serving import Served, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]


def text_of(page: WebDriver) -> str:
    return page.find_element(By.TAG_NAME, "body").text


def wait(page: WebDriver, text: str, seconds: float = 120) -> None:
    WebDriverWait(page, seconds, 1.0).until(lambda _: text in text_of(page), f"the page does not show {text!r}")


def visit(page: WebDriver, address: str, text: str) -> None:
    """Open a page and wait for a text; load it anew where it does not come, as a user would."""
    for _ in range(4):
        page.get(address)
        try:
            wait(page, text, 40)
        except TimeoutException:
            continue
        return
    pytest.fail(f"{address} does not show {text!r}, but: {text_of(page)[:500]}")


def click(page: WebDriver, tag: str, text: str) -> None:
    """Click the element whose text is `text`, once it is there."""

    def found(_: WebDriver) -> list[WebElement]:
        return [each for each in page.find_elements(By.TAG_NAME, tag) if each.text.strip() == text]

    WebDriverWait(page, 120, 0.5).until(found, f"no {tag} {text!r}")[0].click()


def submit(page: WebDriver) -> None:
    """Send the form; once more where the click came before the page was ready for it."""
    form = page.current_url
    for _ in range(4):
        click(page, "button", "Submit")
        try:
            WebDriverWait(page, 40, 0.5).until(lambda _: page.current_url != form)
        except TimeoutException:
            continue
        return
    pytest.fail(f"the form cannot be sent: {text_of(page)[:500]}")


def keep_picture(page: WebDriver, name: str) -> None:
    if folder := os.environ.get("PRESSGRAPH_SCREENSHOTS"):
        page.save_screenshot(Path(folder) / f"{name}.png")


def test_the_form_of_on_demand_runs_and_the_article_is_there(browser: WebDriver, served: Served) -> None:
    article = served.folder / "from-the-form.txt"
    article.write_text("Prime Minister Giorgia Meloni visited Washington on Friday and met Donald Trump.\n", "utf-8")
    visit(browser, f"{served.address}/deployments", "reprocess-stale")
    keep_picture(browser, "deployments")
    click(browser, "a", "on-demand")
    WebDriverWait(browser, 120).until(lambda page: "/deployment/" in page.current_url, "no page of the deployment")
    visit(browser, f"{browser.current_url.partition('?')[0]}/run", "Files, folders, feeds and web pages")
    click(browser, "button", "Add item")
    fields = (By.CSS_SELECTOR, ".schema-form-property-array-list :is(input, textarea)")
    WebDriverWait(browser, 60).until(lambda page: page.find_elements(*fields))[0].send_keys(str(article))
    keep_picture(browser, "form")
    submit(browser)
    run = wait_for(lambda: served.runs("on-demand")[-1:], "the run that the form makes")[0]
    assert run["parameters"]["sources"] == [str(article)]
    (ended,) = wait_for(lambda: served.settled("on-demand"), "the end of the run")
    assert ended["state_name"] == "Completed"
    visit(browser, f"{served.address}/runs/flow-run/{run['id']}", "Completed")
    keep_picture(browser, "run")
    rows = served.rows("SELECT language FROM articles WHERE origin LIKE '%from-the-form.txt'")
    assert rows == [{"language": "en"}]
    report = {"flow_run_id": {"any_": [run["id"]]}, "key": {"any_": ["run-report"]}}
    (artifact,) = served.ask("/artifacts/filter", {"artifacts": report})
    visit(browser, f"{served.address}/artifacts/artifact/{artifact['id']}", "Strongest new relations")
    keep_picture(browser, "report")


def test_a_dropped_file_starts_a_run_that_the_ui_shows(browser: WebDriver, served: Served) -> None:
    dropped = served.data_dir / "inbox" / "dropped.txt"
    dropped.write_text("President Volodymyr Zelensky thanked Norway for its help on Sunday.\n", "utf-8")
    wait_for(
        lambda: served.rows("SELECT 1 AS found FROM articles WHERE origin LIKE '%dropped.txt'"),
        "the article in the database",
    )
    wait_for(lambda: served.settled("new-articles"), "the end of the run")
    visit(browser, f"{served.address}/deployments", "new-articles")
    click(browser, "a", "new-articles")
    wait(browser, "Completed")
    keep_picture(browser, "triggered")

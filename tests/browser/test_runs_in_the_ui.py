"""What the main job did can be seen in Prefect's UI: its state lies in the data folder."""

from __future__ import annotations

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_the_finished_run_is_listed(browser: WebDriver, prefect_ui: str) -> None:
    browser.get(f"{prefect_ui}/runs")
    WebDriverWait(browser, 90).until(
        lambda page: "news-pipeline" in page.find_element(By.TAG_NAME, "body").text,
        "the UI does not list the run of news-pipeline",
    )
    assert "Completed" in browser.find_element(By.TAG_NAME, "body").text

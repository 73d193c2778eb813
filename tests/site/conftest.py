"""A browser, and the site on a server of its own. `make site-test` builds the site first."""

import functools
import os
import re
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import playwright
import pytest
from places import SITE
from playwright.sync_api import sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# For every window, Chromium makes pages of its own for the suggestions below its address bar. No
# test sees them, and they cost as much as a page of the site.
SUGGESTIONS = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
CHROMIUM_FLAGS = [  # fetch nothing that was not asked for
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    """The path of an installed Chromium, or of the browser that $CHROMIUM names."""
    installed = [path for path in map(shutil.which, CHROMIUM_NAMES) if path]
    found = os.environ.get("CHROMIUM") or next(iter(installed), None)
    assert found, "no Chromium: on Debian, sudo apt install chromium; or set CHROMIUM to a browser"
    return found


def features_off() -> str:
    """Playwright's own flag, of which only the last one counts, with the suggestions added."""
    program = Path(playwright.__file__).parent / "driver" / "package" / "lib" / "coreBundle.js"
    found = re.search(r"disabledFeatures = \[(.*?)\]", program.read_text("utf-8"), re.DOTALL)
    assert found, f"{program} does not say any more what Playwright switches off"
    names = re.findall(r'^ *"(\w+)"', found[1], re.MULTILINE)
    return "--disable-features=" + ",".join([*names, *SUGGESTIONS])


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Keep the requests out of the tests' output."""


@pytest.fixture(scope="session")
def serve():
    """A function that serves a folder on loopback, and returns its address with a / at the end."""
    servers = []

    def start(folder):
        handler = functools.partial(QuietHandler, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(serve):
    assert (SITE / "index.html").exists(), "the site is not built: `make site-test` does it"
    return serve(SITE)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=chromium(), args=[*CHROMIUM_FLAGS, features_off()]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """A function that opens a new window of a browser, with settings such as `color_scheme`."""
    contexts = []

    def new(width=1300, height=900, **settings):
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture(scope="session")
def unfolded(browser, address):
    """A function that returns a page of the site, complete and with all that is folded open.

    It is opened once for all tests that take it, which therefore look and change nothing.
    """
    held = {}

    def look_at(name):
        if name not in held:
            close()
            held[name] = browser.new_page(viewport={"width": 1300, "height": 900})
            held[name].goto(address + name, wait_until="networkidle")
            held[name].evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        return held[name]

    def close():
        while held:
            held.popitem()[1].close()

    yield look_at
    close()


def pytest_collection_modifyitems(items):
    """Let the tests that look at the same page follow each other, after all the rest."""

    def looked_at(item):
        looks = "unfolded" in item.fixturenames
        return Path(item.callspec.params["name"]).stem if looks else ""

    items.sort(key=looked_at)

"""A browser, and the site on a server of its own. `make site-test` builds the site first."""

import functools
import os
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from places import SITE
from playwright.sync_api import sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
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

"""What a page weighs on its way to the reader, and that nothing moves or waits that need not."""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from places import ROOT, SITE

PACKED = {".html", ".css", ".js", ".svg", ".json"}  # what servers of static pages compress
HEAVIEST_AT_FIRST = 300_000  # bytes, as sent
HEAVIEST_IN_ALL = 600_000  # with all that is folded, and all pictures
LESSONS = sorted(f"notebooks/{path.stem}.html" for path in (ROOT / "notebooks").glob("*.ipynb"))
each_lesson = pytest.mark.parametrize("name", LESSONS)
PICTURED = [name for name in LESSONS if "/_images/" in (SITE / name).read_text("utf-8")]


def weight(address):
    """The bytes of a file of the site, as a server sends them."""
    file = SITE / urlsplit(address).path.lstrip("/")
    content = file.read_bytes()
    return len(gzip.compress(content, 6) if file.suffix in PACKED else content)


@each_lesson
def test_a_lesson_is_light(name, open_page, address):
    page = open_page(width=390, height=800)
    fetched = set()
    page.on("request", lambda request: fetched.add(request.url))
    page.goto(address + name, wait_until="networkidle")
    first = sum(map(weight, fetched))
    assert 50_000 < first < HEAVIEST_AT_FIRST
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.evaluate(
        """Promise.all([...document.images].map(image => {
            image.loading = "eager";
            return image.decode();
        }))"""
    )
    assert sum(map(weight, fetched)) < HEAVIEST_IN_ALL


@pytest.mark.parametrize("name", PICTURED)
def test_pictures_wait_and_keep_their_place(name, unfolded):
    pictures = unfolded(name).eval_on_selector_all(
        "article img",
        """all => Promise.all(all.map(async image => {
            const file = new Image();
            file.src = image.src;
            await file.decode();
            const said = image.getAttribute("width") / image.getAttribute("height");
            const shape = said / (file.naturalWidth / file.naturalHeight);
            return [image.getAttribute("loading"), image.getAttribute("decoding"), shape];
        }))""",
    )
    assert {(loading, decoding) for loading, decoding, _ in pictures} == {("lazy", "async")}
    assert all(abs(shape - 1) < 0.01 for *_, shape in pictures)


def test_a_picture_far_below_is_not_fetched(open_page, address):
    page = open_page(width=390, height=800)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address + "notebooks/12_norm_traps.html", wait_until="networkidle")
    assert len([url for url in fetched if "/_images/" in url]) < page.locator("article img").count()


SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => {
    for (const shift of list.getEntries()) window.shifts += shift.value;
}).observe({type: "layout-shift", buffered: true});
"""


PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
FAR_DOWN = "notebooks/12_norm_traps.html#does-it-help-other-rates"


@pytest.mark.parametrize("name", ["index.html", *LESSONS[2::5], FAR_DOWN])
def test_scripts_do_not_move_what_is_being_read(name, open_page, address):
    """The sum of a page's shifts, as Chromium weighs them; from 0.1 on, readers are disturbed."""
    page, held = open_page(width=390, height=800), []
    page.add_init_script(SHIFTS)
    page.route("**/outcomes.js*", lambda route: held.append(route))
    with page.expect_request("**/outcomes.js*"):
        page.goto(address + name, wait_until="commit")  # later scripts wait: they run in order
    page.wait_for_function(PAINTED)
    held.pop().continue_()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifts") < 0.03


def test_most_lessons_have_pictures():
    assert len(PICTURED) > len(LESSONS) / 2


def test_scripts_let_the_text_appear_first():
    for name in ["index.html", *LESSONS]:
        head = (SITE / name).read_text("utf-8").partition("</head>")[0]
        blocking = re.findall(r'<script src="([^"?]+)', head)
        assert [file.rpartition("/")[2] for file in blocking] == ["documentation_options.js"]
        assert "searchindex" not in head  # of the whole course


# ------------------------------------------------------------------------------- icons


def test_the_site_carries_few_icons():
    fonts = list((SITE / "_static" / "vendor").rglob("*.woff2"))
    assert fonts
    assert all(300 < font.stat().st_size < 10_000 for font in fonts)


@pytest.mark.parametrize("name", ["index.html", "search.html", LESSONS[5]])
def test_every_icon_is_drawn(name, page, address):
    """Each has a character, and the font has it: a missing one is a box, as wide as all others."""
    page.goto(address + name, wait_until="networkidle")
    icons = page.locator("i[class*=fa-], span[class*=fa-]")
    assert icons.count() > 3
    missing = icons.evaluate_all(
        """async all => {
            await document.fonts.ready;
            const context = document.createElement("canvas").getContext("2d");
            const drawn = (font, text) => {
                context.canvas.width = context.canvas.height = 40;
                context.font = font;
                context.fillText(text, 2, 32);
                return context.canvas.toDataURL();
            };
            const faults = [];
            for (const icon of all) {
                const style = getComputedStyle(icon, "::before");
                const text = style.content.replaceAll('"', "");
                const font = `${style.fontWeight} 30px ${style.fontFamily}`;
                if (text === "none" || !text) { faults.push(icon.className); continue; }
                await document.fonts.load(font, text);
                const none = drawn(font, "\uf8fe");
                if (drawn(font, text) === none) faults.push(icon.className);
            }
            return faults;
        }"""
    )
    assert missing == []

"""What makes the pages good to read: figures, code, signs, the search, previews, and on paper."""

import re

import pytest
from faults import faults_in_access
from places import AXE, ROOT, SITE

LESSON = "notebooks/06_splits.html"
PAGES = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("*.html")
    if "_static" not in path.parts
)
LESSONS = [name for name in PAGES if name.startswith("notebooks/")]
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true; })"


def open_all(page, url):
    """Go to a page, and unfold what is folded in it."""
    page.goto(url, wait_until="networkidle")
    page.evaluate(UNFOLD)


# ----------------------------------------------------------------------------- figures


def test_a_figure_is_readable_on_a_phone_and_moves_in_its_box(open_page, address):
    page = open_page(width=390, height=800)
    open_all(page, address + LESSON)
    figures = page.locator(".cell_output .figure")
    assert figures.count() > 0
    for box in figures.all():
        own = float(re.search(r"--own: (\d+)px", box.get_attribute("style"))[1])
        assert box.locator("img").evaluate("e => e.getBoundingClientRect().width") >= 0.84 * own
        assert box.evaluate("e => e.getBoundingClientRect().right <= innerWidth")
    box = figures.first
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    assert box.evaluate("e => getComputedStyle(e).overflowX") == "auto"


def test_a_figure_opens_at_full_size_by_keyboard(page, address):
    open_all(page, address + LESSON)
    link = page.locator(".figure a").first
    assert link.get_attribute("title") == "Open the picture at full size"
    picture = link.locator("img").get_attribute("src").rpartition("/")[2]
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/_images/{picture}")


def test_a_phone_shows_that_figures_open(open_page, address):
    page = open_page(width=390, height=800)
    page.goto(address + LESSON)
    link = page.locator(".cell_output .figure > a").first
    assert "Full size" in link.evaluate("e => getComputedStyle(e, '::after').content")


def brightness(page, picture):
    """The mean of the top left pixels, the paper of a figure, as the reader sees it."""
    picture.scroll_into_view_if_needed()
    picture.evaluate("image => image.decode()")
    box = picture.bounding_box()
    shot = page.screenshot(clip={"x": box["x"] + 1, "y": box["y"] + 1, "width": 2, "height": 2})
    return page.evaluate(
        """async bytes => {
            const blob = new Blob([new Uint8Array(bytes)], {type: "image/png"});
            const bitmap = await createImageBitmap(blob);
            const context = document.createElement("canvas").getContext("2d");
            context.drawImage(bitmap, 0, 0);
            return context.getImageData(0, 0, 1, 1).data[0];
        }""",
        list(shot),
    )


def test_figures_are_dimmed_in_the_dark_and_not_inverted(open_page, address):
    page = open_page(color_scheme="dark")
    open_all(page, address + LESSON)
    picture = page.locator(".figure img").first
    assert 130 < brightness(page, picture) < 180
    assert picture.evaluate("e => getComputedStyle(e).filter") == "brightness(0.65)"
    page = open_page(color_scheme="light")
    open_all(page, address + LESSON)
    assert brightness(page, page.locator(".figure img").first) == 255


# -------------------------------------------------------------------------------- code


@pytest.mark.parametrize("name", PAGES)
def test_no_line_of_code_is_cut_off_or_broken(name, unfolded):
    """Nor in outputs, which may break: it is the longest lines of lists that do."""
    wide = unfolded(name).evaluate(
        """() => {
            const style = document.createElement("style");
            style.textContent = ".cell_input pre, .highlight pre { white-space: pre !important }";
            document.head.append(style);
            const wide = [...document.querySelectorAll("article pre")]
                .filter(e => !e.closest(".cell_output, .output") && e.scrollWidth > e.clientWidth)
                .map(e => `${e.scrollWidth} in ${e.clientWidth}: ${e.textContent.slice(0, 60)}`);
            style.remove();
            return wide;
        }"""
    )
    assert wide == []


@pytest.mark.parametrize("name", PAGES)
def test_no_output_is_cut_off(name, unfolded):
    cut = unfolded(name).evaluate(
        """() => [...document.querySelectorAll("article pre")]
            .filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent.slice(0, 60))"""
    )
    assert cut == []


def test_code_that_moves_on_a_phone_is_a_stop_of_the_tab_key(open_page, address):
    page = open_page(width=390, height=800)
    open_all(page, address + LESSON)
    page.wait_for_timeout(600)  # the theme looks again a while after a change
    stops = page.evaluate(
        """() => [...document.querySelectorAll("article pre")]
            .filter(e => e.scrollWidth > e.clientWidth).map(e => e.tabIndex)"""
    )
    assert len(stops) > 5
    assert set(stops) == {0}
    assert list(faults_in_access(page, AXE)) == []  # boxes that move and no key reaches, too


# ------------------------------------------------------------------------ copy buttons


def test_code_can_be_copied_by_keyboard(open_page, address):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + LESSON, wait_until="networkidle")
    code = page.locator(".cell_input pre").first
    button = page.locator(".cell_input button.copybtn").first
    button.focus()
    shown = "getComputedStyle(document.querySelector('.copybtn:focus-visible')).opacity === '1'"
    page.wait_for_function(shown)  # it fades in
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('.copybtn').getAttribute('aria-label') === 'Copied!'"
    )
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == code.text_content().strip()
    assert list(faults_in_access(page, AXE)) == []


@pytest.mark.parametrize("name", LESSONS)
def test_code_has_buttons_and_outputs_have_none(name, unfolded):
    page = unfolded(name)
    code = page.locator(".cell_input pre").count()
    buttons = page.get_by_role("button", name="Copy this code", exact=True, include_hidden=True)
    assert buttons.count() == code > 0
    assert page.locator(".cell_output .copybtn, .output .copybtn").count() == 0


# ------------------------------------------------------------------------------- signs


def contrast(first, second):
    """The contrast of two colours, by the definition of WCAG."""
    lights = []
    for colour in (first, second):
        shares = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    return max(lights) / min(lights)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signs_have_colours_of_enough_contrast(scheme, open_page, address):
    page = open_page(color_scheme=scheme)
    open_all(page, address + LESSON)
    page.locator(".output pre").first.evaluate(
        "e => e.insertAdjacentHTML('beforeend', '<span class=sign-wrong>✗</span>')"
    )
    colours = {}
    for name in ("right", "wrong", "open"):
        sign = page.locator(f".sign-{name}").first
        colours[name], ground = sign.evaluate(
            """e => [getComputedStyle(e).color,
                getComputedStyle(e.closest("pre")).backgroundColor]"""
        )
        assert contrast(colours[name], ground) >= 4.5
    text = page.locator(".output pre").first.evaluate("e => getComputedStyle(e).color")
    assert len({*colours.values(), text}) == 4


@pytest.mark.parametrize("name", LESSONS)
def test_each_sign_at_the_start_of_a_line_is_marked(name, unfolded):
    page = unfolded(name)
    printed = "\n".join(page.locator(".output.stream pre").all_text_contents())
    expected = re.findall(r"^ *([✓✗○])", printed, re.MULTILINE)
    marked = page.locator(".sign-right, .sign-wrong, .sign-open").all_text_contents()
    assert marked == expected
    assert expected


# -------------------------------------------------------------------------- the search


def first_result(page, address, query, title=""):
    page.goto(f"{address}search.html?q={query}")
    page.wait_for_function("document.querySelector('.search-summary')?.textContent")
    result = page.locator("#search-results li").filter(has_text=title).first
    result.locator("p.context").wait_for()
    return result


def is_in_view(locator):
    return locator.evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight; }"
    )


def test_a_result_lands_at_the_words_and_marks_them(page, address):
    first_result(page, address, "checksum", "Split the names").locator("a").click()
    page.locator("article .highlighted").first.wait_for()
    page.wait_for_function("scrollY > 0")
    marks = page.locator("article .highlighted")
    assert {text.lower() for text in marks.all_text_contents()} == {"checksum"}
    assert any(is_in_view(each) for each in marks.all())
    assert page.locator("nav .highlighted").count() == 0
    assert list(faults_in_access(page, AXE)) == []


def test_a_result_within_what_is_folded_unfolds_it(page, address):
    first_result(page, address, "drowns", "Measure a model").locator("a").click()
    mark = page.locator("article .highlighted").first
    mark.wait_for()
    page.wait_for_function("scrollY > 0")
    assert mark.is_visible()
    assert is_in_view(mark)


def test_a_result_for_another_form_of_the_word_is_marked(page, address):
    first_result(page, address, "normalising", "Normalise each batch").locator("a").click()
    mark = page.locator("article .highlighted").first
    mark.wait_for()
    assert mark.text_content().lower().startswith("normalis")


def test_of_several_words_the_place_with_most_of_them_is_shown(page, address):
    result = first_result(page, address, "saturated+column", "find the units")
    result.locator("a").click()
    page.wait_for_function("scrollY > 0")
    seen = [
        mark.text_content().lower()
        for mark in page.locator("article .highlighted").all()
        if is_in_view(mark)
    ]
    assert len(set(seen)) == 2


@pytest.mark.parametrize("query", ["Kaiming", "units", "playground", "Learn"])
def test_excerpts_hold_text_and_no_buttons(query, page, address):
    first_result(page, address, query)
    for excerpt in page.locator("#search-results p.context").all_text_contents():
        assert "System Settings" not in excerpt
        assert "Search" not in excerpt[:30]
        assert "Contents" not in excerpt[:30]


def test_the_sign_does_not_cover_what_one_types(page, address):
    page.goto(address + "search.html?q=Kaiming")
    form = page.locator(".bd-search-container form")
    sign = form.locator("i").bounding_box()
    field = form.locator("input")
    padding = float(field.evaluate("e => parseFloat(getComputedStyle(e).paddingLeft)"))
    assert field.bounding_box()["x"] + padding >= sign["x"] + sign["width"]


# ---------------------------------------------------------------------------- previews


def tags_of(name):
    head = (SITE / name).read_text("utf-8").partition("</head>")[0]
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', head)
    return dict(found)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "search.html"])
def test_a_page_says_what_it_is_about(name):
    tags = tags_of(name)
    assert 30 < len(tags["description"]) <= 200
    assert "You will do" not in tags["description"]
    assert tags["og:description"] == tags["description"]
    assert tags["og:title"]
    assert tags["og:url"] == f"https://owner.github.io/course/{name}"
    assert tags["og:image"] == "https://owner.github.io/course/_static/preview.png"
    assert tags["og:image:alt"]


def test_descriptions_differ_and_their_picture_exists():
    descriptions = [tags_of(name)["description"] for name in PAGES if name != "search.html"]
    assert len(set(descriptions)) == len(descriptions)
    assert (SITE / "_static" / "preview.png").stat().st_size > 1_000
    goal = re.search(
        r"\*\*You will do:\*\* (.+?)\n", (ROOT / "notebooks/src/06_splits.md").read_text()
    )
    assert tags_of(LESSON)["description"][1:60] == goal[1][1:60]


# ---------------------------------------------------------------------------- on paper


def on_paper(page, url):
    """Go to a page as it is printed."""
    page.goto(url, wait_until="networkidle")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def test_on_paper_results_are_shown_and_hints_say_where_they_are(page, address):
    on_paper(page, address + LESSON)
    folded = page.locator("details.outcome")
    assert folded.count() > 3
    assert all(one.evaluate("e => e.open") for one in folded.all())
    hint = page.locator("summary", has_text="Hint").first
    assert "web page" in hint.evaluate("e => getComputedStyle(e, '::after').content")
    assert not page.locator("button.copybtn").first.is_visible()


@pytest.mark.parametrize("name", [LESSON, "notebooks/01_bigrams.html", "notebooks/18_tuning.html"])
def test_on_paper_nothing_is_cut_off(name, open_page, address):
    page = open_page(width=700)
    on_paper(page, address + name)
    cut = page.evaluate(
        """() => [...document.querySelectorAll("article pre, article .figure, article img")]
            .filter(e => e.scrollWidth > e.clientWidth + 1 ||
                         e.getBoundingClientRect().right > innerWidth)
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert cut == []


def test_on_paper_figures_and_frames_stay_whole(page, address):
    on_paper(page, address + LESSON)
    breaks = page.evaluate(
        """() => [...document.querySelectorAll(".figure, .cell_input")].map(
            e => getComputedStyle(e).breakInside)"""
    )
    assert set(breaks) == {"avoid"}
    heights = page.locator(".figure img").evaluate_all(
        """all => Promise.all(all.map(async image => {
            image.loading = "eager";
            await image.decode();
            return image.clientHeight;
        }))"""
    )
    assert 0 < max(heights) <= 9 / 2.54 * 96 + 1

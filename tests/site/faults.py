"""What can be wrong with a page, each fault as one line of text; no lines if none was found."""

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

# What is left of a formula that was not set.
RAW_FORMULA = re.compile(r"\\[(\[]|\$\$|\$[^$\s][^$\n]*\$|\\[a-z]{2,}")
ROUNDING = 0.03  # of a picture's proportions, which the browser rounds to whole pixels
SERIOUS = {"serious", "critical"}  # of axe's four grades


def faults_while_opening(page, url):
    """Open `url`, wait until it is complete, and list errors, and requests that failed or left."""
    found = []
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))

    def speaks(message):
        if message.type in ("error", "warning"):
            found.append(f"console: {message.text}")

    page.on("console", speaks)
    page.on("pageerror", lambda error: found.append(f"error in a script: {error}"))
    page.on("requestfailed", lambda request: found.append(f"request failed: {request.url}"))
    page.on("response", lambda r: r.status >= 400 and found.append(f"{r.status}: {r.url}"))

    def leaves(request):
        if not request.url.startswith((origin, "data:", "blob:")):
            found.append(f"fetched from elsewhere: {request.url}")

    page.on("request", leaves)
    page.goto(url, wait_until="networkidle")
    return found


def faults_in_pictures(page):
    """Pictures that are broken, out of proportion, or without a text alternative."""
    pictures = page.eval_on_selector_all(
        "img",
        """images => Promise.all(images.map(async image => {
            image.loading = "eager";
            await image.decode().catch(() => null);
            const natural = image.naturalWidth / image.naturalHeight;
            const stretch = image.width / image.height / natural;
            return [image.src, image.naturalWidth, image.getAttribute("alt"), stretch];
        }))""",
    )
    for source, width, alternative, stretch in pictures:
        if not width:
            yield f"broken picture: {source}"
        elif stretch is not None and abs(stretch - 1) > ROUNDING:
            yield f"stretched picture: {stretch:.2f}, {source}"
        if alternative is None or (not alternative.strip() and "/_images/" in source):
            yield f"picture without text alternative: {source}"


def faults_in_formulas(page):
    """Formulas that are not set, for the eye and for a screen reader, or that could not be."""
    left = page.eval_on_selector_all(
        ".math",
        """all => all.filter(m => !m.querySelector('.katex-html') || !m.querySelector('math'))
            .map(m => m.textContent)""",
    )
    yield from (f"formula not set: {text}" for text in left)
    errors = page.eval_on_selector_all(
        ".katex-error, merror", "all => all.map(e => e.closest('.math')?.textContent)"
    )
    yield from (f"formula with an error: {text}" for text in errors)
    words = page.evaluate(  # of the article, without code
        """() => {
            const article = document.querySelector("article")?.cloneNode(true);
            article?.querySelectorAll("pre, code, script, .katex").forEach(e => e.remove());
            return article?.textContent ?? "";
        }"""
    )
    yield from (f"formula as text: {raw}" for raw in RAW_FORMULA.findall(words))


def faults_in_links(page, site: Path, address):
    """Links to pages, files or places of the site that do not exist."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    for link in set(links):
        target, place = urldefrag(urljoin(page.url, link))
        if not target.startswith(address):
            if urlsplit(target).scheme not in ("http", "https"):
                yield f"link of an unknown kind: {link}"
            continue
        file = site / unquote(urlsplit(target).path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            yield f"broken link: {link}"
        elif place and not has_place(file, unquote(place)):
            yield f"link to a missing place: {link}"


def has_place(file: Path, place):
    """Whether a page has an element with this id."""
    return re.search(rf"\bid=[\"']{re.escape(place)}[\"']", file.read_text(encoding="utf-8"))


def faults_in_width(page):
    """Whatever sticks out of the window, if the page can be moved sideways."""
    width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width > window:
        wide = page.evaluate(
            """() => [...document.querySelectorAll("article *")]
                .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest("pre"))
                .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
        )
        yield f"{width} pixels wide in a window of {window}: {wide}"


def faults_in_access(page, axe: Path):
    """What axe finds to be serious or critical: the rule, and the first elements that break it."""
    return breaches(page, axe, {})


def faults_in_contrast(page, axe: Path):
    """What its one rule about colours finds, which takes as long as all the others."""
    return breaches(page, axe, {"runOnly": ["color-contrast"]})


def breaches(page, axe: Path, options):
    """A line for each of axe's rules that a page breaks seriously, of those that `options` name."""
    page.add_script_tag(path=axe)
    result = page.evaluate(
        "options => axe.run(document, {resultTypes: ['violations'], ...options})", options
    )
    for violation in result["violations"]:
        if violation["impact"] in SERIOUS:
            where = [node["html"][:150] for node in violation["nodes"][:3]]
            yield f"{violation['id']}, {len(violation['nodes'])} times: {where}"

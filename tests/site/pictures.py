"""Pictures with axes as a browser has drawn them: where their lines and words lie."""

from itertools import combinations

PIXEL = 0.11  # coordinates have one decimal


def text_of(page, id):
    """The text of the element with this id."""
    return page.locator(f"#{id}").text_content()


def axis_labels(page, picture):
    """The labels of both axes: [words, x, y] of each, in units of the picture."""
    return page.locator(f"#{picture} text").evaluate_all(
        """labels => labels.filter(e => /^[\\d.,]+$/.test(e.textContent)).map(
            e => [e.textContent, Number(e.getAttribute("x")), Number(e.getAttribute("y"))])"""
    )


def drawn(page, picture, line):
    """The points of a polyline or polygon of this class: [x, y] of each."""
    return page.locator(f"#{picture} .{line}").evaluate(
        "e => e.getAttribute('points').split(' ').map(point => point.split(',').map(Number))"
    )


def faults_in_words(page, picture):
    """Words that stick out of a picture, and words that lie one over another."""
    edge, *boxes = page.locator(f"#{picture} text").evaluate_all(
        """texts => [texts[0].ownerSVGElement, ...texts.filter(e => e.textContent)].map(
            e => [e.textContent, e.getBoundingClientRect()]).map(
            ([words, box]) => [words, box.left, box.top, box.right, box.bottom])"""
    )
    for words, left, top, right, bottom in boxes:
        if not (edge[1] <= left <= right <= edge[3] and edge[2] <= top <= bottom <= edge[4]):
            yield f"sticks out: {words}"
    for (one, *a), (other, *b) in combinations(boxes, 2):
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            yield f"{one} lies over {other}"


def system_colour(page):
    """The colour of text that the reader's system sets, as styles write it."""
    heading = page.locator("article h1")
    heading.evaluate("e => { e.style.color = 'CanvasText'; }")
    return heading.evaluate("e => getComputedStyle(e).color")

"""Figures and icons for the web: lighter, and what is shown stays the same."""

import base64
import io

import icons
import pytest
from figures import lightened, with_light_figures
from icons import IconError
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image, ImageDraw


def picture(colors, mode="RGBA"):
    """A PNG as matplotlib writes them, with stripes in so many greys."""
    image = Image.new(mode, (256, 256), "white")
    draw = ImageDraw.Draw(image)
    for row in range(256):
        grey = row % colors
        draw.line([(0, row), (200, 255 - row)], fill=(grey, grey, row // 128))
    return encoded(image)


def encoded(image):
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def pixels(png):
    with Image.open(io.BytesIO(png)) as image:
        return image.convert("RGB").tobytes()


def test_a_figure_becomes_lighter_and_shows_the_same():
    figure = picture(60)
    lighter = lightened(figure)
    assert len(lighter) < 0.95 * len(figure)
    assert pixels(lighter) == pixels(figure)


def test_a_figure_with_many_colours_stays_as_it_is():
    image = Image.linear_gradient("L").convert("RGB")
    image.putpixel((0, 0), (1, 2, 3))
    figure = encoded(image)
    assert lightened(figure) == figure


def test_a_figure_that_one_can_see_through_stays_as_it_is():
    figure = encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 100)))
    assert lightened(figure) == figure


def test_a_notebook_is_copied_with_lighter_figures():
    data = {"image/png": base64.b64encode(picture(60)).decode(), "text/plain": "<Figure>"}
    notebook = new_notebook(cells=[new_code_cell(outputs=[new_output("display_data", data=data)])])
    changed = with_light_figures(notebook).cells[0].outputs[0].data
    assert notebook.cells[0].outputs[0].data == data
    assert len(changed["image/png"]) < len(data["image/png"])
    assert changed["text/plain"] == "<Figure>"


# ------------------------------------------------------------------------------- icons

STYLES = '.fa-a{--fa:"\\f001"}.fa-b,.fa-bee{--fa:"\\f002"}.other{content:"x"}'


def test_only_styles_of_shown_icons_stay():
    assert icons.without_rules(STYLES, {"fa-bee"}) == STYLES.replace('.fa-a{--fa:"\\f001"}', "")


def test_icons_in_pages_and_in_scripts_are_shown(tmp_path):
    (tmp_path / "page.html").write_text('<i class="fa-solid fa-a"></i>')
    (tmp_path / "script.js").write_text('icon.className = "fa-b";')
    assert icons.shown(tmp_path) == {"fa-solid", "fa-a", "fa-b"}


def test_characters_are_read_from_all_styles(tmp_path):
    (tmp_path / "one.css").write_text(STYLES)
    assert icons.characters([tmp_path / "one.css"]) == {0xF001, 0xF002}


def test_a_theme_that_keeps_its_icons_elsewhere_is_refused(tmp_path):
    with pytest.raises(IconError, match="no fonts"):
        icons.keep_shown_icons(tmp_path)
    styles = tmp_path / "_static" / "styles" / "pydata-sphinx-theme.css"
    styles.parent.mkdir(parents=True)
    styles.write_text(".fa-a::before{content:'x'}")
    font = tmp_path / "_static" / "vendor" / "fontawesome" / "solid.woff2"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"")
    with pytest.raises(IconError, match="no icons in the form"):
        icons.keep_shown_icons(tmp_path)

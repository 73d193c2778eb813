"""The figures, read back from their artists; and `show`, read back from what it displays."""

import io
import math
import re
from itertools import pairwise

import matplotlib.image
import matplotlib.pyplot as plt
import pytest
import torch
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from mlp_helpers import plots
from mlp_helpers.data import Vocabulary, bigram_counts
from mlp_helpers.diagnostics import Histogram
from mlp_helpers.plots import (
    mark_level,
    plot_by_layer,
    plot_embedding,
    plot_histograms,
    plot_losses,
    plot_pair_table,
    plot_update_ratios,
    show,
)
from mlp_helpers.plots.diagrams import plot_network, plot_stages


@pytest.fixture
def ax():
    return Figure().subplots()  # not known to pyplot, so there is nothing to close


@pytest.fixture
def abc():
    return Vocabulary.from_names(["abc"])


def texts(ax):
    return [text.get_text() for text in ax.texts]


def ticks(axis):
    return [tick.label1.get_text() for tick in axis.get_major_ticks()]


# ------------------------------------------------------------------------------ pair table


def test_pair_table_prints_each_count_but_zero_in_its_square(ax, abc):
    counts = bigram_counts(["abc", "cab", "cc"], abc)
    assert plot_pair_table(ax, counts, abc) is ax

    assert ax.get_xlabel() == "next character"
    assert ax.get_ylabel() == "previous character"
    assert ticks(ax.xaxis) == ticks(ax.yaxis) == [".", "a", "b", "c"]
    printed = {text.get_position(): int(text.get_text()) for text in ax.texts}
    assert len(printed) == len(ax.texts)
    assert printed == {
        (column, row): counts[row, column].item()
        for row in range(4)
        for column in range(4)
        if counts[row, column]
    }


def luminance(color):
    """How bright a colour is to the eye, 0 to 1 (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_pair_table_shades_by_the_root_and_every_count_is_readable(ax):
    """Small text needs a contrast of 4.5 to 1 (WCAG 2.2, success criterion 1.4.3)."""
    counts = torch.arange(900).view(30, 30)
    plot_pair_table(ax, counts, Vocabulary.from_names(["abcdefghijklmnopqrstuvwxyzäöü"]))
    (image,) = ax.images
    shades = torch.as_tensor(image.get_array())
    assert torch.equal(shades, counts.double().sqrt())

    for text in ax.texts:
        column, row = text.get_position()
        square = luminance(image.cmap(image.norm(shades[row, column].item())))
        dark, bright = sorted([square, luminance(text.get_color())])
        assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_pair_table_of_all_names_holds_all_pairs(ax, names, vocabulary):
    plot_pair_table(ax, bigram_counts(names, vocabulary), vocabulary)
    assert len(ax.texts) == 627  # of 729 pairs, 102 never occur
    assert sum(int(text) for text in texts(ax)) == 228_146


OTHER_SCRIPTS = ["कमला", "王伟", "mary ann", "zoë"]


def test_labels_survive_blanks_and_other_scripts(ax, recwarn):
    """Without a warning about letters that a font lacks: those are named by their numbers."""
    vocabulary = Vocabulary.from_names(OTHER_SCRIPTS)
    plot_pair_table(ax, bigram_counts(OTHER_SCRIPTS, vocabulary), vocabulary)
    plot_embedding(ax, torch.randn(len(vocabulary), 2), list(vocabulary))
    ax.figure.canvas.draw()
    assert not recwarn.list
    written = ticks(ax.yaxis)
    assert {"␣", "ë", "a", "738b"} <= set(written)  # 738b is 王
    assert len(set(written)) == len(vocabulary)
    assert set(written) <= set(texts(ax))  # on the map, too


@pytest.mark.parametrize(("characters", "named"), [(59, 60), (60, 0)])
def test_pair_table_names_at_most_sixty_characters(characters, named, ax):
    many = "".join(map(chr, range(0x4E00, 0x4E00 + characters)))  # and the boundary
    vocabulary = Vocabulary.from_names([many])
    plot_pair_table(ax, bigram_counts([many], vocabulary), vocabulary)
    assert len(ticks(ax.xaxis)) == named


def test_pair_table_of_1500_characters_is_drawn_without_letters(ax):
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 1_500)))
    vocabulary = Vocabulary.from_names([many])
    plot_pair_table(ax, bigram_counts([many], vocabulary), vocabulary)
    ax.figure.canvas.draw()
    assert not ax.texts
    assert not [*ticks(ax.xaxis), *ticks(ax.yaxis)]
    (image,) = ax.images
    assert image.get_array().sum() == 1_501  # a letter after each, and the end


# ----------------------------------------------------------------- losses, map, stages


def test_losses_are_drawn_as_they_are_unless_told(ax):
    assert plot_losses(ax, torch.tensor([3.0, 2.0, 1.5])) is ax
    (line,) = ax.lines
    assert line.get_xdata().tolist() == [0, 1, 2]
    assert line.get_ydata().tolist() == [3.0, 2.0, 1.5]
    assert ax.get_xlabel() == "step"
    assert ax.get_ylabel() == "loss (nats per character)"


def test_losses_are_averaged_in_blocks_and_an_unfilled_block_is_left_out(ax):
    plot_losses(ax, torch.tensor([4.0, 2.0, 3.0, 2.0, 1.0, 0.0, 99.0]), block=3)
    (line,) = ax.lines
    assert line.get_xdata().tolist() == [1, 4]  # the middle of steps 0 to 2 and 3 to 5
    assert line.get_ydata().tolist() == [3.0, 1.0]


def test_losses_that_fill_no_block_are_refused(ax):
    with pytest.raises(ValueError, match="2 losses do not fill one block of 3"):
        plot_losses(ax, torch.ones(2), block=3)
    assert len(ax.lines) == 0


def test_embedding_map_labels_each_row_at_its_place(ax):
    weight = torch.tensor([[0.0, 1.0, 9.0], [-2.0, 0.5, 9.0], [1.5, -1.0, 9.0]])
    assert plot_embedding(ax, weight, [".", "a", "b"]) is ax
    assert texts(ax) == [".", "a", "b"]
    points = [[line.get_xdata()[0], line.get_ydata()[0]] for line in ax.lines]
    assert points == weight[:, :2].tolist()
    for point, text in zip(points, ax.texts, strict=True):
        assert list(text.xy) == point
        assert math.hypot(*text.get_position()) == pytest.approx(9)  # points on paper
    assert ax.get_aspect() == 1.0
    assert ax.get_xlabel() == "first number"
    assert ax.get_ylabel() == "second number"


def test_labels_of_neighbours_lie_on_sides_away_from_each_other(ax):
    plot_embedding(ax, torch.tensor([[0.0, 0.0], [0.01, 0.0], [1.0, 1.0]]), list("abc"))
    left, right, _ = (text.get_position() for text in ax.texts)
    assert left[0] < 0 < right[0]


@pytest.mark.parametrize("weight", [torch.ones(1, 2), torch.ones(3, 2)])
def test_labels_of_equal_points_stand_as_near_as_others(weight, ax):
    plot_embedding(ax, weight, list("abc")[: len(weight)])
    assert [list(text.xy) for text in ax.texts] == weight.tolist()
    assert all(math.hypot(*text.get_position()) == pytest.approx(9) for text in ax.texts)


@pytest.mark.parametrize("weight", [torch.zeros(0, 2), torch.tensor([[0.0, math.nan]])])
def test_what_has_no_place_on_a_map_is_refused(weight, ax):
    with pytest.raises(ValueError, match=r"a map takes|no place"):
        plot_embedding(ax, weight, ["a"] * len(weight))


def test_embedding_map_needs_a_label_for_each_row(ax):
    with pytest.raises(ValueError, match="zip"):
        plot_embedding(ax, torch.zeros(3, 2), [".", "a"])


def test_slopes_stand_below_their_stages_with_arrows_back(ax):
    plot_stages(ax, [("w", "1"), ("square", "1")], backwards=["slope 2", "slope 1"])
    low, _ = ax.get_ylim()
    below = {
        text.get_text(): text.get_position() for text in ax.texts if text.get_position()[1] < 0
    }
    assert {"slope 2", "slope 1"} <= set(below)
    assert all(low < y < 0 for _, y in below.values())
    middles = [box.get_x() + box.get_width() / 2 for box in ax.patches]
    assert [below["slope 2"][0], below["slope 1"][0]] == middles
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    back = [arrow for arrow in arrows if arrow.get_position()[0] > arrow.xy[0]]
    assert len(arrows) == 2
    assert len(back) == 1
    with pytest.raises(ValueError, match="1 texts do not fit 2 stages"):
        plot_stages(ax, [("w", "1"), ("square", "1")], backwards=["slope 2"])
    with pytest.raises(ValueError, match="0 stages"):
        plot_stages(ax, [])


def lines_of(ax, color):
    return [
        tuple(zip(line.get_xdata(), line.get_ydata(), strict=True))
        for line in ax.lines
        if line.get_color() == color
    ]


def test_a_network_joins_all_units_of_neighbouring_columns(ax):
    columns = [["a", "b"], ["tanh", "⋮", "tanh"], ["sum"]]
    weights = {(0, 1, 2): "w", (1, 0, 0): ""}
    assert plot_network(ax, columns, titles=["in", "", "out"], weights=weights) is ax
    assert len(ax.patches) == 5  # no circle for the units that are not drawn
    assert len(lines_of(ax, "0.85")) == 2 * 2 + 2
    dark = lines_of(ax, "0.15")
    assert len(dark) == 2
    circles = [circle.center for circle in ax.patches]
    assert dark[0] == (circles[1], circles[3])  # from b to the lower unit
    assert [text for text in texts(ax) if text] == [
        "w", "a", "b", "tanh", "⋮", "tanh", "sum", "in", "out"
    ]  # fmt: skip


def test_titles_stand_above_the_units_and_a_weight_on_its_line(ax):
    plot_network(ax, [["a", "b"], ["c"]], titles=["in", "out"], weights={(0, 0, 0): "w"})
    places = {text.get_text(): text.get_position() for text in ax.texts}
    top = max(circle.center[1] + circle.radius for circle in ax.patches)
    assert top < places["in"][1] == places["out"][1] < ax.get_ylim()[1]
    (start, end) = lines_of(ax, "0.15")[0]
    along = (places["w"][0] - start[0]) / (end[0] - start[0])
    assert 0 < along < 1
    assert places["w"][1] == pytest.approx(start[1] + along * (end[1] - start[1]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": []},
        {"columns": [["a"], []]},
        {"titles": ["one"]},
        {"weights": {(0, 0, 3): ""}},
        {"weights": {(0, -1, 0): ""}},
        {"weights": {(0, 0, 1): ""}},  # to units that are not drawn
    ],
)
def test_what_is_no_network_is_refused(wrong, ax):
    with pytest.raises(ValueError, match=r"a network has|not drawn"):
        plot_network(ax, **{"columns": [["a"], ["b", "⋮"]], **wrong})


def test_units_of_a_sparse_column_are_joined_by_its_weights_alone(ax):
    plot_network(ax, [["a", "b"], ["c", "d"]], weights={(0, 0, 1): ""}, sparse=[0])
    assert len(ax.lines) == 1


def test_stages_are_boxes_from_left_to_right_joined_by_arrows(ax):
    assert plot_stages(ax, [("look up", "(N, 3, 10)"), ("join", "(N, 30)"), ("tanh", "")]) is ax
    boxes = ax.patches
    assert len(boxes) == 3
    ends = [(box.get_x(), box.get_x() + box.get_width()) for box in boxes]
    assert all(end < start for (_, end), (start, _) in pairwise(ends))
    written = [text for text in texts(ax) if text]
    assert written == ["look up", "(N, 3, 10)", "join", "(N, 30)", "tanh"]
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == 2
    low, high = ax.get_xlim()
    assert low < ends[0][0]
    assert high > ends[-1][1]


def test_level_is_a_line_across_with_its_label_on_it(ax):
    ax.plot([0, 10], [1.0, 5.0])
    assert mark_level(ax, 3.3, "guessing: 3.30") is ax
    line = ax.lines[-1]
    assert set(line.get_ydata()) == {3.3}
    assert line.get_linestyle() == "--"
    (label,) = ax.texts
    assert label.get_text() == "guessing: 3.30"
    assert label.get_position()[1] == 3.3
    assert label.get_va() == "bottom"


# -------------------------------------------------------------------------- diagnostics

TWO = {
    "first": Histogram([-0.5, 0.5], [0.25, 0.75]),
    "second": Histogram([-0.5, 0.5], [2.0, 1.0]),
}


def test_histograms_stand_one_below_the_other_at_the_same_height(ax):
    assert plot_histograms(ax, TWO, outline=True) is ax
    heights = [line.get_ydata().tolist() for line in ax.lines]
    assert heights == [pytest.approx([0.8 / 3, 0.8]), pytest.approx([-0.2, -0.6])]
    assert [line.get_xdata().tolist() for line in ax.lines] == [[-0.5, 0.5]] * 2
    assert ticks(ax.yaxis) == ["first", "second"]
    assert ax.get_yticks().tolist() == [0, -1]


def test_outlines_stand_out_from_the_areas_they_lie_over(ax):
    plot_histograms(ax, TWO)
    plot_histograms(ax, TWO, outline=True)
    areas = [luminance(area.get_facecolor()[0][:3]) for area in ax.collections]
    outlines = [luminance(line.get_color()) for line in ax.lines]
    assert min(areas) > 0.5
    assert max(outlines) < 0.1


def test_a_histogram_of_nothing_but_zeros_is_a_flat_line(ax):
    plot_histograms(ax, {"none": Histogram([0.0, 1.0], [0.0, 0.0])}, outline=True)
    assert ax.lines[0].get_ydata().tolist() == [0, 0]


def test_histograms_are_areas_unless_outlined(ax):
    plot_histograms(ax, TWO)
    assert len(ax.lines) == 0
    reaches = [area.get_paths()[0].get_extents().intervaly for area in ax.collections]
    assert reaches == [pytest.approx([0, 0.8]), pytest.approx([-1, -0.2])]


def labels_and_places(ax):
    for text in ax.texts:  # beside the point, and not on it
        assert text.xyann == ((-7, 0) if text.get_ha() == "right" else (7, 0))
    return {text.get_text(): (text.xy, text.get_ha()) for text in ax.texts}


def test_update_ratios_are_lines_over_the_steps_with_the_guide(ax):
    ratios = [[1e-2, 1e-3, 1e-4], [2e-2, 2e-3, 2e-4]]
    assert plot_update_ratios(ax, ratios, ["one", "", "three"], every=10) is ax
    one, two, three, guide = ax.lines
    assert [line.get_xdata().tolist() for line in (one, two, three)] == [[0, 10]] * 3
    assert [line.get_ydata().tolist() for line in (one, two, three)] == [
        [1e-2, 2e-2],
        [1e-3, 2e-3],
        [1e-4, 2e-4],
    ]
    assert set(guide.get_ydata()) == {1e-3}
    assert ax.get_yscale() == "log"
    assert ax.get_xlabel() == "step"
    assert ax.get_ylabel() == "update-to-data ratio"
    assert labels_and_places(ax) == {"one": ((10, 2e-2), "left"), "three": ((10, 2e-4), "left")}
    assert one.get_linestyle() != three.get_linestyle()
    assert to_rgb(two.get_color()) > to_rgb(one.get_color())


def test_update_ratios_without_a_logarithm_leave_gaps(ax):
    plot_update_ratios(ax, [[0.0, 1e-3], [math.inf, 1e-3], [1e-3, math.nan]], ["a", "b"])
    first, second, _ = ax.lines
    assert [math.isnan(y) for y in first.get_ydata()] == [True, True, False]
    assert [math.isnan(y) for y in second.get_ydata()] == [False, False, True]
    assert texts(ax) == ["a"]  # the line of b does not reach the end


@pytest.mark.parametrize("bad", [0.0, math.inf, math.nan])
def test_an_update_ratio_that_is_not_drawn_is_not_named(ax, bad):
    plot_update_ratios(ax, [[1e-3], [bad]], ["a"])
    assert texts(ax) == []


def test_no_line_hides_the_guide_or_a_named_line(ax):
    plot_update_ratios(ax, [[1e-3] * 3] * 2, ["a", "", "c"])
    first, grey, third, guide = ax.lines
    assert guide.get_zorder() < grey.get_zorder() < first.get_zorder() == third.get_zorder()
    assert guide.get_linewidth() > 4 * first.get_linewidth()
    assert to_rgb(guide.get_color()) > to_rgb(grey.get_color())


def test_a_single_measurement_is_drawn_as_points(ax):
    plot_update_ratios(ax, [[1e-2, 1e-3]], ["a", ""])
    assert [line.get_marker() for line in ax.lines[:2]] == ["o", "o"]


def test_update_ratios_need_measurements_and_a_label_for_each_weight(ax):
    with pytest.raises(ValueError, match="no ratios to draw: collect them in on_step"):
        plot_update_ratios(ax, [], ["a"])
    with pytest.raises(ValueError, match="1 labels do not fit 2 ratios"):
        plot_update_ratios(ax, [[1e-3, 1e-3]], ["a"])
    with pytest.raises(ValueError, match="2 labels do not fit 1 ratios"):
        plot_update_ratios(ax, [[1e-3, 1e-3], [1e-3]], ["a", "b"])
    assert len(ax.lines) == 0


def test_values_by_layer_are_named_where_they_lie_apart(ax):
    assert plot_by_layer(ax, {"up": [1.0, 2.0, 8.0], "down": [1.0, 0.5, 0.1]}) is ax
    assert [line.get_xdata().tolist() for line in ax.lines] == [[1, 2, 3]] * 2
    assert [line.get_ydata().tolist() for line in ax.lines] == [[1, 2, 8], [1, 0.5, 0.1]]
    assert ax.get_yscale() == "log"
    assert ax.get_xticks().tolist() == [1, 2, 3]
    assert ax.get_xlabel() == "layer"
    assert len({line.get_linestyle() for line in ax.lines}) == 2
    assert labels_and_places(ax) == {"up": ((3, 8.0), "left"), "down": ((3, 0.1), "left")}


def test_values_by_layer_are_named_on_the_left_if_they_meet_on_the_right(ax):
    plot_by_layer(ax, {"low": [0.1, 1.0], "high": [10.0, 1.0]})
    assert labels_and_places(ax) == {"low": ((1, 0.1), "right"), "high": ((1, 10.0), "right")}
    assert ax.get_xlim()[0] < 0.5  # room for the names


def test_the_two_nearest_lines_decide_where_values_by_layer_are_named(ax):
    # Left, two of three meet though the third is far away; right, all lie apart a little.
    plot_by_layer(ax, {"a": [1.0, 1.0], "b": [1.01, 2.0], "c": [1000.0, 4.0]})
    assert {side for _, side in labels_and_places(ax).values()} == {"left"}


def test_values_by_layer_keep_the_name_of_a_line_that_begins_late(ax):
    plot_by_layer(ax, {"a": [0, 1], "b": [1, 1.1], "c": [10, 1.2]})
    places = labels_and_places(ax)
    assert places == {"a": ((2, 1), "left"), "b": ((2, 1.1), "left"), "c": ((2, 1.2), "left")}


def test_values_by_layer_are_named_where_each_ends_if_none_goes_all_the_way(ax):
    plot_by_layer(ax, {"a": [0, 1, 3], "b": [1, 2, 0], "c": [math.nan, 0, -1]})
    assert labels_and_places(ax) == {"a": ((3, 3), "left"), "b": ((2, 2), "left")}


@pytest.mark.parametrize("values", [{}, {"a": []}, {"a": [1.0], "b": [1.0, 2.0]}])
def test_values_by_layer_need_one_number_for_each_layer(ax, values):
    with pytest.raises(ValueError, match="each with one number for each layer"):
        plot_by_layer(ax, values)
    assert len(ax.lines) == 0


def test_values_by_layer_leave_a_gap_where_there_is_no_logarithm(ax):
    plot_by_layer(ax, {"a": [1.0, 0.0, 2.0], "b": [3.0, 3.0, 0.0]})
    assert math.isnan(ax.lines[0].get_ydata()[1])
    assert labels_and_places(ax) == {"a": ((1, 1.0), "right"), "b": ((1, 3.0), "right")}


def test_plots_open_no_figures_of_their_own(ax, abc):
    before = plt.get_fignums()
    plot_pair_table(ax, torch.ones(4, 4), abc)
    plot_losses(ax, torch.ones(4))
    plot_embedding(ax, torch.zeros(4, 2), list(abc))
    plot_stages(ax, [("one", "two")])
    mark_level(ax, 0.5, "half")
    plot_histograms(ax, TWO)
    plot_update_ratios(ax, [[1e-3]], ["a"])
    plot_by_layer(ax, {"a": [1.0]})
    assert plt.get_fignums() == before


# ------------------------------------------------------------------------------------ show


@pytest.fixture
def displayed(monkeypatch):
    """What `show` hands to the notebook, call by call: (data, options)."""
    calls = []
    monkeypatch.setattr(plots, "display", lambda data, **options: calls.append((data, options)))
    return calls


def small_figure():
    fig, ax = plt.subplots(figsize=(3, 2))
    plot_losses(ax, torch.tensor([3.0, 2.0, 1.5]))
    return fig


def test_show_puts_picture_and_text_alternative_into_the_notebook(displayed):
    show(small_figure(), alt="The loss falls from 3 to 1.5.")

    (data, options), (words, _) = displayed
    assert words == {
        "text/html": "<details><summary>This figure in words</summary>"
        "The loss falls from 3 to 1.5.</details>"
    }
    assert set(data) == {"image/png", "text/plain"}
    assert data["text/plain"] == "The loss falls from 3 to 1.5."
    assert options["raw"] is True
    assert options["metadata"] == {
        "image/png": {"alt": "The loss falls from 3 to 1.5.", "width": 288, "height": 192}
    }
    assert data["image/png"].startswith(b"\x89PNG\r\n\x1a\n")
    pixels = matplotlib.image.imread(io.BytesIO(data["image/png"]))
    assert pixels.shape[:2] == (320, 480)  # 2 by 3 inches at 160 pixels an inch
    assert pixels.min() < 0.2  # something is drawn
    assert pixels.mean() > 0.8


def test_show_writes_the_same_bytes_every_time(displayed):
    for _ in range(2):
        show(small_figure(), alt="A falling loss.")
    (first, _), _, (second, _), _ = displayed
    assert first["image/png"] == second["image/png"]


def test_picture_names_neither_software_nor_time(displayed):
    show(small_figure(), alt="A falling loss.")
    chunks = re.findall(rb"tEXt|iTXt|zTXt|tIME", displayed[0][0]["image/png"])
    assert chunks == []


def test_show_closes_the_figure(displayed):
    fig = small_figure()
    assert plt.fignum_exists(fig.number)
    show(fig, alt="A falling loss.")
    assert not plt.fignum_exists(fig.number)


@pytest.mark.parametrize("alt", ["", "  ", "\n"])
def test_show_refuses_a_figure_without_text_alternative(alt, displayed):
    fig = small_figure()
    with pytest.raises(ValueError, match="needs a text alternative: say what it shows"):
        show(fig, alt=alt)
    assert displayed == []
    plt.close(fig)


def test_show_takes_the_words_of_a_figure_of_the_course(displayed):
    show(small_figure(), "tanh")
    alt = displayed[0][1]["metadata"]["image/png"]["alt"]
    assert alt.startswith("The curve of tanh from -4 to 4: flat near -1 on the left, ")
    assert "\n" not in alt


def test_show_escapes_words_for_html(displayed):
    show(small_figure(), alt="a < b & c")
    assert "a &lt; b &amp; c" in displayed[1][0]["text/html"]


def test_show_refuses_an_unknown_name(displayed):
    fig = small_figure()
    with pytest.raises(ValueError, match=r"'tahn' is no figure of figures\.toml.*alt="):
        show(fig, "tahn")
    with pytest.raises(ValueError, match="needs a text alternative"):
        show(fig)
    with pytest.raises(ValueError, match="or words of your own"):
        show(fig, "tanh", alt="A curve.")
    assert displayed == []
    plt.close(fig)


def test_table_must_fit_the_vocabulary(ax, vocabulary):
    with pytest.raises(ValueError, match=r"\(2, 2\) does not fit 27 characters"):
        plots.plot_pair_table(ax, torch.ones(2, 2), vocabulary)


def test_arguments_of_another_kind_are_taken_or_explained(ax):
    plots.plot_losses(ax, [3.0, 2.0, 1.0], block=3)
    plots.plot_pair_table(ax, torch.ones(2, 2, requires_grad=True), Vocabulary((".", "a")))
    plots.plot_update_ratios(ax, torch.ones(3, 2), ["a", "b"])
    with pytest.raises(ValueError, match="block is 0"):
        plots.plot_losses(ax, torch.ones(9), block=0)
    with pytest.raises(ValueError, match="two numbers for each row"):
        plots.plot_embedding(ax, torch.ones(3, 1), "abc")

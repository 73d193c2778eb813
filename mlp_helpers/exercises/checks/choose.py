"""Exercise `choose`: the learning rate in the middle of the best window."""

import torch

from mlp_helpers.exercises.slips import exercise

RATES = 0.01 * 2.0 ** torch.arange(10)
CENTRED = "[losses[max(0, i - width // 2) : i + width // 2 + 1] for i in range(len(losses))]"

EXERCISE = exercise(
    "choose",
    cases=[
        (RATES[:7], torch.tensor([3.0, 2.0, 4.0, 2.4, 2.3, 2.5, 5.0]), 3),
        (RATES[:9], torch.tensor([4.2, 4.0, 3.6, 3.5, 3.1, 3.0, 2.5, 2.6, 2.2]), 3),
        (RATES, torch.tensor([3.0, 1.9, 1.9, 2.0, 3.4, 2.2, 2.1, 2.0, 2.2, 2.3]), 5),
        (RATES[:4], torch.tensor([2.2, 1.9, 2.4, 1.5]), 1),
        (RATES[:9], torch.tensor([5.0, 1.0, 1.3, 4.0, 3.0, 2.2, 2.1, 2.0, 3.0]), 3),
        (
            torch.tensor([0.01, 0.02, 0.05, 0.06, 0.1, 0.3, 0.4, 0.5, 0.9]),
            torch.tensor([4.9, 1.0, 1.3, 4.6, 3.0, 2.2, 2.1, 2.0, 3.0]),
            3,
        ),
    ],
    mistakes={
        "This is the rate of the lowest single loss, which may be luck; average the losses over a "
        "window first.":
            "rates[losses.argmin()]",
        "This is the rate at the start of the best window; return the one in its middle.":
            (" + width // 2", ""),
        "This is the rate at the end of the best window; return the one in its middle.":
            (" + width // 2", " + width - 1"),
        "This is the rate one step after the middle of the window, which is at width // 2.":
            (" + width // 2]", " + width // 2 + 1]"),
        "This is the rate one step before the middle of the window, which is at width // 2.":
            (" + width // 2]", " + width // 2 - 1]"),
        "This is the lowest average loss; return the rate in the middle of its window.":
            ("rates[best_start + width // 2].item()", "min(averages)"),
        "This is the place of the rate; return the rate that stands there.":
            ("rates[best_start + width // 2].item()", "best_start + width // 2"),
        "This is the start of the best window; return the rate in its middle.":
            ("rates[best_start + width // 2].item()", "best_start"),
        "This is a loss; return the rate that stands at the same place.":
            ["losses[(rates == right(rates, losses, width)).nonzero()[0, 0]]", "losses.min()"],
        "This is the average of the rates in the window; return the one in its middle.":
            ("[best_start + width // 2]", "[best_start : best_start + width].mean()"),
        "This is the geometric mean of the rates in the window; return the one in its middle.":
            ("[best_start + width // 2]", "[best_start : best_start + width].log().mean().exp()"),
        "These are all rates of the window; return the one in its middle.":
            ("[best_start + width // 2].item()", "[best_start : best_start + width]"),
        "You took the window whose largest loss is lowest; take the one whose average is lowest.":
            ("mean()", "max()"),
        "You took the window with the lowest single loss; take the one whose average is lowest.":
            ("mean()", "min()"),
        "You took the window whose median loss is lowest; take the one whose average is lowest.":
            ("mean()", "median()"),
        "You averaged the logarithms of the losses; average the losses themselves.":
            "right(rates, losses.log(), width)",
        "You looked at separate blocks; windows overlap, and a new one begins at every step.":
            [("range(len(losses) - width + 1)", "range(0, len(losses) - width + 1, width)",
              "best_start +", "best_start * width +"),
             ("range(len(losses) - width + 1)", "range(0, len(losses) - width + 1, width)")],
        "You took the window with the highest average loss; take the lowest.":
            ("min(averages)", "max(averages)"),
        "The last window is missing: with n losses there are n − width + 1 windows.":
            ("len(losses) - width + 1", "len(losses) - width"),
        "A window holds `width` losses; here it is one longer.":
            ("start + width]", "start + width + 1]"),
        "A window holds `width` losses; here it is one shorter, or the end of the slice one early.":
            ("start + width]", "start + width - 1]"),
        "The windows at an end are shorter than the others; use only windows with `width` losses.":
            [("len(losses) - width + 1", "len(losses)"),
             ("len(losses) - width + 1", "len(losses)", "rates[best_start + width // 2]",
              "rates[min(best_start + width // 2, len(rates) - 1)]"),
             f"rates[torch.stack([w.mean() for w in {CENTRED}]).argmin()]"],
        "At an end, the losses beyond the list count as 0, which makes these windows look "
        "good; use only windows with `width` losses.":
            [f"rates[torch.stack([w.sum() for w in {CENTRED}]).argmin()]",
             "rates[torch.stack([losses[i : i + width].sum() for i in range(len(losses))]).argmin()"
             " + width // 2]"],
        "The width is 3 here whatever the argument says; use `width`.":
            "right(rates, losses, 3)",
        "An index must be a whole number: width // 2, not width / 2.":
            (" + width // 2", " + width / 2"),
    },
)  # fmt: skip

"""Exercise `choose`: the learning rate in the middle of the best window."""

import torch

from mlp_helpers.exercises.slips import exercise

RATES = 0.01 * 2.0 ** torch.arange(10)
OTHERS = torch.tensor([0.01, 0.02, 0.05, 0.06, 0.1, 0.3, 0.4, 0.5, 0.9])
CENTRED = "[losses[max(0, i - width // 2) : i + width // 2 + 1] for i in range(len(losses))]"

EXERCISE = exercise(
    "choose",
    cases=[
        (RATES[:7], torch.tensor([3.0, 2.0, 4.0, 2.4, 2.3, 2.5, 5.0]), 3),
        (RATES[:9], torch.tensor([4.2, 4.0, 3.6, 3.5, 3.1, 3.0, 2.5, 2.6, 2.2]), 3),
        (RATES, torch.tensor([3.0, 1.9, 1.9, 2.0, 3.4, 2.2, 2.1, 2.0, 2.2, 2.3]), 5),
        (RATES[:4], torch.tensor([2.2, 1.9, 2.4, 1.5]), 1),
        (RATES[:9], torch.tensor([5.0, 0.9, 1.3, 4.0, 3.0, 2.2, 2.1, 2.0, 3.0]), 3),
        (OTHERS, torch.tensor([4.9, 1.0, 1.3, 4.6, 3.0, 2.2, 2.1, 2.0, 3.0]), 3),
    ],
    mistakes={
        "This is the rate of the lowest single loss; average first.": "rates[losses.argmin()]",
        "This is the rate at the start of the window.": (" + width // 2", ""),
        "The middle of the window is width // 2 after its start; this is another place of it.":
            [("+ width // 2]", f"+ {place}]") for place in
             ("width - 1", "width // 2 + 1", "width // 2 - 1", "width")],
        "This is the middle of the first or last window, whatever the losses; compare all windows.":
            [f"rates[{place}]" for place in ("width // 2", "len(losses) - width + width // 2")],
        "This is no rate; return the rate in the middle of the best window.":
            [("rates[best_start + width // 2].item()", new) for new in ("min(averages)",
             "best_start", "best_start + width // 2", "losses[best_start + width // 2].item()")],
        "Return the one rate in the middle of the window, not all of them or their average.":
            [("[best_start + width // 2].item()", f"[best_start : best_start + width]{new}") for new
             in ("", ".mean()", ".log().mean().exp()")],
        "Take the window whose average loss is lowest, not its largest, lowest or median one.":
            [("mean()", f"{name}()") for name in ("max", "min", "median")],
        "Average the losses, not their logarithms.": "right(rates, losses.log(), width)",
        "The means run along the wrong axis of the windows.":
            "rates[losses.unfold(0, width, 1).mean(0).argmin() + width // 2]",
        "These are separate blocks; windows overlap, and a new one begins at every step.":
            [("range(", "range(0, ", "+ 1)", "+ 1, width)"), ("range(", "range(0, ", "+ 1)",
             "+ 1, width)", "best_start +", "best_start * width +")],
        "The last window is missing.": ("len(losses) - width + 1", "len(losses) - width"),
        "The windows at an end are shorter than the others; use only those with `width` losses.":
            [*(("mean()", f"{name}()", "len(losses) - width + 1", "len(losses)") for name in
             ("mean", "sum")), ("len(losses) - width + 1", "len(losses)",
             "best_start + width // 2]", "min(best_start + width // 2, len(rates) - 1)]"),
             *(f"rates[torch.stack([w.{name}() for w in {CENTRED}]).argmin()]" for name in ("mean",
             "sum"))],
    },
)  # fmt: skip

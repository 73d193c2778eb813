"""Exercise `blocks`: means of blocks, with a shorter one at the end."""

import torch

from mlp_helpers.exercises.slips import exercise

FULL = "losses[: len(losses) // block * block]"

EXERCISE = exercise(
    "blocks",
    cases=[
        (torch.tensor([3.0, 2.0, 7.0, 2.5, 2.0, 1.0, 1.9, 2.6]), 3),
        (torch.tensor([3.0, 2.9, 2.0, 2.7, 2.2, 2.6, 1.0, 2.3]), 4),
        (torch.tensor([1.0, 2.0, 6.0, 4.0, 8.0]), 2),
        (torch.tensor([4.0, 1.0, 3.0]), 5),
    ],
    mistakes={
        "The steps left over at the end are missing; they form a last, shorter block.":
            [f"{FULL}.view(-1, block).mean(1)", f"{FULL}.view(len(losses) // block, block).mean(1)",
             ("len(losses), block", "len(losses) - block + 1, block"),
             ("len(losses), block", "len(losses) // block * block, block")],
        "The steps left over at the end were divided by `block`; divide them by their own number.":
            (".mean()", ".sum() / block"),
        "The steps left over were filled up with other values; they have a mean of their own.":
            ["right(torch.cat([losses, losses[-1:].repeat(-len(losses) % block)]), block)",
             "right(torch.cat([losses, losses[: -len(losses) % block]]), block)",
             ("[start : start + block]", "[min(start, len(losses) - block) :][:block]")],
        "When nothing is left over, there is an empty block at the end, and its mean is NaN; stop "
        "where the losses end.":
            ("0, len(losses), block", "0, len(losses) + 1, block"),
        "view and reshape need full rows, which the steps left over do not fill; take a slice for "
        "each block.":
            ["losses.view(-1, block).mean(1)", "losses.view(len(losses) // block, block).mean(1)"],
        "The means are right, but they stand in a list: torch.tensor makes a tensor of numbers, "
        "torch.stack one of tensors.":
            "right(losses, block).tolist()",
        "The steps left over were added to the last full block; they form a block of their own.":
            "torch.stack([part.mean() for part in losses.tensor_split("
            "[i * block for i in range(1, max(1, len(losses) // block))])])",
        "The shorter block stands at the start; count the blocks from the first step on.":
            "right(losses.flip(0), block).flip(0)",
        "The blocks stand in reverse order; the first comes first.":
            "right(losses, block).flip(0)",
        "This is a moving average, with a new window at every step; the blocks follow each other "
        "without overlap.":
            ["losses.unfold(0, block, 1).mean(1)",
             ("0, len(losses), block", "len(losses) - block + 1")],
        "A block begins at every step here; the next one begins where the last one ended.":
            ("0, len(losses), block", "len(losses)"),
        "Block i begins at step i · block, not at step i.":
            [("losses[start : start + block]", "losses[start // block : start // block + block]"),
             ("losses[start : start + block]", "losses[start // block : start + block]")],
        "Each mean takes all losses from the first on; a block begins where the last one ended.":
            ("losses[start :", "losses[:"),
        "Each mean takes all losses to the end; a block ends `block` steps after its beginning.":
            ("start + block]", "]"),
        "The first block, or the first step, is missing; the first block begins at step 0.":
            [("range(0", "range(block"), ("range(0", "range(1")],
        "The steps left over stand as they are; take their mean, too.":
            f"torch.cat([{FULL}.view(-1, block).mean(1), losses[len({FULL}) :]])",
        "The last step of each block is missing: a slice ends before its second number.":
            [("start + block]", "start + block - 1]"),
             ("start + block]", "max(start + block - 1, start + 1)]")],
        "Each block takes one step of the next: a slice ends before its second number.":
            ("start + block]", "start + block + 1]"),
        "These are the medians of the blocks; take the means.":
            (".mean()", ".median()"),
        "These are the largest or smallest losses of the blocks; take the means.":
            [(".mean()", ".max()"), (".mean()", ".min()")],
        "These are the sums of the blocks; divide each by its number of steps.":
            (".mean()", ".sum()"),
        "`block` is the length of a block, not the number of blocks: use split, not chunk.":
            ["torch.stack([part.mean() for part in losses.chunk(block)])",
             "torch.stack([part.mean() for part in losses.tensor_split(block)])",
             ("range(0, len(losses), block)", "range(0, block * block, block)")],
        "Rows and columns are exchanged: a block is a run of neighbouring steps, one row of "
        "view(-1, block).":
            [f"torch.cat([{FULL}.view(block, -1).mean(0), losses[len({FULL}) :].mean().view(-1)"
             f"[: len(losses) - len({FULL})]])",
             "torch.stack([losses[i :: block].mean() for i in range(block)])",
             f"{FULL}.view(-1, block).mean(0)", f"{FULL}.view(block, -1).mean(1)"],
        "This takes one loss out of every block; take the mean of all of them.":
            ["losses[::block]", "losses[block - 1 :: block]"],
        "This is only one block's mean; return those of all blocks.":
            ["right(losses, block)[0]", "right(losses, block)[:1]", "right(losses, block)[-1]"],
        "This is the mean of all losses; take the mean of each block by itself.":
            ["losses.mean()", "right(losses, block).mean()"],
    },
)  # fmt: skip

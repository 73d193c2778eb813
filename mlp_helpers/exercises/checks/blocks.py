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
            [f"{FULL}.view({rows}, block).mean(1)" for rows in ("-1", "len(losses) // block")] +
             [("len(losses), block", "len(losses) - block + 1, block")],
        "Divide the steps left over by their own number.": (".mean()", ".sum() / block"),
        "The steps left over were filled up with other values; they have a mean of their own.":
            ["right(torch.cat([losses, losses[-1:].repeat(-len(losses) % block)]), block)",
             "right(torch.cat([losses, losses[: -len(losses) % block]]), block)",
             ("[start : start + block]", "[min(start, len(losses) - block) :][:block]")],
        "view needs full rows, which the steps left over do not fill; take a slice for a block.":
            [f"losses.view({rows}, block).mean(1)" for rows in ("-1", "len(losses) // block")],
        "The steps left over were added to the last full block; they form a block of their own.":
            "torch.stack([part.mean() for part in losses.tensor_split([i * block for i in "
            "range(1, max(1, len(losses) // block))])])",
        "The shorter block stands at the start here.": "right(losses.flip(0), block).flip(0)",
        "The first block comes first; here it comes last.": "right(losses, block).flip(0)",
        "A window begins at every step here; the next block begins where the last one ended.":
            ["losses.unfold(0, block, 1).mean(1)", ("0, len(losses), block", "len(losses)"),
             ("0, len(losses), block", "len(losses) - block + 1")],
        "Block i begins at step i · block, not at step i.":
            [("[start : start", f"[start // block : {end}") for end in ("start", "start // block")],
        "A block begins where the last one ended, and ends `block` steps later.":
            [("losses[start :", "losses[:"), ("start + block]", "]")],
        "The first block is missing: begin at step 0.": ("range(0", "range(block"),
        "A block's last step is missing.": ("start + block]", "max(start + block - 1, start + 1)]"),
        "These are medians or extremes of the blocks; take the means.":
            [(".mean()", f".{name}()") for name in ("median", "max", "min")],
        "`block` is the length of a block, not the number of blocks: use split.":
            [f"torch.stack([part.mean() for part in losses.{name}(block)])" for name in
             ("chunk", "tensor_split")],
        "Rows and columns are exchanged: a block is one row of view(-1, block).":
            ["torch.stack([losses[i::block].mean() for i in range(block)])",
             f"{FULL}.view(-1, block).mean(0)", f"{FULL}.view(block, -1).mean(1)",
             f"torch.cat([{FULL}.view(block, -1).mean(0), losses[len({FULL}) :].mean().view(-1)[: "
             f"len(losses) % block]])"],
        "Take a block's mean, not one loss.": ["losses[::block]", "losses[block - 1 :: block]"],
        "This is one block; return all.": [f"right(losses, block)[{i}]" for i in ("0", ":1", "-1")],
        "This is the mean of all losses.": "losses.mean()",
    },
)  # fmt: skip

"""Wrong answers to `blocks`, under words of the hint that they get."""

WRONG = {
    "A window begins at every step here; the next": [
        "losses.unfold(0, block, 1).mean(dim=1)",
        "torch.tensor([losses[i : i + block].mean() for i in range(len(losses))])",
        "torch.stack([losses[i : i + block].mean() for i in range(len(losses) - block + 1)])",
    ],
    "These are medians or extremes of the blocks; take":
        "torch.stack([losses[i : i + block].median() for i in range(0, len(losses), block)])",
    "This takes the sum where the mean belongs.":
        "torch.stack([losses[i : i + block].sum() for i in range(0, len(losses), block)])",
    "`block` is the length of a block, not the number":
        "torch.stack([chunk.mean() for chunk in torch.chunk(losses, block)])",
    "Take a block's mean, not one loss.":
        "torch.stack([losses[i] for i in range(0, len(losses), block)])",
    "The numbers are right, but not in a tensor:":
        "[losses[i : i + block].mean().item() for i in range(0, len(losses), block)]",
    "These are the right numbers as a list of tensors:":
        "[chunk.mean() for chunk in torch.split(losses, block)]",
    "view needs full rows, which the steps left over": "losses.view(-1, block).mean(1)",
    "The steps left over at the end are missing; they": """
kept = losses[: len(losses) - len(losses) % block]
return kept.reshape(-1, block).mean(dim=1)
""",
    "The steps left over were added to the last full": """
starts = list(range(0, len(losses) - block + 1, block)) or [0]
ends = [*starts[1:], len(losses)]
return torch.stack([losses[a:b].mean() for a, b in zip(starts, ends, strict=True)])
""",
    "Divide the steps left over by their own number.": """
missing = -len(losses) % block
padded = torch.cat([losses, torch.zeros(missing)])
return padded.view(-1, block).mean(dim=1)
""",
    "A loop goes one step too far.": """
n = len(losses) // block + 1
means = [losses[i * block : (i + 1) * block].mean() for i in range(n)]
return torch.stack(means)
""",
}

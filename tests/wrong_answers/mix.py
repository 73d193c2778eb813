"""Wrong answers to `mix`, under words of the hint that they get."""

WRONG = {
    "sum without keepdim=True loses an axis, and lines":
        "(1 - share) * counts / counts.sum(1) + share / len(counts)",
    "sum runs along the wrong axis.": [
        "(1 - share) * counts / counts.sum(dim=0) + share / len(counts)",
        """
p = counts / counts.sum(0, keepdim=True)
return p * (1 - share) + share * torch.full_like(p, 1 / counts.shape[1])
""",
    ],
    "A division by counts.sum(1, keepdim=True) is": "(1 - share) * counts + share / len(counts)",
    "The two parts are exchanged: share belongs to the":
        "share * counts / counts.sum(1, keepdim=True) + (1 - share) / len(counts)",
    "A division by counts.shape[1] is missing.":
        "(1 - share) * counts / counts.sum(1, keepdim=True) + share",
    "The equal part is 1/27 here; use the number of":
        "(1 - share) * counts / counts.sum(1, keepdim=True) + share * torch.tensor(1 / 27)",
    "share is divided among a row, not the whole table.":
        "(1 - share) * counts / counts.sum(1, keepdim=True) + share / counts.numel()",
    "The numbers are right, but not in a tensor:":
        "((1 - share) * counts / counts.sum(1, keepdim=True) + share / len(counts)).tolist()",
    "A factor is missing: 1 - share.":
        "counts / counts.sum(1, keepdim=True) + share / counts.shape[1]",
    "This smooths the counts; here probabilities are": """
more = counts + share
return more / more.sum(1, keepdim=True)
""",
    "sum takes all numbers together; it is to run": """
part_one = (1 - share) * counts / counts.sum()
part_two = share / len(counts)
return part_one + part_two
""",
    "You mixed the counts and divided afterwards:": """
size = counts.size(1)
blend = counts * (1 - share) + share / size
return blend / blend.sum(1, keepdim=True)
""",
}

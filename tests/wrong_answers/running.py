"""Wrong answers to `running`, under words of the hint that they get."""

WRONG = {
    "The shares are exchanged: the new value gets the":
        "momentum * running + (1 - momentum) * batch_value",
    "The shares are momentum and 1 here; the old value": "running * momentum + batch_value",
    "A factor is missing: 1 - momentum.": "running + batch_value * momentum",
    "A factor is missing: momentum.": "running * (1 - momentum) + batch_value",
    "It never uses its argument 'momentum'.": [
        "torch.stack([running, batch_value]).mean(0)",
        "0.999 * running + 0.001 * batch_value",
    ],
    "This is the change alone; add it to the old value.": [
        "(batch_value - running) * momentum",
        "momentum * (batch_value - running)",
    ],
    "This moves away from the batch's value; the": "running + momentum * (running - batch_value)",
    "Something is left out: (1 - momentum) * running": "batch_value * momentum",
    "Something is left out: momentum * batch_value is": "running - momentum * running",
    "It never uses its argument 'running'.": "batch_value.clone()",
    "A share was taken in place of 1 minus it.": "momentum * running + momentum * batch_value",
    "Both got the share 1 − momentum; the new one gets":
        "(1 - momentum) * running + (1 - momentum) * batch_value",
    "The result is right, but your function changes": "running.lerp_(batch_value, momentum)",
    "Brackets are missing or elsewhere: (1 − momentum)":
        "momentum * batch_value + 1 - momentum * running",
    "The mean of `batch_value` was taken; it was": """
batch_mean = batch_value.mean(0)
return running * (1 - momentum) + batch_mean * momentum
""",
    "Where the running value is 0, the batch's was": """
mixed = torch.lerp(running, batch_value, momentum)
return torch.where(running == 0, batch_value, mixed)
""",
}

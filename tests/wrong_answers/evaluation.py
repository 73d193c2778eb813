"""Wrong answers to `evaluation`, under words of the hint that they get."""

WRONG = {
    "A variance or mean of x is used here; in": [
        "(x - x.mean(0, keepdim=True)) * (gain / torch.sqrt(running_var + eps)) + bias",
        "(x - running_mean) * gain / torch.sqrt(x.var(0, correction=0) + eps) + bias",
    ],
    "The bias was added too early: gain times the": [
        "gain * ((x - running_mean) / torch.sqrt(running_var + eps) + bias)",
        "((x - running_mean) * gain + bias) / torch.sqrt(running_var + eps)",
    ],
    "Something is left out: bias is to be added.":
        "F.batch_norm(x, running_mean, running_var, weight=gain, eps=eps)",
    "A factor is missing: gain.": "F.batch_norm(x, running_mean, running_var, bias=bias, eps=eps)",
    "It never uses its argument 'gain'.": "F.batch_norm(x, running_mean, running_var, eps=eps)",
    "Gain and bias, or running mean and variance, are":
        "F.batch_norm(x, running_mean, running_var, bias, gain, eps=eps)",
    "A square root is missing.": [
        "(x - running_mean) / (running_var + eps) * gain + bias",
        "gain * (x - running_mean) / (running_var + eps) + bias",
    ],
    "Something is left out: eps is to be added.":
        "(x - running_mean) / torch.sqrt(running_var) * gain + bias",
    "eps was added outside the root; add it to the": [
        "(x - running_mean) / (torch.sqrt(running_var) + eps) * gain + bias",
        "(x - running_mean) / torch.sqrt(running_var) * gain + eps + bias",
    ],
    "Something is left out: running_mean is to be":
        "x / torch.sqrt(running_var + eps) * gain + bias",
    "A sign is wrong: running_mean is to be subtracted.":
        "(x + running_mean) / torch.sqrt(running_var + eps) * gain + bias",
    "This is training mode, which fails for one row;": [
        "F.batch_norm(x, running_mean, running_var, gain, bias, training=True, eps=eps)",
        "F.batch_norm(x, running_mean.clone(), running_var.clone(), gain, bias, True, 0.1, eps)",
    ],
    "It never uses its argument 'eps'.":
        "F.batch_norm(x, running_mean, running_var, weight=gain, bias=bias)",
    "It never uses its argument 'running_mean'.": """
variance = ((x - x.mean(0)) ** 2).mean(0)
return gain * (x - x.mean(0)) / torch.sqrt(variance + eps) + bias
""",
    "Subtract the mean from x first, with brackets":
        "x - running_mean / torch.sqrt(running_var + eps) * gain + bias",
}

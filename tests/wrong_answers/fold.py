"""Wrong answers to `fold`, under words of the hint that they get."""

WRONG = {
    "It never uses its argument 'beta'.": "weight * gain / torch.sqrt(running_var + eps), bias",
    "The bias minus the running mean is to be scaled":
        "weight * gain / torch.sqrt(running_var + eps), beta + bias - running_mean",
    "The weights lack the scale, or a part of it: gain":
        "weight, beta + gain * (bias - running_mean) / torch.sqrt(running_var + eps)",
    "This is only the first of the values that are":
        "weight * (gain / torch.sqrt(running_var + eps))",
    "A division by (running_var + eps).sqrt() is":
        "weight * gain, (bias - running_mean) * gain + beta",
    "Something is left out: running_mean is to be": """
scale = gain / torch.sqrt(running_var + eps)
return scale * weight, scale * bias + beta
""",
    "A sign is wrong: running_mean is to be subtracted.": """
scale = gain / torch.sqrt(running_var + eps)
return scale * weight, scale * bias + scale * running_mean + beta
""",
    "Something is left out: beta is to be added.": """
scale = gain / torch.sqrt(running_var + eps)
return scale * weight, scale * (bias - running_mean)
""",
    "beta was scaled too; it is added last.": """
scale = gain / torch.sqrt(running_var + eps)
return scale * weight, scale * (bias - running_mean + beta)
""",
    "It never uses its argument 'bias'.": """
scale = gain / torch.sqrt(running_var + eps)
return scale * weight, beta - scale * running_mean
""",
    "The bias lacks a part of the scale: gain /": """
std = torch.sqrt(running_var + eps)
return weight / std * gain, (bias - running_mean) / std + beta
""",
}

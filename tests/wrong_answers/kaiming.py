"""Wrong answers to `kaiming`, under words of the hint that they get."""

WRONG = {
    "The table was drawn in parts, a row or a number at": """
g = torch.Generator().manual_seed(seed)
return torch.stack([torch.randn(fan_out, generator=g) for _ in range(fan_in)]) * gain / fan_in**0.5
""",
    "Not the first numbers of this seed:": "torch.randn(fan_in, fan_out) * gain / fan_in**0.5",
    "These draws are uniform (torch.rand); draw from": """
generator = torch.Generator().manual_seed(seed)
return torch.rand((fan_in, fan_out), generator=generator) * gain / fan_in**0.5
""",
    "You divided by √fan_out; as many products are": """
g = torch.Generator().manual_seed(seed)
return torch.randn(fan_in, fan_out, generator=g) * gain / fan_out ** 0.5
""",
    "Every result is the right one divided by the root": """
weights = torch.randn(fan_in, fan_out, generator=torch.Generator().manual_seed(seed))
return weights * math.sqrt(gain / fan_in)
""",
    "This multiplies by fan_in ** 0.5; divide.": """
factor = gain * fan_in ** 0.5
return factor * torch.randn(fan_in, fan_out, generator=torch.Generator().manual_seed(seed))
""",
    "The table is turned round: it has a row for each": """
gen = torch.Generator().manual_seed(seed)
scale = gain / math.sqrt(fan_in)
return torch.randn(fan_out, fan_in, generator=gen) * scale
""",
    "It never uses its argument 'gain'.": """
g = torch.Generator().manual_seed(seed)
return torch.randn(fan_in, fan_out, generator=g) * (5 / 3) / fan_in ** 0.5
""",
    "You divided by fan_in; the variances add up, so": """
generator = torch.Generator().manual_seed(seed)
draws = torch.randn(fan_in, fan_out, generator=generator)
return draws * (gain / fan_in)
""",
}

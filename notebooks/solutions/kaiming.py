# Each output sums fan_in products, which makes the spread √fan_in times as large: the division
# takes that away in advance. The gain then makes up for the curve behind the layer.
import torch


def kaiming(fan_in, fan_out, gain, seed):
    generator = torch.Generator().manual_seed(seed)
    draws = torch.randn(fan_in, fan_out, generator=generator)
    return draws * gain / fan_in**0.5

"""Exercise `kaiming`: the initial weights of a layer."""

from mlp_helpers.exercises.slips import draws, exercise

FACTOR = "draws * gain / fan_in**0.5"
DRAWS = "torch.randn(fan_in, fan_out, generator=generator)"


def other_draws(result, fan_in, fan_out, gain, seed):
    """A large table of the right spread, within a twentieth."""
    spread = result.double().std().item() * fan_in**0.5 / gain
    same_draws = (result / draws(seed, fan_in, fan_out)).std() < 1e-3
    return fan_in * fan_out > 1000 and abs(spread - 1) < 0.05 and not same_draws


EXERCISE = exercise(
    "kaiming",
    cases=[(16, 3, 2.0, 1), (30, 200, 5 / 3, 7), (5, 4, 0.7, 12), (60, 60, 2**0.5, 2147483647)],
    mistakes={
        "The numbers were drawn as (fan_out, fan_in) and turned, which puts them elsewhere.":
            (DRAWS, "torch.randn(fan_out, fan_in, generator=generator).T"),
        "The table was drawn in parts, a row or a number at a time; draw it by one torch.randn.":
            [(DRAWS, f"torch.stack([torch.randn({size}, generator=generator) for _ in "
             f"range(fan_in * fan_out // {size})], {axis}).view(fan_in, fan_out)")
             for size, axis in (("fan_out", 0), ("fan_in", 1), ("1", 0))],
        "You divided by √fan_out; as many products are summed as there are inputs: √fan_in.":
            (FACTOR, "draws * gain / fan_out**0.5"),
        "You divided by fan_in; the variances add up, so the spread grows with its root.":
            (FACTOR, "draws * gain / fan_in"),
        "You divided by fan_in / 2 or by 2 fan_in: fan_in**1/2 is half of it. Write fan_in**0.5.":
            [(FACTOR, "draws * gain / fan_in / 2"), (FACTOR, "draws * gain / (fan_in / 2)")],
        "gain²/fan_in is the variance; multiply by the spread, its root.":
            (FACTOR, "draws * gain**2 / fan_in"),
        "This is the compromise of Glorot and Bengio; here the scale is gain/√fan_in.":
            [(FACTOR, "draws * gain * (2 / (fan_in + fan_out)) ** 0.5"),
             (FACTOR, "draws * gain / (fan_in + fan_out) ** 0.5")],
        "The table is turned round: it has a row for each input and a column for each output.":
            ("randn(fan_in, fan_out", "randn(fan_out, fan_in"),
        "These draws are uniform (torch.rand); draw from the normal distribution with torch.randn.":
            [("torch.randn", "torch.rand"),
             ("torch.randn", "-1 + 2 * torch.rand"), ("torch.randn", "-0.5 + torch.rand")],
        "This divides by the measured spread of the draws; leave the accidents of chance in.":
            [(FACTOR, f"{top} / draws.std() * gain / fan_in**0.5")
             for top in ("draws", "(draws - draws.mean())")],
    },
    symptoms={
        "All rows are equal: make the generator once, and draw the whole table by one torch.randn.":
            lambda result, fan_in, *_: (result - result[0]).abs().max() == 0,
        "Not the first numbers of this seed: torch.Generator().manual_seed(seed), one torch.randn.":
            other_draws,
    },
)  # fmt: skip

"""Exercise `kaiming`: the initial weights of a layer."""

from mlp_helpers.exercises.slips import draws, exercise

FACTOR = "draws * gain / fan_in**0.5"


def other_draws(result, fan_in, fan_out, gain, seed):
    """A large table of the right spread, within a twentieth."""
    spread = result.double().std().item() * fan_in**0.5 / gain
    same_draws = (result / draws(seed, fan_in, fan_out)).std() < 1e-3
    return fan_in * fan_out > 1000 and abs(spread - 1) < 0.05 and not same_draws


EXERCISE = exercise(
    "kaiming",
    cases=[(16, 3, 2.0, 1), (30, 200, 5 / 3, 7), (5, 4, 0.7, 12), (60, 60, 2**0.5, 2147483647)],
    mistakes={
        "You divided by √fan_out; as many products are summed as there are inputs: √fan_in.":
            (FACTOR, "draws * gain / fan_out**0.5"),
        "You divided by fan_in; the variances add up, so the spread grows with its root.":
            (FACTOR, "draws * gain / fan_in"),
        "You divided by fan_in / 2 or by 2 fan_in: fan_in**1/2 is half of it. Write fan_in**0.5.":
            [(FACTOR, "draws * gain / fan_in / 2"), (FACTOR, "draws * gain / (fan_in / 2)")],
        "You multiplied by √fan_in; divide by it, so that what it adds is taken away.":
            (FACTOR, "draws * gain * fan_in**0.5"),
        "You multiplied by fan_in; divide by its root.": (FACTOR, "draws * gain * fan_in"),
        "The gain is missing; multiply by it.": (FACTOR, "draws / fan_in**0.5"),
        "The gain alone was used; divide by √fan_in.": (FACTOR, "draws * gain"),
        "These are the draws as they come; multiply by gain/√fan_in.": (FACTOR, "draws"),
        "You divided by the gain; multiply by it, since it makes up for what the curve takes away.":
            (FACTOR, "draws / gain / fan_in**0.5"),
        "The gain stands under the root; only fan_in does.":
            (FACTOR, "draws * (gain / fan_in) ** 0.5"),
        "The gain is squared here; the scale is gain/√fan_in.":
            (FACTOR, "draws * gain**2 / fan_in**0.5"),
        "gain²/fan_in is the variance; multiply by the spread, its root.":
            (FACTOR, "draws * gain**2 / fan_in"),
        "This is the compromise of Glorot and Bengio; here the scale is gain/√fan_in.":
            [(FACTOR, "draws * gain * (2 / (fan_in + fan_out)) ** 0.5"),
             (FACTOR, "draws * gain / (fan_in + fan_out) ** 0.5")],
        "You divided by the root of fan_in · fan_out; as many products are summed as there are "
        "inputs: √fan_in.": (FACTOR, "draws * gain / (fan_in * fan_out) ** 0.5"),
        "The scale is √2/√fan_out here, which torch.nn.init would take for this table; it is "
        "gain/√fan_in.": (FACTOR, "draws * (2 / fan_out) ** 0.5"),
        "The gain is a fixed number here, such as 5/3 or √2, whatever `gain` is.":
            [(FACTOR, "draws * (5 / 3) / fan_in**0.5"), (FACTOR, "draws * (2 / fan_in) ** 0.5")],
        "The draws were added to; multiply them by gain/√fan_in.":
            (FACTOR, "draws + gain / fan_in**0.5"),
        "The table is turned round: it has a row for each input and a column for each output.":
            ("randn(fan_in, fan_out", "randn(fan_out, fan_in"),
        "It was drawn with a row for each output and then turned round; draw (fan_in, fan_out).":
            ("randn(fan_in, fan_out", "randn(fan_out, fan_in", "draws *", "draws.T *"),
        "These draws are uniform (torch.rand); draw from the normal distribution with torch.randn.":
            ("torch.randn", "torch.rand"),
        "These draws are uniform, from −1 to 1 or −0.5 to 0.5; draw normal ones with torch.randn.":
            [("torch.randn", "-1 + 2 * torch.rand"), ("torch.randn", "-0.5 + torch.rand")],
        "These are the second draws of the generator; call torch.randn once.":
            ("draws = ", "torch.randn(fan_in, fan_out, generator=generator)\n    draws = "),
        "torch.randn was called for each row or each number, which draws other numbers; all have "
        "to be drawn by a single call.":
            [("torch.randn(fan_in, fan_out, generator=generator)",
              "torch.stack([torch.randn(fan_out, generator=generator) for _ in range(fan_in)])"),
             ("torch.randn(fan_in, fan_out, generator=generator)",
              "torch.cat([torch.randn(1, generator=generator) for _ in range(fan_in * fan_out)])"
              ".view(fan_in, fan_out)")],
        "These draws are of float64, which are other numbers; leave the dtype as it comes.":
            ("generator=generator", "generator=generator, dtype=torch.float64"),
        "You divided by the measured spread of the draws; leave the accidents of chance in.":
            [(FACTOR, "draws / draws.std() * gain / fan_in**0.5"),
             (FACTOR, "(draws - draws.mean()) / draws.std() * gain / fan_in**0.5"),
             (FACTOR, "draws / draws.std(0) * gain / fan_in**0.5")],
    },
    symptoms={
        "The spread is right, but these are not the first numbers that a generator with this seed "
        "draws: pass generator=torch.Generator().manual_seed(seed) to a single torch.randn.":
            other_draws,
    },
)  # fmt: skip

"""Exercise `per_doubling`: how much the loss falls when a list doubles."""

from mlp_helpers.exercises.slips import exercise

FALLEN, LOG = "losses[0] - losses[-1]", "math.log2(sizes[-1] / sizes[0])"

EXERCISE = exercise(
    "per_doubling",
    cases=[
        ([250, 1000], [2.5, 2.1]),
        ([200, 400, 800], [2.6, 2.45, 2.2]),
        ([100, 300, 1000, 6400], [2.9, 2.65, 2.4, 2.0]),
        ([50, 60], [2.75, 2.7]),
        ([300, 600, 1500], [2.2, 2.3, 2.25]),
    ],
    mistakes={
        "The sign is turned round: first loss minus last loss, and last size over first size.":
            [(FALLEN, "losses[-1] - losses[0]"), (LOG, "math.log2(sizes[0] / sizes[-1])")],
        "This is the whole fall; divide it by the number of doublings.":
            ("fallen / doublings", "fallen"),
        "The list grows by a factor, and doubles log2(factor) times; here it is the factor itself.":
            [(LOG, "sizes[-1] / sizes[0]"), (LOG, "sizes[-1] / sizes[0] / 2"),
             (LOG, "sizes[-1] // sizes[0]"), (LOG, "sizes[-1] / sizes[0] - 1")],
        "This is the logarithm of another base; a factor of 2 must be one doubling: math.log2.":
            [(LOG, f"math.{log}(sizes[-1] / sizes[0])") for log in ("log", "log10", "log1p")],
        "The sizes need not double from one to the next; count doublings by the sizes, not steps.":
            [(LOG, "len(sizes) - 1"), (LOG, "len(sizes)")],
        "Divide the sizes, not their difference: from 250 to 1,000 is a factor of 4.":
            [(LOG, "math.log2(sizes[-1] - sizes[0])"), (LOG, "sizes[-1] - sizes[0]")],
        "The logarithm of the last size alone counts doublings from 1, not from the first size.":
            (LOG, "math.log2(sizes[-1])"),
        "Compare the first with the last, not with its neighbour.":
            [(FALLEN, "losses[0] - losses[1]"), (FALLEN, "losses[-2] - losses[-1]"),
             (FALLEN, "losses[0] - losses[1]", LOG, "math.log2(sizes[1] / sizes[0])"),
             (FALLEN, "losses[-2] - losses[-1]", LOG, "math.log2(sizes[-1] / sizes[-2])")],
        "Long and short steps were averaged as if alike; divide the whole fall by all doublings.":
            ["(lambda falls: sum(falls) / len(falls))([(a - b) / math.log2(n / m) "
             "for a, b, m, n in zip(losses, losses[1:], sizes, sizes[1:])])"],
        "A loss may also rise with more names; the answer is below 0 then.":
            [("return fallen / doublings", "return abs(fallen / doublings)"),
             ("return fallen / doublings", "return max(0.0, fallen / doublings)")],
        "A list can double a quarter of a time; do not round the number of doublings.":
            [(LOG, "int(math.log2(sizes[-1] / sizes[0]))"),
             (LOG, "round(math.log2(sizes[-1] / sizes[0]))"),
             (LOG, "math.ceil(math.log2(sizes[-1] / sizes[0]))")],
        "Divide the fall by the doublings, not the other way round.":
            ("fallen / doublings", "doublings / fallen"),
        "The lowest loss need not be the last one: take the first and the last.":
            (FALLEN, "max(losses) - min(losses)"),
    },
)  # fmt: skip

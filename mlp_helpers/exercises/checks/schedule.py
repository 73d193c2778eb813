"""Exercise `schedule`: a learning rate with a warm-up and a cosine."""

from mlp_helpers.exercises.slips import exercise, raised

COS = "math.cos(math.pi * t)"
WAVE = "(1 + math.cos(math.pi * t)) / 2"

EXERCISE = exercise(
    "schedule",
    cases=[
        *((step, 100, 10, 0.5) for step in (0, 4, 9, 10, 40, 55, 99, 100)),
        *((2, 20, 5, 0.1), (17, 20, 5, 0.1), (20, 50, 0, 0.3)),
    ],
    mistakes={
        "The warm-up begins with a rate of 0: use step + 1.": ("(step + 1)", "step"),
        "The warm-up has the rate high / warmup at step 0, and high at step warmup − 1.":
            [("(step + 1) / warmup", f"{new})") for new in ("(step + 1) / (warmup + 1",
             "step / (warmup + 1", "step / (warmup - 1", "(step + 1) / (steps")],
        "The warm-up ends one step too early.": ("step < warmup", "step < warmup - 1"),
        "Brackets are missing in the warm-up: high * (step + 1) / warmup.":
            [("(step + 1) / warmup", new) for new in ("step + 1 / warmup", "(step + 1 / warmup)")],
        "The cosine begins at step 0, so the rate jumps: t is 0 at step == warmup.":
            ("(step - warmup) / (steps - warmup)", "step / steps"),
        "t is one step ahead: it begins at 0.": ("(step - warmup)", "(step - warmup + 1)"),
        "The rate reaches 0 one step too early.": ("(steps - warmup)", "(steps - warmup - 1)"),
        "Half a wave is the cosine from 0 to π; this is a whole one or a quarter.":
            [("math.pi * t", "math.pi * t * 2"), ("math.pi * t", "math.pi * t / 2"),
             (WAVE, "math.cos(math.pi * t / 2)")],
        "math.cos takes radians, not degrees: its argument is π·t.":
            [("math.pi * t", new) for new in ("180 * t", "math.radians(math.pi * t)")],
        "The rate falls in a straight line here, not with a cosine.": (WAVE, "(1 - t)"),
        "The rate stays high after the warm-up: take the cosine of π·t.": (f" * {WAVE}", ""),
        "This is a sine; take the cosine.": ("math.cos", "math.sin"),
        "There is no warm-up: return its rate where step < warmup.": ("step < warmup", "False"),
        "There is no warm-up: the rate is high at once.": ("high * (step + 1) / warmup", "high"),
        "1 + cos lies between 0 and 2: divide it by 2.": ("t)) / 2", "t))"),
        "The cosine falls to −1: add 1, and divide by 2.":
            [(WAVE, new) for new in (COS, f"{COS} / 2", f"abs({COS})", f"max(0, {COS})")],
        "The rate rises; let it fall with 1 + cos(π·t), t from 0 to 1.": ("1 + math", "1 - math"),
        "The brackets are wrong: high * (1 + cos(π·t)) / 2.":
            [(f"high * {WAVE}", new) for new in (f"(high + {COS}) / 2", f"high + {COS} / 2",
             f"high * (1 + {COS} / 2)", f"high * 0.5 * {COS} + 1",
             "high * math.cos(1 + math.pi * t) / 2", "high * (1 + math.cos(math.pi) * t) / 2")],
    },
    symptoms={"Where warmup is 0, do not divide by it.": raised("ZeroDivisionError")},
)  # fmt: skip

"""Exercise `schedule`: a learning rate with a warm-up and a cosine."""

from mlp_helpers.exercises.slips import exercise

WAVE = "(1 + math.cos(math.pi * t)) / 2"

EXERCISE = exercise(
    "schedule",
    cases=[
        *((step, 100, 10, 0.5) for step in (0, 4, 9, 10, 40, 55, 99, 100)),
        (2, 20, 4, 0.1),
        (17, 20, 4, 0.1),
        (20, 50, 0, 0.3),
    ],
    mistakes={
        "The warm-up begins with a rate of 0, a step that changes nothing: use step + 1.":
            ("(step + 1)", "step"),
        "The warm-up does not reach high: its last step is warmup − 1, so divide by warmup.":
            [("(step + 1) / warmup", "(step + 1) / (warmup + 1)"),
             ("(step + 1) / warmup", "step / (warmup + 1)")],
        "The warm-up begins at 0 and ends at high: step 0 has high / warmup, so use step + 1.":
            ("(step + 1) / warmup", "step / (warmup - 1)"),
        "The warm-up lasts one step too long: step == warmup belongs to the cosine.":
            ("step < warmup", "step <= warmup"),
        "The warm-up ends one step too early: step == warmup − 1 still belongs to it.":
            ("step < warmup", "step < warmup - 1"),
        "The warm-up was divided by all steps; it reaches high after `warmup` of them.":
            ("(step + 1) / warmup", "(step + 1) / steps"),
        "Brackets are missing in the warm-up: high * (step + 1) / warmup.":
            [("(step + 1) / warmup", "step + 1 / warmup"), ("(step + 1)", "step + 1"),
             ("(step + 1) / warmup", "(step + 1 / warmup)")],
        "`high` is missing in the warm-up.":
            ("high * (step", "(step"),
        "`high` is missing in the cosine part.":
            ("high * (1", "(1"),
        "`high` is missing in both parts.":
            ("high * (step", "(step", "high * (1", "(1"),
        "The cosine begins at step 0, so the rate jumps: t is 0 at step == warmup.":
            ("(step - warmup) / (steps - warmup)", "step / steps"),
        "t does not begin at 0: after the warm-up, step − warmup steps are done.":
            ("(step - warmup) / (", "step / ("),
        "The rate does not reach 0 at the end: after the warm-up, steps − warmup are left.":
            ("/ (steps - warmup)", "/ steps"),
        "t is one step ahead: it is 0 at step == warmup, so the + 1 belongs to the warm-up only.":
            ("(step - warmup)", "(step - warmup + 1)"),
        "The rate reaches 0 one step too early: t is 1 at step == steps.":
            ("(steps - warmup)", "(steps - warmup - 1)"),
        "Brackets are missing in t: (step - warmup) / (steps - warmup).":
            [("(step - warmup) / (steps - warmup)", "step - warmup / steps - warmup"),
             ("(step - warmup) / (", "step - warmup / ("),
             ("math.pi * t", "(math.pi * (step - warmup) / steps - warmup)")],
        "t is cut to a whole number: use / instead of //.":
            (") / (steps", ") // (steps"),
        "This is a whole wave, so the rate rises again; half a wave is the cosine from 0 to π.":
            ("math.pi * t", "2 * math.pi * t"),
        "This is a quarter of a wave; half a wave is the cosine from 0 to π, moved up by 1.":
            [(WAVE, "math.cos(math.pi / 2 * t)"), ("math.pi * t", "math.pi * t / 2")],
        "π is missing: half a wave is the cosine of π·t.":
            ("math.pi * t", "t"),
        "math.cos takes radians, not degrees: half a wave is math.pi, not 180.":
            ("math.pi * t", "180 * t"),
        "After the warm-up the rate falls in a straight line; let it follow the cosine.":
            (WAVE, "(1 - t)"),
        "After the warm-up the rate stays high; let it fall with the cosine.":
            (f" * {WAVE}", ""),
        "This is a sine; the cosine is 1 at the beginning and −1 at the end of the half wave.":
            ("math.cos", "math.sin"),
        "There is no warm-up, and the cosine covers all steps; treat step < warmup first.":
            ("step < warmup", "False", "(step - warmup) / (steps - warmup)", "step / steps"),
        "There is no warm-up: the cosine is used before step warmup too. Treat that first.":
            ("step < warmup", "False"),
        "There is no warm-up: the rate is high from the first step. Let it grow to high.":
            ("high * (step + 1) / warmup", "high"),
        "The division by 2 is missing after the warm-up: 1 + cos lies between 0 and 2.":
            ("t)) / 2", "t))"),
        "The cosine itself falls to −1, and the rate with it: add 1 and divide by 2.":
            [(WAVE, "math.cos(math.pi * t)"), (WAVE, "math.cos(math.pi * t) / 2")],
        "The rate rises after the warm-up: t runs from 0 to 1, and the cosine is to be added to 1, "
        "not subtracted.":
            ("1 + math", "1 - math"),
        "Brackets are missing: high * (1 + cos(π·t)) / 2, so high and the 2 belong to both terms.":
            [(f"high * {WAVE}", "(high + math.cos(math.pi * t)) / 2"),
             (f"high * {WAVE}", "high * 1 + math.cos(math.pi * t) / 2"),
             (f"high * {WAVE}", "high * (1 + math.cos(math.pi * t) / 2)"),
             (f"high * {WAVE}", "high + math.cos(math.pi * t) / 2"),
             (f"high * {WAVE}", "high * 0.5 * math.cos(math.pi * t) + 1"),
             (WAVE, "(1 + math.cos(math.pi) * t) / 2")],
    },
)  # fmt: skip

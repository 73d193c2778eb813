"""Wrong answers to `schedule`, under words of the hint that they get."""

UP = "if step < warmup:\n    return (step + 1) / warmup * high\n"
DOWN = "t = (step - warmup) / (steps - warmup)\nreturn high * "
AFTER = UP + DOWN
WAVE = "(1 + math.cos(math.pi * t)) / 2"
ANOTHER_T = UP + "t = {}\nreturn high * " + WAVE

WRONG = {
    "It never uses its argument 'warmup'.": "high * (1 + math.cos(math.pi * step / steps)) / 2",
    "There is no warm-up: return its rate where step": [
        DOWN + WAVE,
        UP.replace("return ", "") + DOWN + WAVE,
    ],
    "The rate falls in a straight line here, not with": AFTER + "(1 - t)",
    "Half a wave is the cosine from 0 to π; this is a": AFTER + "(1 + math.cos(2 * math.pi * t)) / 2",
    "math.cos takes radians, not degrees: its": [
        AFTER + "(1 + np.cos(180 * t)) / 2",
        AFTER + "(1 + math.cos(math.degrees(math.pi * t))) / 2",
        AFTER + "(1 + math.cos(np.deg2rad(math.pi * t))) / 2",
    ],
    "A factor is missing: math.pi.": AFTER + "(math.cos(t) / 2 + 0.5)",
    "1 + cos lies between 0 and 2: divide it by 2.": AFTER + "(1 + math.cos(math.pi * t))",
    "The cosine falls to −1: add 1, and divide by 2.":
        [AFTER + cosine for cosine in ("math.cos(math.pi * t) / 2", "abs(math.cos(math.pi * t))")],
    "Something is left out: warmup is to be subtracted.":
        [ANOTHER_T.format(t) for t in ("step / (steps - warmup)", "(step - warmup) / steps")],
    "The cosine begins at step 0, so the rate jumps": ANOTHER_T.format("step / steps"),
    "Brackets are missing around steps - warmup": ANOTHER_T.format("(step - warmup) / steps - warmup"),
    "The rate rises; let it fall with": ANOTHER_T.format("(steps - step) / (steps - warmup)"),
    "The warm-up begins with a rate of 0": AFTER.replace("(step + 1)", "step") + WAVE,
    "Where warmup is 0, do not divide by it.":
        f"(step + 1) / warmup * high if step < warmup or not warmup else {WAVE.replace('t', 'step')}",
}

"""Exercise `parameters`: how many parameters a network has."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "parameters",
    cases=[(27, 3, 2, 100), (27, 3, 10, 200), (40, 5, 8, 64), (30, 4, 7, 11)],
    mistakes={
        "Both biases are missing: one for each hidden unit and one for each output.":
            ("hidden + hidden\n", "hidden\n", "characters + characters", "characters"),
        "The hidden layer's bias is missing.": ("hidden + hidden\n", "hidden\n"),
        "The output layer's bias is missing.": (" * characters + characters", " * characters"),
        "The embedding table is missing; it is learned, too.": ("return embedding +", "return"),
        "The hidden layer reads embeddings side by side: context * dim numbers.":
            [("context * dim", new) for new in ("(context + dim)", "dim**context", "context**dim",
             "context * characters", "context * dim * characters")],
        "The one embedding table has characters * dim numbers, and no bias.":
            [("characters * dim", new) for new in
             ("context * characters * dim", "characters * context", "context * dim", "dim * dim",
             "characters * dim + dim", "characters * dim + characters")],
        "Each layer has one bias for each of its outputs: hidden, and characters.":
            [("hidden + hidden\n", f"hidden + {h}\n", "characters + characters",
             f"characters + {c}") for h, c in (("1", "1"), ("context * dim", "hidden"))],
        "The hidden layer has one bias for each of its units.":
            [("hidden + hidden\n", f"hidden + {n}\n") for n in
             ("1", "context * dim", "dim", "context", "characters", "context * hidden")],
        "Weights are inputs times units, not plus.": ("dim * hidden", "dim + hidden"),
        "The output layer has hidden * characters weights, and one bias for each character.":
            [("hidden * characters + characters", new) for new in ("hidden * characters + 1",
             "hidden * characters + hidden", "context * dim * characters + characters",
             "dim * characters + characters", "hidden + 1", "hidden * hidden + hidden",
             "hidden * context * characters + characters")],
        "A number of this lesson's network is written down (27, 3, 2, 100); use the arguments.":
            [("characters * dim", "27 * dim"), ("hidden * characters + characters",
             "hidden * 27 + 27"), ("hidden * characters + characters", "hidden * characters + 27")],
        "These are the parts; add them up.":
            ("embedding + hidden_layer +", "embedding, hidden_layer,"),
    },
)  # fmt: skip

"""Exercise `parameters`: how many parameters a network has."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "parameters",
    cases=[(27, 3, 2, 100), (27, 3, 10, 200), (40, 5, 8, 64), (30, 4, 7, 11)],
    mistakes={
        "Both biases are missing: one number for each hidden unit and for each output.":
            ("hidden + hidden\n", "hidden\n", "characters + characters", "characters"),
        "The hidden layer's bias is missing.":
            ("hidden + hidden\n", "hidden\n"),
        "The output layer's bias is missing.":
            (" * characters + characters", " * characters"),
        "The embedding table is missing; its numbers are learned too.":
            ("return embedding +", "return"),
        "The hidden layer is missing: (context × dim) × hidden weights, and hidden biases.":
            ("+ hidden_layer ", ""),
        "The output layer is missing: hidden × characters weights, and a bias for each character.":
            (" + output_layer", ""),
        "The weights of the output layer are missing: hidden × characters.":
            ("hidden * characters + ", ""),
        "The weights of the hidden layer are missing: context × dim × hidden.":
            ("context * dim * hidden + ", ""),
        "The hidden layer reads all characters of the context joined: context × dim inputs.":
            ("context * dim", "dim"),
        "The hidden layer reads `dim` numbers for each character, not one: context × dim inputs.":
            ("context * dim", "context"),
        "Joined side by side, the embeddings are context × dim numbers, not context + dim.":
            ("context * dim", "(context + dim)"),
        "The embeddings stand side by side: context × dim numbers, not a power.":
            [("context * dim", "dim**context"), ("context * dim", "context**dim")],
        "The hidden layer reads embeddings, not one-hot characters: context × dim inputs.":
            [("context * dim", "context * characters"),
             ("context * dim", "context * dim * characters")],
        "There is one embedding table, shared by all places of the context.":
            ("characters * dim", "context * characters * dim"),
        "The embedding table has `dim` numbers for each character; `context` has no part in it.":
            [("characters * dim", "characters * context"), ("characters * dim", "context * dim"),
             ("characters * dim", "characters"), ("characters * dim", "dim * dim")],
        "The embedding table has no bias: a look-up adds nothing.":
            [("characters * dim", "characters * dim + dim"),
             ("characters * dim", "characters * dim + characters")],
        "The number of characters is 27 here whatever the argument says; use `characters`.":
            "right(27, context, dim, hidden)",
        "The length of the context is 3 here whatever the argument says; use `context`.":
            "right(characters, 3, dim, hidden)",
        "A layer has one bias for each of its units, not a single one.":
            ("hidden + hidden\n", "hidden + 1\n", "characters + characters", "characters + 1"),
        "The hidden layer has one bias for each unit, not a single one.":
            ("hidden + hidden\n", "hidden + 1\n"),
        "The output layer has one bias for each character, not a single one.":
            ("characters + characters", "characters + 1"),
        "The output layer's biases are one for each character, not for each hidden unit.":
            ("characters + characters", "characters + hidden"),
        "The hidden layer's biases are one for each unit.":
            [("hidden + hidden\n", "hidden + context * dim\n"),
             ("hidden + hidden\n", "hidden + dim\n"), ("hidden + hidden\n", "hidden + context\n"),
             ("hidden + hidden\n", "hidden + characters\n"),
             ("hidden + hidden\n", "hidden + context * hidden\n")],
        "A layer's weights are inputs × units, multiplied: (context × dim) × hidden.":
            [("dim * hidden", "dim"), ("dim * hidden", "dim + hidden")],
        "Each layer's biases are as many as its outputs, not its inputs: hidden, and characters.":
            ("hidden + hidden\n", "hidden + context * dim\n",
             "characters + characters", "characters + hidden"),
        "The output layer reads the hidden units, not the embeddings: hidden × characters.":
            [("hidden * characters", "context * dim * characters"),
             ("hidden * characters", "dim * characters")],
        "The output layer has a unit for each character: hidden × characters weights.":
            [("hidden * characters + characters", "hidden + 1"),
             ("hidden * characters + characters", "hidden * hidden + hidden"),
             ("hidden * characters", "hidden * context * characters")],
        "These are the parts; add them up.":
            ("embedding + hidden_layer + output_layer", "[embedding, hidden_layer, output_layer]"),
    },
)  # fmt: skip

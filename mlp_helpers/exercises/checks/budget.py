"""Exercise `budget`: the largest hidden layer for a number of parameters."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "budget",
    cases=[
        *((3481, 3, 2), (3480, 3, 2), (12097, 3, 10), (20000, 8, 10), (5000, 2, 40)),
        *((budget, 1, 1) for budget in (83, 85, 90, 111)),
    ],
    mistakes={
        "The result is not rounded; half a hidden unit does not exist. Use // instead of /.":
            ("//", "/"),
        "You rounded up, which needs more parameters than the budget has; round down.":
            "-((27 * dim + 27 - budget) // (context * dim + 28))",
        "You rounded to the nearest number, which can need more parameters than the budget has; "
        "round down.":
            ("(budget - fixed) // of_one_unit", "round((budget - fixed) / of_one_unit)"),
        "This is the first number of units that needs more than the budget; take one less.":
            "right(budget, context, dim) + 1",
        "This is one unit too few; one more still fits into the budget.":
            "right(budget, context, dim) - 1",
        "A network with exactly `budget` parameters is allowed: at most means ≤, not <.":
            "right(budget - 1, context, dim)",
        "All biases are missing: one for each hidden unit and one for each of the 27 outputs.":
            ("dim + 27\n", "dim\n", " + 1 ", " "),
        "The biases of the hidden layer are missing: each unit has one.":
            (" + 1 ", " "),
        "The biases of the output layer are missing: 27 numbers.":
            ("dim + 27\n", "dim\n"),
        "The hidden layer has a bias for each unit, so it belongs to the price of a unit, not to "
        "the fixed part.":
            [("dim + 27\n", "dim + 27 + 1\n", " + 1 ", " "),
             ("dim + 27\n", "dim + 1\n", " + 1 ", " ")],
        "The output layer has one bias for each of 27 characters, not a single one.":
            ("dim + 27\n", "dim + 1\n"),
        "The 27 output biases are there once; they do not belong to the price of a unit.":
            [("dim + 27\n", "dim\n", "1 + 27", "1 + 27 + 27"), ("1 + 27", "1 + 27 + 27"),
             ("dim + 27\n", "dim\n", "1 + 27", "27 + 27")],
        "The embedding table is missing: 27 × dim numbers, which are learned too.":
            ("27 * dim + 27\n", "27\n"),
        "The embedding table and the output biases are missing: subtract them first.":
            ("(budget - fixed)", "budget"),
        "The fixed part was added; subtract it from the budget.":
            ("budget - fixed", "budget + fixed"),
        "The embedding table has 27 × dim numbers; it belongs to no unit, and has no biases.":
            [("fixed = 27 * dim + 27", "fixed = 27 * dim + dim + 27"),
             ("fixed = 27 * dim + 27", "fixed = dim + 27"),
             ("fixed = 27 * dim + 27", "fixed = 27 + 27"),
             ("fixed = 27 * dim + 27", "fixed = 27", "= context", "= 27 * dim + context")],
        "There is one embedding table, shared by all places of the context.":
            ("27 * dim", "27 * dim * context"),
        "A hidden unit reads all characters of the context: context × dim weights.":
            ("context * dim", "dim"),
        "The embeddings stand side by side, which makes context × dim numbers, not dim to the "
        "power of context.":
            ("context * dim", "dim**context"),
        "The embeddings stand side by side, which makes context × dim numbers, not context + dim.":
            ("context * dim", "context + dim"),
        "A hidden unit reads embeddings, not one-hot characters: context × dim weights.":
            ("context * dim", "context * 27"),
        "You wrote 3 for the number of characters that are read; use `context`.":
            "right(budget, 3, dim)",
        "A hidden unit reads the embeddings, not the characters' numbers: context × dim weights.":
            ("context * dim", "context"),
        "The output layer is missing: 27 weights for each hidden unit, and 27 biases.":
            ("dim + 27\n", "dim\n", "1 + 27", "1"),
        "The weights of the output layer are missing: 27 for each hidden unit.":
            ("1 + 27", "1"),
        "The input weights of the hidden layer are missing: context × dim for each unit.":
            ("context * dim + ", ""),
        "A unit has context × dim input weights, a bias and 27 output weights: add them, here they "
        "are multiplied.":
            [("context * dim + 1 + 27", "(context * dim + 1) * 27"), ("+ 1 + 27", "* 27 + 1"),
             ("+ 1 + 27", "* 27"), ("+ 1 + 27", "* 27 + 1 + 27")],
        "Brackets are missing: subtract first, (budget - fixed), and divide by the whole price of "
        "a unit.":
            [("(budget - fixed)", "budget - fixed"),
             ("// of_one_unit", "// context * dim + 1 + 27"),
             ("(budget - fixed) // of_one_unit", "(budget - 27 * dim) // of_one_unit - 27"),
             ("(budget - fixed) // of_one_unit", "budget // of_one_unit - fixed"),
             ("(budget - fixed)", "budget - 27 * dim + 27")],
        "This is how many parameters are left over; % gives the remainder, // the quotient.":
            ("//", "%"),
        "This is the number of parameters; return the number of hidden units.":
            ["right(budget, context, dim) * (context * dim + 28) + 27 * dim + 27",
             ("(budget - fixed) // of_one_unit", "budget - fixed")],
    },
)  # fmt: skip

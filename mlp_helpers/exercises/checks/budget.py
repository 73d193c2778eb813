"""Exercise `budget`: the largest hidden layer for a number of parameters."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "budget",
    cases=[
        *((3481, 3, 2), (3480, 3, 2), (12097, 3, 10), (20000, 8, 10), (5000, 2, 40)),
        (900_000, 4, 9),
        *((budget, 1, 1) for budget in (83, 85, 90, 111)),
    ],
    mistakes={
        "You rounded up, or to the nearest number: the budget is a limit, so round down.":
            [("(budget - fixed) // of_one_unit", new) for new in
             ("-((fixed - budget) // of_one_unit)", "round((budget - fixed) / of_one_unit)")],
        "A network with exactly `budget` parameters is allowed.": "right(budget - 1, context, dim)",
        "All biases are missing: one for each unit, and 27.": ("dim + 27\n", "dim\n", " + 1 ", " "),
        "The biases of the hidden layer are missing: one for each unit.": (" + 1 ", " "),
        "The biases of the output layer are missing: 27.": ("dim + 27\n", "dim\n"),
        "The hidden biases belong to the price of a unit, not to the fixed part.":
            [("dim + 27\n", "dim + 27 + 1\n", " + 1 ", " "),
             ("dim + 27\n", "dim + 1\n", " + 1 ", " ")],
        "The output layer has 27 biases, not a single one.": ("dim + 27\n", "dim + 1\n"),
        "The 27 output biases are there once; they do not belong to the price of a unit.":
            [("1 + 27", "1 + 27 + 27"),
             *(("dim + 27\n", "dim\n", "1 + 27", f"{new} + 27") for new in ("1 + 27", "27"))],
        "Subtract the embedding and the output biases first.": ("(budget - fixed)", "budget"),
        "Subtract the fixed part from the budget.": ("budget - fixed", "budget + fixed"),
        "The embedding table has 27 × dim numbers, once, for no unit or place of its own.":
            [*(("27 * dim + 27", new) for new in ("27 * dim + dim + 27", "27 * dim * context + 27",
             "dim + 27", "27 + 27")), ("27 * dim + 27", "27", "= context", "= 27 * dim + context")],
        "A unit reads embeddings side by side: context × dim weights.":
            [("context * dim", f"context {new}") for new in ("+ dim", "* 27")] +
             [("context * dim", "dim**context")],
        "The output layer is missing: weights and biases.": ("dim + 27\n", "dim\n", "1 + 27", "1"),
        "Each unit has 27 output weights, too.": ("1 + 27", "1"),
        "A unit has context × dim input weights, a bias and 27 output weights: add them.":
            [("context * dim + 1 + 27", f"{new}") for new in ("(context * dim + 1) * 27",
             "context * dim * 27", "context * dim * 27 + 1", "context * dim * 27 + 1 + 27")],
        "Brackets are missing: subtract first, then divide by the whole price of a unit.":
            [("(budget - fixed) // of_one_unit", new) for new in ("budget - fixed // of_one_unit",
             "(budget - fixed) // context * dim + 1 + 27", "budget // of_one_unit - fixed",
             "(budget - 27 * dim) // of_one_unit - 27", "(budget - 27 * dim + 27) // of_one_unit")],
        "This is the remainder; // gives the quotient.": ("//", "%"),
        "This is the number of parameters; return the number of hidden units.":
            "right(budget, context, dim) * (context * dim + 28) + 27 * dim + 27",
    },
)  # fmt: skip

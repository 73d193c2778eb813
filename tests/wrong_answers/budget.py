"""Wrong answers to `budget`, under words of the hint that they get."""

WRONG = {
    "The result of a division is to be a whole number:":
        "(budget - 27 - 27 * dim) / (context * dim + 28)",
    "The embedding table has 27 × dim numbers, once,":
        "(budget - 27 * dim * context - 27) // (context * dim + 28)",
    "The biases of the hidden layer are missing: one": """
rest = budget - 27 * dim - 27
return rest // (context * dim + 27)
""",
    "Something is left out: 27 * dim is to be added.": """
cost = context * dim + 1 + 27
return (budget - 27) // cost
""",
    "Brackets are missing: subtract first, then divide": """
unit = context * dim + 1 + 27
return budget - (27 * dim + 27) // unit
""",
    "The biases of the output layer are missing: 27.": """
fixed = 27 * dim
per_unit = context * dim + 1 + 27
return (budget - fixed) // per_unit
""",
    "You rounded up, or to the nearest number: the": """
fixed = 27 * dim + 27
each = context * dim + 28
return round((budget - fixed) / each)
""",
    "A factor context is missing.": """
fixed = 27 * dim + 27
for_one_unit = dim + 1 + 27
return (budget - fixed) // for_one_unit
""",
}

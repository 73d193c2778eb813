"""Wrong answers to `company`, under words of the hint that they get."""


def judged(verdict, alone="model(row[None]) for row in x", on_error="return True"):
    """An answer that asks for each row alone, and then judges all rows at once."""
    return f"""
try:
    alone = torch.cat([{alone}])
except ValueError:
    {on_error}
return {verdict}
"""


WRONG = {
    "Not every row decides here; any of them may be":
        judged("not torch.allclose(alone, model(x)[:1], atol=1e-4)", "model(x[:1])"),
    "Two rows are company for each other: ask for each": """
close = [(model(x[i - 1 : i + 1]) - model(x)[i - 1 : i + 1]).abs() < 1e-4 for i in range(1, len(x))]
return not torch.cat(close).all()
""",
    "A nan passes for equal here, and has to count as":
        judged("bool((alone - model(x)).abs().max() > 1e-4)"),
    "A ValueError for a row alone means that it depends":
        judged("not torch.allclose(alone, model(x), atol=1e-4)", on_error="return False"),
    "The ValueError of a model for a row alone was not":
        "any(not (model(row[None]) - out).abs().max() < 1e-4 for row, out in zip(x, model(x)))",
    "Only the ValueError decides here; compare the": judged("False"),
    "This says the same of every model.": "callable(model) and len(x) > 1",
    "Differences in both directions count: take the":
        judged("not ((alone - model(x)) < 1e-4).all()"),
    "A share of each number is": judged("not torch.allclose(alone, model(x), rtol=1e-4)"),
    "Not every number of a row": judged("not ((alone - model(x)).abs() < 1e-4)[:, 0].all()"),
    "Rounding counts as a difference here; each number": judged("not torch.equal(alone, model(x))"),
    "x[i] is a row without its axis; a batch of one row":
        judged("not (alone - model(x).flatten()).norm() < 1e-4", "model(row) for row in x"),
    "This says it of each row or number; return one": judged("~(alone - model(x) < 1e-4).all(1)"),
    "This compares with x; compare what the model says": "not torch.allclose(model(x), x, atol=1e-4)",
    "it returned False; True was expected": judged("torch.allclose(alone, model(x), atol=1e-4)"),
}

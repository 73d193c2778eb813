"""Wrong answers to `moved`, under words of the hint that they get."""


def loop(question, then="found.append(name)", end="return found"):
    """A list that a loop makes of the names for which a question is answered with yes."""
    return f"found = []\nfor name in before:\n    if {question}:\n        {then}\n{end}"


EQUAL, POP = "torch.equal(before[name], after[name])", "before.pop(name)"
WRONG = {
    "A parameter of which one number moved has": [loop("(before[name] == after[name]).any()"),
        loop("not (before[name] - after[name]).all()"), loop("(after[name] <= before[name]).all()")],
    "A small move is a move, too: compare every": [loop("repr(before[name]) == repr(after[name])"),
        loop("torch.isclose(before[name], after[name]).all()"),
        loop("(before[name] - after[name]).abs().mean() < 1e-8")],
    "Other numbers can have the same sum, mean": [loop("(after[name] - before[name]).sum() == 0"),
        loop("torch.sum(before[name]) == torch.sum(after[name])"),
        loop("torch.norm(before[name]) == torch.norm(after[name])")],
    "The order is that of `after`; that": loop(EQUAL).replace("in before", "in after"),
    "Tensors were paired by place, but `after`":
        "[n for n, a, b in zip(before, before.values(), after.values()) if (a == b).all()]",
    "These are the names that moved": loop("(before[name] != after[name]).any()"),
    "`is` asks whether two": loop("id(before[name]) == id(after[name])"),
    "All names are listed: compare numbers; call": loop("(before[name] == after[name]).all"),
    "Not every name was looked at: return after": [loop(EQUAL, "return [name]", "return []"),
        loop(EQUAL, end="    return found\nreturn []"),
        loop(f"not {EQUAL}", "return found", "    found.append(name)\nreturn found")],
    "== compares number by number; torch.equal": [loop("before[name] == after[name]"),
        "[] if before == after else list(before)", loop("not (before[name] - after[name])")],
    "Return names alone, in a list in the": ["set(before) - {'W'}", f"{{name: {EQUAL} for name in before}}",
        loop(EQUAL, "found.append(before[name])"), f"sum({EQUAL} for name in before)"],
    "The result is right, but your function changes": [loop("not after[name].sub_(before[name]).any()"),
        loop(f"not {EQUAL}", POP, "return list(before)").replace("in before", "in list(before)")],
    "it returned ['s', 'b']; ['s'] was": loop("(before[name] == after[name]).double().mean() > 0.5"),
    "it returned ['W']; [] was": loop("any(torch.equal(before[name], t) for t in after.values())"),
    "dictionary changed size during": loop(f"not {EQUAL}", POP, "return list(before)"),
    "The entries are right, but in another order.": loop(EQUAL, end="return sorted(found)"),
}

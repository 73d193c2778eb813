"""Exercise `contexts`: the contexts of a name and what follows them."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "contexts",
    cases=[("emma", 3), ("al", 2), ("olivia", 5), ("x", 1), ("banana", 2)],
    mistakes={
        "Off by one: the context already holds the character that is to be predicted.":
            ("pairs.append((context, character))\n        context = context[1:] + character",
             "context = context[1:] + character\n        pairs.append((context, character))"),
        "The last example, which predicts '.', is missing.": ('name + "."', "name"),
        "The first examples are missing: before the name, the context is filled with '.'.":
            ["right(name, length)[length:]",
             "[pair for pair in right(name, length) if '.' not in pair[0]]"],
        "Fill the first contexts with '.'.": "[(c.lstrip('.'), y) for c, y in right(name, length)]",
        "A repeated pair stands twice in the list.": "list(dict.fromkeys(right(name, length)))",
        "The context is one character too long.": "right(name, length + 1)",
        "The context is one character too short.": "right(name, length - 1)",
        "The context grows: drop its first character.": ("context[1:]", "context"),
        "The new character stands in front; the latest one comes last in the context.":
            [("context[1:] + character", "character + context[:-1]"),
             "[(c[::-1], y) for c, y in right(name, length)]"],
        "Drop the context's first character, not its last.": ("context[1:]", "context[:-1]"),
        "The context never moves along.": ("        context = context[1:] + character\n", ""),
        "The context begins empty; begin with '.' * length.": ('"." * length', '""'),
        "The context begins with one '.' only: begin with '.' * length.":
            [('"." * length', '"."', "context[1:] + character", "(context + character)[-length:]"),
             ('"." * length', '"."'), "[(t[i : i + length], t[i + length]) for t in ['.' + name + "
             "'.'] for i in range(len(t) - length)]"],
        "The name ends with one '.' only.": ('name + "."', 'name + "." * length'),
        "For length 1 the context grows: use context[1:].": ("context[1:]", "context[1 - length:]"),
        "The short contexts are filled on the right; the boundaries stand on the left.":
            "[(c.lstrip('.').ljust(length, '.'), y) for c, y in right(name, length)]",
        "What is predicted is one character, text[i + length], not a slice of several.":
            [f"[(c, (name + '.')[i:{end}]) for i, (c, _) in enumerate(right(name, length))]" for end
             in ("", " i + length")],
        "This is one example only: make the list before the loop, and return it after the loop.":
            [f"right(name, length)[{i}]" for i in (":1", "0", "-1:", "-1")],
        "The context comes first in each pair.": ("(context, character)", "(character, context)"),
        "Return one list of tuples, each with a context and the next character, both strings.":
            ["[(list(c), y) for c, y in right(name, length)]",
             ("(context, character)", "context + character"), "[c for c, _ in right(name, length)]",
             "[text for pair in right(name, length) for text in pair]",
             "list(zip(*right(name, length)))"],
    },
)  # fmt: skip

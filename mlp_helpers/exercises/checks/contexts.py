"""Exercise `contexts`: the contexts of a name and what follows them."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "contexts",
    cases=[("emma", 3), ("al", 2), ("olivia", 5), ("x", 1), ("banana", 2)],
    mistakes={
        "Off by one: the context already holds the character that is to be predicted.":
            ("pairs.append((context, character))\n        context = context[1:] + character",
             "context = context[1:] + character\n        pairs.append((context, character))"),
        "The last example is missing: the one that predicts '.' at the end of the name.":
            ('name + "."', "name"),
        "The first examples are missing: before the name, the context is filled with '.'.":
            ["right(name, length)[length:]",
             "[pair for pair in right(name, length) if '.' not in pair[0]]"],
        "The examples at the start have short contexts; fill them with '.' on the left.":
            "[(context.lstrip('.'), following) for context, following in right(name, length)]",
        "A pair that occurs twice in a name stands twice in the list.":
            "list(dict.fromkeys(right(name, length)))",
        "The length of the context is always 3 here; use the argument.":
            "right(name, 3)",
        "The context is one character too long.":
            ["right(name, length + 1)", "[(('.' + c, y)) for c, y in right(name, length)]"],
        "The context is one character too short.":
            ["right(name, length - 1)", "[(c[:-1], y) for c, y in right(name, length)]"],
        "The context grows: drop its first character when a new one is appended.":
            ("context[1:]", "context"),
        "The new character stands in front; the latest one comes last in the context.":
            [("context[1:] + character", "character + context[:-1]"),
             "[(context[::-1], following) for context, following in right(name, length)]"],
        "All letters but the latest are lost: drop the first character of the context, the oldest "
        "one, and keep the others.":
            ("context[1:]", "context[:-1]"),
        "The context does not move: drop its first character and append the new one.":
            ("        context = context[1:] + character\n", ""),
        "The context begins empty, so it is always too short: begin with '.' * length.":
            ('"." * length', '""'),
        "The context begins with one '.' only: begin with '.' * length.":
            [('"." * length', '"."'),
             "[(t[i : i + length], t[i + length]) for t in ['.' + name + '.'] "
             "for i in range(len(t) - length)]"],
        "The name ends with one '.': no more boundaries are predicted after it.":
            ('name + "."', 'name + "." * length'),
        "A boundary is predicted before the first letter; the context alone begins with those.":
            ('name + "."', '"." + name + "."'),
        "With length 1 the context grows: context[1 - length:] is then all of it. Use context[1:].":
            ("context[1:]", "context[1 - length:]"),
        "The short contexts are filled on the right; the boundaries stand on the left.":
            "[(c.lstrip('.').ljust(length, '.'), y) for c, y in right(name, length)]",
        "What is predicted is one character, text[i + length], not a slice of several.":
            ["[(c, (name + '.')[i:]) for i, (c, _) in enumerate(right(name, length))]",
             "[(c, (name + '.')[i : i + length]) for i, (c, _) in enumerate(right(name, length))]"],
        "One character is skipped between the context and what is predicted: take the next one.":
            "[(a, y) for (a, _), (_, y) in zip(right(name, length), right(name, length)[1:])]",
        "This is the first example only: a return inside a loop ends it in its first round.":
            ["right(name, length)[:1]", "right(name, length)[0]"],
        "This is the last example only: make the list before the loop, and append to it.":
            ["right(name, length)[-1:]", "right(name, length)[-1]"],
        "Context and next character are exchanged: the context comes first in each pair.":
            ("(context, character)", "(character, context)"),
        "Each context is a list of characters here; make it a string, with ''.join(…) or slices.":
            "[(list(context), following) for context, following in right(name, length)]",
        "Each pair must be a tuple of context and character, not one string of both.":
            ("(context, character)", "context + character"),
        "These are the contexts alone; each stands in a tuple with the character that follows.":
            "[context for context, _ in right(name, length)]",
        "Contexts and characters stand one after the other; put the two of a pair into a tuple.":
            "[text for pair in right(name, length) for text in pair]",
        "These are two lists; return one list of pairs, as zip makes it.":
            "list(zip(*right(name, length)))",
    },
)  # fmt: skip

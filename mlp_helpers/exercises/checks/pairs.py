"""Exercise `pairs`: the pairs of neighbouring characters of a name."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "pairs",
    cases=[("emma",), ("al",), ("x",), ("banana",)],
    mistakes={
        "The first pair is missing: '.' and the first letter.": ('"." + name', "name"),
        "The last pair is missing: the last letter and '.'.": ('+ name + "."', "+ name"),
        "The pairs are the wrong way round.": ("text[i], text[i + 1]", "text[i + 1], text[i]"),
        "This is one pair only: make the list before the loop, and return it after the loop.":
            ["right(name)[:1]", "right(name)[0]", "list(right(name)[0])", "right(name)[-1:]",
             "right(name)[-1]"],
        "Every second pair is missing: go on by 1.": ("len(text) - 1)", "0, len(text) - 1, 2)"),
        ".index finds only the first place of a letter that occurs twice: go by the position i.":
            [("text[i + 1]", "text[text.index(text[i]) + 1]"),
             "[(a, ('.' + name + '.')[max(name.find(a), -1) + 2]) for a in '.' + name]"],
        "The characters of a pair are two places apart here; they are neighbours: i and i + 1.":
            ("len(text) - 1", "len(text) - 2", "text[i + 1]", "text[i + 2]"),
        "The pairs begin one place too early.": ("text[i], text[i + 1]", "text[i - 1], text[i]"),
        "These are positions in the text; return the characters that stand there.":
            [("text[i], text[i + 1]", "i, i + 1"), ("text[i], text[i + 1]", "i, text[i]"),
             ("text[i], text[i + 1]", "i, text[i + 1]")],
        "The characters stand one after the other here; each pair is a tuple: append((a, b)).":
            "[character for pair in right(name) for character in pair]",
        "These are single characters; a pair holds a character and the one after it.":
            ['["."] + list(name) + ["."]', '["."] + list(name)', "list(name)"],
        "A pair ('.', '.') is there: two boundaries at one end, or an index of -1, the last place.":
            [('"." + name + "."', '".." + name + ".."'), ('"." + name', '".." + name'),
             ('+ name + "."', '+ name + ".."')],
        "Both characters are the same one.": [("text[i + 1]", "text[i]"), "[(c, c) for c in name]"],
        "The pairs lie in another list, or list in list: use append for one pair, += for a list.":
            ["[right(name)]", "[[pair] for pair in right(name)]"],
    },
    symptoms={
        "Each pair must be a tuple of two characters, not one string of two.":
            lambda result, name: isinstance(result[0], str) and len(result[0]) == 2,
        "A pair that occurs twice stands twice in the list, in order; a set keeps neither.":
            lambda result, name: set(result) == set(zip("." + name, name + ".", strict=True)) and
             len(result) == len(set(result)) < len(name) + 1,
        "No boundary '.' stands in any of these pairs; it belongs at both ends of the name.":
            lambda result, name: isinstance(result, list) and "." not in str(result),
    },
)  # fmt: skip

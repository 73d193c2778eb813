"""Wrong answers to `contexts`, under words of the hint that they get."""

WRONG = {
    "Fill the first contexts with '.'.": """
text = name + "."
return [(text[max(0, i - length) : i], text[i]) for i in range(len(text))]
""",
    "The first examples are missing: before the name,": """
text = name + "."
return [(text[i : i + length], text[i + length]) for i in range(len(text) - length)]
""",
    "It never uses its argument 'length'.": """
text = "..." + name + "."
return [(text[i : i + 3], text[i + 3]) for i in range(len(name) + 1)]
""",
    "The last example, which predicts '.', is missing.": [
        """
text = "." * length + name + "."
return [(text[i : i + length], text[i + length]) for i in range(len(text) - length - 1)]
""",
        """
pairs, context = [], "." * length
for character in name:
    pairs.append((context, character))
    context = context[1:] + character
return pairs
""",
    ],
    "A repeated pair stands twice in the list.": """
text = "." * length + name + "."
found = [(text[i : i + length], text[i + length]) for i in range(len(name) + 1)]
return sorted(set(found), key=found.index)
""",
    "Off by one: the context already holds the": """
pairs, context = [], "." * length
for character in name + ".":
    context = context[1:] + character
    pairs.append((context, character))
return pairs
""",
}

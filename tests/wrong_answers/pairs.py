"""Wrong answers to `pairs`, under words of the hint that they get."""

WRONG = {
    "No boundary '.' stands in any of these pairs; it":
        "[(name[i], name[i + 1]) for i in range(len(name) - 1)]",
    "The last pair is missing: the last letter and '.'.": """
text = "." + name
return [(text[i], text[i + 1]) for i in range(len(text) - 1)]
""",
    "The first pair is missing: '.' and the first": """
text = name + "."
return [(text[i], text[i + 1]) for i in range(len(text) - 1)]
""",
    "The pairs are the wrong way round.": """
text = "." + name + "."
return [(text[i], text[i - 1]) for i in range(1, len(text))]
""",
    "Each pair must be a tuple of two characters, not": """
text = "." + name + "."
return [text[i : i + 2] for i in range(len(text) - 1)]
""",
    "A pair that occurs twice stands twice in the": """
text = "." + name + "."
return sorted(set(pairwise(text)), key=list(pairwise(text)).index)
""",
    "A loop goes one step too far.": [
        """
text = "." + name + "."
return [(text[i], text[i + 1]) for i in range(len(text))]
""",
        """
text = "." + name + "."
return [(text[k], text[k + 1]) for k in range(len(text))]
""",
    ],
    "Every second pair is missing: go on by 1.": """
text = "." + name + "."
return [(text[i], text[i + 1]) for i in range(0, len(text) - 1, 2)]
""",
}

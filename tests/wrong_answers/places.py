"""Wrong answers to `places`, under words of the hint that they get."""

WRONG = {
    "This counts how often each character follows": """
found = {}
for name in names:
    text = "." + name + "."
    for i in range(1, len(text) - len(history)):
        if text[i:].startswith(history):
            following = text[i + len(history)]
            found[following] = found.get(following, 0) + 1
return found
""",
    "At the beginning of a name the place is the boundary": """
pairs = set()
for name in names:
    for i in range(1, len(name) - len(history) + 1):
        if name[i : i + len(history)] == history:
            pairs.add((name[i - 1], (name + ".")[i + len(history)]))
return {c: sum(pair[1] == c for pair in pairs) for c in {pair[1] for pair in pairs}}
""",
    "This says in which names a character follows": """
found = {}
for name in names:
    text = "." + name + "."
    after = {text[i + len(history)] for i in range(len(text)) if text[i:].startswith(history)}
    for character in after:
        found[character] = found.get(character, 0) + 1
return found
""",
    "Only the first time that a name has the history": """
pairs = set()
for name in names:
    text = "." + name + "."
    i = text.find(history)
    if i > 0:
        pairs.add((text[i - 1], text[i + len(history)]))
return {c: sum(pair[1] == c for pair in pairs) for _, c in pairs}
""",
}

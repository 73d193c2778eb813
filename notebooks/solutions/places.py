# A set holds each pair of place and character once, however often a name has it. Counting the
# characters in the set then counts places.


def places_of(names, history):
    seen = set()
    for name in names:
        text = f".{name}."
        for i in range(1, len(text) - len(history)):
            if text[i : i + len(history)] == history:
                seen.add((text[i - 1], text[i + len(history)]))
    found = {}
    for _, character in seen:
        found[character] = found.get(character, 0) + 1
    return found

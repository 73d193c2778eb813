# The boundary goes on both ends first, so that beginning and end need no special case.
# A text of n characters has n - 1 neighbours: the last pair starts at the last but one.


def name_pairs(name):
    text = "." + name + "."
    return [(text[i], text[i + 1]) for i in range(len(text) - 1)]

# The pair is stored before the window moves: the context must not hold the character that is
# to be predicted. The final "." is predicted like every letter.


def contexts(name, length):
    pairs = []
    context = "." * length
    for character in name + ".":
        pairs.append((context, character))
        context = context[1:] + character
    return pairs

# The end of a name is a prediction like every other, so a name of n letters has n + 1 of them.
# All losses go into one list: a mean of each name's mean would give a short name as much weight
# as a long one.
import math


def average_loss(names, probabilities, stoi):
    losses = []
    for name in names:
        text = "." + name + "."
        for previous, following in zip(text, text[1:], strict=False):
            losses.append(-math.log(probabilities[stoi[previous], stoi[following]]))
    return sum(losses) / len(losses)

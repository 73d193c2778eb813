"""Faults for the clinic: what each changes in the text of program.py."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """A part of the program, what stands there when it is sound, and what stands there instead."""

    part: str
    sound: str
    faulty: str


MOVE = "            window = [*window[1:], i]\n"
STORE = "            contexts.append(window)\n            targets.append(i)\n"
NEW_NAME = "    for name in names:\n        window = [0] * context\n"
FORGET = "    for parameter in p.values():\n        parameter.grad = None\n"
ASK = "for parameter in p.values():\n        parameter.requires_grad_()"

FAULTS = {
    "validation names in training": Fault(
        "split", "names[cut:]", "random.Random(seed + 1).sample(names, len(names) - cut)"
    ),
    "cut without shuffling": Fault("split", "    random.Random(seed).shuffle(names)\n", ""),
    "the answer in the context": Fault("examples", STORE + MOVE, MOVE + STORE),
    "names run into each other": Fault(
        "examples", NEW_NAME, "    window = [0] * context\n    for name in names:\n"
    ),
    "the end of a name left out": Fault("examples", 'name + "."', "name"),
    "W1 asks for no gradient": Fault(
        "start", ASK, 'for name in ("C", "b1", "W2", "b2"):\n        p[name].requires_grad_()'
    ),
    "output layer not scaled": Fault(
        "start", "(50, 27, generator=generator) * 0.01", "(50, 27, generator=generator)"
    ),
    "softmax taken twice": Fault(
        "logits", 'hidden @ p["W2"] + p["b2"]', '(hidden @ p["W2"] + p["b2"]).softmax(1)'
    ),
    "softmax over the batch": Fault(
        "logits", 'hidden @ p["W2"] + p["b2"]', '(hidden @ p["W2"] + p["b2"]).log_softmax(0)'
    ),
    "mean of the batch taken off": Fault(
        "logits", 'hidden @ p["W2"]', '(hidden - hidden.mean(0)) @ p["W2"]'
    ),
    "history of the embedding cut": Fault("logits", ".flatten(1)", ".flatten(1).detach()"),
    "sum in place of mean": Fault("loss", ".mean()", ".sum()"),
    "no logarithm": Fault("loss", "log_softmax", "softmax"),
    "each row against each target": Fault("loss", "range(len(Y)), Y", ":, Y"),
    "gradients add up": Fault("step", FORGET, ""),
    "uphill": Fault("step", "-=", "+="),
    "one parameter left out": Fault(
        "step", "in p.values():\n        if", "in [*p.values()][:-1]:\n        if"
    ),
}

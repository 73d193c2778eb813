"""A small program that is sound: from a list of names to one step of training, in six parts.

The clinic plants one fault at a time in this text. So each part is written out, as a reader would
write it, and nothing is taken from the rest of the course.
"""

import random

import torch

LETTERS = ".abcdefghijklmnopqrstuvwxyz"


def split(names, seed):
    """Nine tenths of the names for training, the others for validation."""
    names = sorted(set(names))
    random.Random(seed).shuffle(names)
    cut = len(names) * 9 // 10
    return names[:cut], names[cut:]


def examples(names, context=3):
    """Contexts of shape (N, context) and targets of shape (N,), whole numbers."""
    contexts, targets = [], []
    for name in names:
        window = [0] * context
        for character in name + ".":
            i = LETTERS.index(character)
            contexts.append(window)
            targets.append(i)
            window = [*window[1:], i]
    return torch.tensor(contexts), torch.tensor(targets)


def start(seed):
    """The parameters by name, before training."""
    generator = torch.Generator().manual_seed(seed)
    p = {
        "C": torch.randn(27, 10, generator=generator),
        "W1": torch.randn(30, 50, generator=generator) * 0.3,
        "b1": torch.zeros(50),
        "W2": torch.randn(50, 27, generator=generator) * 0.01,
        "b2": torch.zeros(27),
    }
    for parameter in p.values():
        parameter.requires_grad_()
    return p


def logits(p, X):
    """For contexts of shape (N, 3) the logits of the next character, of shape (N, 27)."""
    embedded = p["C"][X].flatten(1)
    hidden = torch.tanh(embedded @ p["W1"] + p["b1"])
    return hidden @ p["W2"] + p["b2"]


def loss(logits, Y):
    """The mean negative log-likelihood of the targets, one number."""
    log_p = logits.log_softmax(1)
    return -log_p[range(len(Y)), Y].mean()


def step(p, loss, rate):
    """Move each parameter against its gradient, by rate times gradient."""
    for parameter in p.values():
        parameter.grad = None
    loss.backward()
    for parameter in p.values():
        if parameter.grad is not None:
            parameter.data -= rate * parameter.grad

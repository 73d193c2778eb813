"""The exercises of notebook 06."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.exercises.framework import Answer, Exercise, Raised, draws

# --------------------------------------------------------------------------- 06_confident


def loss_of(logits: Tensor, correct: int) -> float:
    return (logits.logsumexp(0) - logits[correct]).item()


def _instead(wrong: Callable[[Tensor, int], float]) -> Callable[..., bool]:
    """The symptom of returning the number `wrong`, where no exponential overflows.

    Not a mistake to compare on every case, because the same slip comes with and without an
    overflow, and is the first thing to be told.
    """

    def shows(result: Any, logits: Tensor, correct: int) -> bool:
        number = _number(result)
        if number is None or logits.abs().max() > 100:
            return False
        is_right = math.isclose(number, loss_of(logits, correct), rel_tol=1e-4)
        return not is_right and math.isclose(number, wrong(logits, correct), rel_tol=1e-4)

    return shows


def _number(result: Any) -> float | None:
    """A result as a number; None if it is something else."""
    try:
        return float(result)
    except (TypeError, ValueError, RuntimeError):
        return None


def _others(logits: Tensor, correct: int) -> Tensor:
    """The logits of the characters that are not right."""
    return torch.cat([logits[:correct], logits[correct + 1 :]])


def _overflows(result: Any, logits: Tensor, correct: int) -> bool:
    """The loss is moderate, and yet the result is infinite or NaN."""
    if isinstance(result, Raised):
        return result.kind == "OverflowError"
    number = _number(result)
    return number is not None and not math.isfinite(number) and loss_of(logits, correct) < 100


def _rounds_to_0(result: Any, logits: Tensor, correct: int) -> bool:
    """The probability is so small that it is stored as 0, and its logarithm was taken."""
    if isinstance(result, Raised):  # by math.log
        return result.kind == "ValueError" and loss_of(logits, correct) > 100
    return _number(result) == math.inf


CONFIDENT = Exercise(
    answer=loss_of,
    cases=[
        (torch.tensor([1.0, 1.0, 1.0, 6.0]), 0),
        (4 * draws(1, 27), 13),
        (draws(2, 5), 2),
        (torch.tensor([1000.0, 998.0, 995.0]), 1),
        (torch.tensor([-1001.0, -1000.0]), 0),
        (torch.tensor([1000.0, 0.0, 970.0]), 1),
    ],
    mistakes={
        "You subtracted the largest logit in the sum, but not from the right character's.": (
            lambda logits, correct: (logits - logits.max()).logsumexp(0) - logits[correct]
        ),
        "This is the mean over all characters; only the right one counts.": (
            lambda logits, correct: -logits.log_softmax(0).mean()
        ),
        "These are the losses of all characters; return that of the right one.": (
            lambda logits, correct: -logits.log_softmax(0)
        ),
    },
    symptoms={
        "You took the logarithm to base 2 (bits); use the natural one (nats).": (
            _instead(lambda logits, correct: loss_of(logits, correct) / math.log(2))
        ),
        "You took the logarithm to base 10; use the natural one.": (
            _instead(lambda logits, correct: loss_of(logits, correct) / math.log(10))
        ),
        "The sign is missing: a loss is positive.": (
            _instead(lambda logits, correct: -loss_of(logits, correct))
        ),
        "This is the probability of the right character; the loss is minus its logarithm.": (
            _instead(lambda logits, correct: math.exp(-loss_of(logits, correct)))
        ),
        "This is 1 minus the probability of the right character; the loss is minus the logarithm "
        "of the probability.": (
            _instead(lambda logits, correct: 1 - math.exp(-loss_of(logits, correct)))
        ),
        "This is the logit of the right character; the loss depends on the other logits too.": (
            _instead(lambda logits, correct: logits[correct].item())
        ),
        "This is minus the logit of the right character: its exponential has to be divided by the "
        "sum of all exponentials before the logarithm.": (
            _instead(lambda logits, correct: -logits[correct].item())
        ),
        "The right character is missing in the sum; a softmax divides by the sum over all.": (
            _instead(
                lambda logits, correct: (
                    _others(logits, correct).logsumexp(0).item() - logits[correct].item()
                )
            )
        ),
        "This is the loss of the likeliest character; take that of the right one.": (
            _instead(lambda logits, correct: loss_of(logits, int(logits.argmax())))
        ),
        "The softmax was taken twice: these logits go through it once.": (
            _instead(lambda logits, correct: loss_of(logits.softmax(0), correct))
        ),
        "Right for small logits, but the exponential of a large one overflows, and those of "
        "very negative ones are all 0: subtract the largest logit from all first.": _overflows,
        "Right for most logits, but a small probability rounds to 0 before its logarithm is "
        "taken: log(a / b) is log a − log b, and log(exp(x)) is x.": _rounds_to_0,
    },
)


# -------------------------------------------------------------------------------- 06_dead


def find_dead(activations: Tensor, limit: float) -> list[int]:
    return _where((activations.abs() > limit).all(0))


def _where(condition: Tensor) -> list[int]:
    """The places where it is true."""
    return condition.nonzero().flatten().tolist()


def _units(offsets: list[float], seed: int) -> Tensor:
    """Activations of 15 examples, with a unit for each offset of the pre-activations."""
    return (torch.tensor(offsets) + 1.5 * draws(seed, 15, len(offsets))).tanh()


DEAD = Exercise(
    answer=find_dead,
    cases=[
        (torch.tensor([[0.99, -0.98, 0.2], [-0.99, -0.99, 0.98], [1.0, -1.0, 0.99]]), 0.97),
        (_units([0.0, 9.0, 2.5, -9.0, -3.0, 0.5, 8.0], 3), 0.97),
        (torch.tensor([[0.75, -0.75, 0.875], [0.5, 0.875, -0.875], [0.8, 0.9, -1.0]]), 0.75),
        (_units([0.0, 3.0, -0.5, 4.0], 4), 0.99),
        (torch.tensor([[1.0, 0.96, 0.99, -1.0], [1.0, 1.0, -0.99, -0.98]]), 0.97),
    ],
    mistakes={
        "These are the units that are saturated on some example; a dead one is on every example: "
        "all, not any.": lambda activations, limit: _where((activations.abs() > limit).any(0)),
        "These are the examples on which every unit is saturated; units are the columns, so take "
        "all along axis 0.": lambda activations, limit: _where((activations.abs() > limit).all(1)),
        "You compared without abs(), so that the end at −1 does not count.": (
            lambda activations, limit: _where((activations > limit).all(0))
        ),
        "A unit that goes from one end to the other is saturated on each of these examples too; "
        "take abs() first.": (
            lambda activations, limit: _where(
                (activations > limit).all(0) | (activations < -limit).all(0)
            )
        ),
        "You compared the mean of the absolute values; one example on which the unit learns can "
        "hide in a mean. Compare each, then take all.": (
            lambda activations, limit: _where(activations.abs().mean(0) > limit)
        ),
        "You compared the mean of the activations, in which +1 and −1 cancel; compare each "
        "absolute value, then take all.": (
            lambda activations, limit: _where(activations.mean(0) > limit)
        ),
        "You took the absolute value of the mean, in which +1 and −1 cancel; compare each "
        "absolute value, then take all.": (
            lambda activations, limit: _where(activations.mean(0).abs() > limit)
        ),
        "An activation of exactly `limit` is not beyond it: compare with >, not ≥.": (
            lambda activations, limit: _where((activations.abs() >= limit).all(0))
        ),
        "These are the units that are not dead; the others are asked for.": (
            lambda activations, limit: _where(~(activations.abs() > limit).all(0))
        ),
        "These are the units that are within ±limit on every example; the dead ones are beyond "
        "it.": lambda activations, limit: _where((activations.abs() < limit).all(0)),
        "This says of each unit whether it is dead; return the numbers of the dead ones.": (
            lambda activations, limit: (activations.abs() > limit).all(0).tolist()
        ),
        "This is a tensor of true and false; return a list with the numbers of the dead units.": (
            lambda activations, limit: (activations.abs() > limit).all(0)
        ),
        "This is how many units are dead; return a list of their numbers.": (
            lambda activations, limit: len(find_dead(activations, limit))
        ),
        "The numbers are right, but they stand in a tensor: .tolist() makes a list of it.": (
            lambda activations, limit: torch.tensor(find_dead(activations, limit))
        ),
        "The numbers are right, but they stand in a tensor with a column; .flatten().tolist() "
        "makes a list of it.": lambda activations, limit: (
            (activations.abs() > limit).all(0).nonzero()
        ),
        "Each number stands in a list of its own; .flatten() comes before .tolist().": (
            lambda activations, limit: [[unit] for unit in find_dead(activations, limit)]
        ),
    },
)


# ------------------------------------------------------------------------------ 06_spread


def predicted_spread(weight: Tensor, x_spread: float) -> Tensor:
    return x_spread * _sum_of_squares(weight).sqrt()


def _sum_of_squares(weight: Tensor) -> Tensor:
    return (weight**2).sum(0)


SPREAD = Exercise(
    answer=predicted_spread,
    cases=[
        (torch.tensor([[3.0, 1.0], [4.0, -1.0]]), 2.0),
        (draws(5, 30, 8) / 30**0.5, 1.5),
        (0.5 * draws(6, 6, 6) + 0.3, 0.7),
        (draws(7, 3, 5) * torch.tensor([0.1, 1.0, 2.0, 0.5, 3.0]), 1.0),
    ],
    mistakes={
        "You summed along the rows; the inputs of an output stand in a column, so sum over "
        "axis 0.": lambda weight, x_spread: x_spread * (weight**2).sum(1).sqrt(),
        "The square root is missing: the sum of the squares belongs to a variance.": (
            lambda weight, x_spread: x_spread * _sum_of_squares(weight)
        ),
        "These are variances, the squares of the spreads; take the square root.": (
            lambda weight, x_spread: x_spread**2 * _sum_of_squares(weight)
        ),
        "You took the mean of the squares; variances of independent numbers add up, so take the "
        "sum.": lambda weight, x_spread: x_spread * (weight**2).mean(0).sqrt(),
        "You added absolute values; variances add up, so sum the squares, then take the root.": (
            lambda weight, x_spread: x_spread * weight.abs().sum(0)
        ),
        "You added the weights themselves, so that opposite ones cancel; sum the squares, then "
        "take the root.": lambda weight, x_spread: x_spread * weight.sum(0),
        "These are the standard deviations of the columns; they do not grow with the number of "
        "inputs. Take the root of the sum of squares.": (
            lambda weight, x_spread: x_spread * weight.std(0)
        ),
        "√fan_in times the standard deviation of a column measures the weights from their mean; "
        "take the root of the sum of their squares.": (
            lambda weight, x_spread: x_spread * weight.std(0) * len(weight) ** 0.5
        ),
        "√fan_in times the standard deviation (over N) of a column measures the weights from "
        "their mean; take the root of the sum of their squares.": (
            lambda weight, x_spread: x_spread * weight.std(0, correction=0) * len(weight) ** 0.5
        ),
        "This is one number for the whole layer; each output has its own column of weights.": (
            lambda weight, x_spread: x_spread * weight.std() * len(weight) ** 0.5
        ),
        "This is one number, from all weights; each output has its own column of weights.": (
            lambda weight, x_spread: x_spread * weight.norm()
        ),
        "The spread of the inputs is missing: twice the spread goes in, twice comes out.": (
            lambda weight, x_spread: _sum_of_squares(weight).sqrt()
        ),
        "`x_spread` stands under the root, where variances stand: square it there, or multiply "
        "after the root.": lambda weight, x_spread: (x_spread * _sum_of_squares(weight)).sqrt(),
        "`x_spread` was squared, but not taken into the root; multiply by it once.": (
            lambda weight, x_spread: x_spread**2 * _sum_of_squares(weight).sqrt()
        ),
    },
)


# ----------------------------------------------------------------------------- 06_kaiming


def kaiming(fan_in: int, fan_out: int, gain: float, seed: int) -> Tensor:
    return draws(seed, fan_in, fan_out) * gain / math.sqrt(fan_in)


def _times(scale: Callable[[int, int, float], float]) -> Answer:
    """The mistake of multiplying the right draws by another number."""
    return lambda fan_in, fan_out, gain, seed: (
        draws(seed, fan_in, fan_out) * scale(fan_in, fan_out, gain)
    )


def _uniform(seed: int, fan_in: int, fan_out: int) -> Tensor:
    return torch.rand(fan_in, fan_out, generator=torch.Generator().manual_seed(seed))


def _second_draws(seed: int, fan_in: int, fan_out: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    torch.randn(fan_in, fan_out, generator=generator)
    return torch.randn(fan_in, fan_out, generator=generator)


def _exact(fan_in: int, fan_out: int, gain: float, seed: int) -> Tensor:
    table = draws(seed, fan_in, fan_out)
    return table / table.std() * gain / math.sqrt(fan_in)


def _other_draws(result: Any, fan_in: int, fan_out: int, gain: float, seed: int) -> bool:
    """A table of the right shape and spread (within a twentieth) with other numbers in it."""
    if not isinstance(result, Tensor) or result.shape != (fan_in, fan_out):
        return False
    spread = result.double().std().item() * math.sqrt(fan_in) / gain
    return fan_in * fan_out > 1000 and abs(spread - 1) < 0.05


KAIMING = Exercise(
    answer=kaiming,
    cases=[
        (16, 3, 2.0, 1),
        (30, 200, 5 / 3, 7),
        (5, 4, 0.7, 12),
        (60, 60, 2**0.5, 2147483647),
    ],
    mistakes={
        "You divided by √fan_out; as many products are summed as there are inputs: √fan_in.": (
            _times(lambda fan_in, fan_out, gain: gain / math.sqrt(fan_out))
        ),
        "You divided by fan_in; the variances add up, so the spread grows with its root.": (
            _times(lambda fan_in, fan_out, gain: gain / fan_in)
        ),
        "You multiplied by √fan_in; divide by it, so that what it adds is taken away.": (
            _times(lambda fan_in, fan_out, gain: gain * math.sqrt(fan_in))
        ),
        "The gain is missing; multiply by it.": _times(
            lambda fan_in, fan_out, gain: 1 / math.sqrt(fan_in)
        ),
        "The gain alone was used; divide by √fan_in.": _times(lambda fan_in, fan_out, gain: gain),
        "These are the draws as they come; multiply by gain/√fan_in.": (
            _times(lambda fan_in, fan_out, gain: 1)
        ),
        "You divided by the gain; multiply by it, since it makes up for what the curve takes "
        "away.": _times(lambda fan_in, fan_out, gain: 1 / gain / math.sqrt(fan_in)),
        "The gain stands under the root; only fan_in does.": (
            _times(lambda fan_in, fan_out, gain: (gain / fan_in) ** 0.5)
        ),
        "gain²/fan_in is the variance; multiply by the spread, its root.": (
            _times(lambda fan_in, fan_out, gain: gain**2 / fan_in)
        ),
        "This is the compromise of Glorot and Bengio; here the scale is gain/√fan_in.": (
            _times(lambda fan_in, fan_out, gain: gain * (2 / (fan_in + fan_out)) ** 0.5)
        ),
        "The table is turned round: it has a row for each input and a column for each output.": (
            lambda fan_in, fan_out, gain, seed: (
                draws(seed, fan_out, fan_in) * gain / math.sqrt(fan_in)
            )
        ),
        "The table was drawn with a row for each output and then turned round; draw it as "
        "(fan_in, fan_out).": (
            lambda fan_in, fan_out, gain, seed: (
                draws(seed, fan_out, fan_in).T * gain / math.sqrt(fan_in)
            )
        ),
        "These draws are uniform (torch.rand); draw from the normal distribution with "
        "torch.randn.": (
            lambda fan_in, fan_out, gain, seed: (
                _uniform(seed, fan_in, fan_out) * gain / math.sqrt(fan_in)
            )
        ),
        "These draws are uniform, from −1 to 1; draw from the normal distribution with "
        "torch.randn.": (
            lambda fan_in, fan_out, gain, seed: (
                (2 * _uniform(seed, fan_in, fan_out) - 1) * gain / math.sqrt(fan_in)
            )
        ),
        "These are the second draws of the generator; call torch.randn once.": (
            lambda fan_in, fan_out, gain, seed: (
                _second_draws(seed, fan_in, fan_out) * gain / math.sqrt(fan_in)
            )
        ),
        "You divided by the measured spread of the draws; leave the accidents of chance in.": (
            _exact
        ),
    },
    symptoms={
        "The spread is right, but these are not the first numbers that a generator with this seed "
        "draws: pass generator=torch.Generator().manual_seed(seed) to torch.randn.": _other_draws,
    },
)


# ------------------------------------------------------------------------------- 06_stack

Function = Callable[[Tensor], Tensor]


@dataclass(frozen=True, repr=False)
class _Named:
    """A function that is shown by its name."""

    name: str
    function: Function

    def __call__(self, z: Tensor) -> Tensor:
        return self.function(z)

    def __repr__(self) -> str:
        return self.name


def size_after(function: Function, gain: float, z: Tensor, layers: int) -> float:
    size = 1.0
    for _ in range(layers):
        size = _root_mean_square(function(gain * size * z))
    return size


def _root_mean_square(values: Tensor) -> float:
    return (values**2).mean().sqrt().item()


def _measured_by(measure: Callable[[Tensor], Any]) -> Answer:
    """The mistake of measuring what comes out of each layer in another way."""

    def size_of(function: Function, gain: float, z: Tensor, layers: int) -> Any:
        size: Any = 1.0
        for _ in range(layers):
            size = measure(function(gain * size * z))
        return size

    return size_of


def _layer(step: Callable[[Function, float, Tensor, float], float]) -> Answer:
    """The mistake of another step from the size before a layer to the size after it."""

    def size_of(function: Function, gain: float, z: Tensor, layers: int) -> float:
        size = 1.0
        for _ in range(layers):
            size = step(function, gain, z, size)
        return size

    return size_of


def _gain_in_first_layer(function: Function, gain: float, z: Tensor, layers: int) -> float:
    size = 1.0
    for layer in range(layers):
        size = _root_mean_square(function((gain if layer == 0 else 1) * size * z))
    return size


def _gain_as_first_size(function: Function, gain: float, z: Tensor, layers: int) -> float:
    return gain if layers == 0 else _gain_in_first_layer(function, gain, z, layers)


def _no_gain_in_first_layer(function: Function, gain: float, z: Tensor, layers: int) -> float:
    size = 1 / gain
    for _ in range(layers):
        size = _root_mean_square(function(gain * size * z))
    return size if layers else 1.0


def _chain(function: Function, gain: float, z: Tensor, layers: int) -> Tensor:
    """Each draw sent through a chain of single units."""
    for _ in range(layers):
        z = function(gain * z)
    return z


def _z_replaced(function: Function, gain: float, z: Tensor, layers: int) -> float:
    size = 1.0
    for _ in range(layers):
        z = function(gain * size * z)
        size = _root_mean_square(z)
    return size


def _starts_from_z(result: Any, function: Function, gain: float, z: Tensor, layers: int) -> bool:
    """Where there is no layer, the result is the size of the draws."""
    number = _number(result)
    if number is None or layers > 0:
        return False
    measured = (_root_mean_square(z), z.std().item(), z.std(correction=0).item())
    return any(math.isclose(number, size, rel_tol=1e-4) for size in measured)


def _ends_right(result: Any, function: Function, gain: float, z: Tensor, layers: int) -> bool:
    """Several numbers, of which the last is the right one."""
    if isinstance(result, Tensor):
        result = result.tolist()
    if not isinstance(result, list | tuple) or len(result) < 2:
        return False
    last, right = _number(result[-1]), size_after(function, gain, z, layers)
    return last is not None and math.isclose(last, right, rel_tol=1e-4)


def _not_1(result: Any, function: Function, gain: float, z: Tensor, layers: int) -> bool:
    """There is no layer, and yet the result is a number other than 1."""
    return layers == 0 and _number(result) not in (None, 1)


STACK = Exercise(
    answer=size_after,
    cases=[
        (_Named("torch.relu", torch.relu), 2.0, torch.tensor([-1.0, -1.0, 1.0, 1.0]), 2),
        (_Named("torch.tanh", torch.tanh), 5 / 3, draws(8, 1000) - 0.1, 3),
        (_Named("torch.sigmoid", torch.sigmoid), 1.3, draws(9, 500), 2),
        (_Named("torch.tanh", torch.tanh), 0.7, draws(10, 20, 30), 1),
        (_Named("torch.relu", torch.relu), 1.5, draws(11, 400), 0),
    ],
    mistakes={
        "The standard deviation measures from the mean, which is above 0 for ReLU and sigmoid; "
        "take the root of the mean of the squares.": _measured_by(lambda out: out.std().item()),
        "This standard deviation (over N) measures from the mean, which is above 0 for ReLU and "
        "sigmoid; take the root of the mean of the squares.": (
            _measured_by(lambda out: out.std(correction=0).item())
        ),
        "The square root is missing in each layer: the size is the root of the mean of the "
        "squares.": _measured_by(lambda out: (out**2).mean().item()),
        "This is the mean of the squares after the last layer; return its root.": (
            lambda *case: size_after(*case) ** 2
        ),
        "You took the mean of absolute values; take the root of the mean of the squares.": (
            _measured_by(lambda out: out.abs().mean().item())
        ),
        "You took the mean of what comes out; square the numbers first, so that negative ones do "
        "not cancel positive ones.": _measured_by(lambda out: out.mean().item()),
        "You squared the mean; take the mean of the squares.": (
            _measured_by(lambda out: out.mean().abs().item())
        ),
        "You took the sum of the squares; take their mean.": (
            _measured_by(lambda out: out.norm().item())
        ),
        "These are sizes for each column; take the mean over all numbers.": (
            _measured_by(lambda out: (out**2).mean(0).sqrt())
        ),
        "The gain is missing; each layer multiplies by it before the function.": (
            _layer(lambda function, gain, z, size: _root_mean_square(function(size * z)))
        ),
        "You multiplied by the gain after the function; it is a factor on the weights, which "
        "come before the function.": (
            _layer(lambda function, gain, z, size: gain * _root_mean_square(function(size * z)))
        ),
        "The gain was used in the first layer only; every layer multiplies by it.": (
            _gain_in_first_layer
        ),
        "You started with the gain as the size; start with 1 and multiply by the gain in every "
        "layer.": _gain_as_first_size,
        "The gain was used once, at the end; every layer multiplies by it, before the function.": (
            lambda function, gain, z, layers: gain * size_after(function, 1.0, z, layers)
        ),
        "The first layer has no gain; every layer multiplies by it, the first one too.": (
            _no_gain_in_first_layer
        ),
        "You divided by the gain; multiply by it.": (
            lambda function, gain, z, layers: size_after(function, 1 / gain, z, layers)
        ),
        "Every layer gets numbers of size 1 here; a layer gets those of the size that the one "
        "before left.": (
            _layer(lambda function, gain, z, size: _root_mean_square(function(gain * z)))
        ),
        "This is the size after one layer, whatever `layers` is; repeat the step, each time "
        "with the size that the last one left.": (
            lambda function, gain, z, layers: size_after(function, gain, z, 1)
        ),
        "You took the factor of the first layer for that of every layer; a curve such as tanh "
        "has another one for another size, so put the size into the function.": (
            _layer(lambda function, gain, z, size: size * _root_mean_square(function(gain * z)))
        ),
        "You multiplied by the size twice; inside the function is enough.": (
            _layer(
                lambda function, gain, z, size: size * _root_mean_square(function(gain * size * z))
            )
        ),
        "You divided z by the size; the numbers that go in have this size, so multiply.": (
            _layer(lambda function, gain, z, size: _root_mean_square(function(gain * z / size)))
        ),
        "The function was not used; apply it to gain · size · z.": (
            _layer(lambda function, gain, z, size: _root_mean_square(gain * size * z))
        ),
        "This is one layer too few.": (
            lambda function, gain, z, layers: size_after(function, gain, z, layers - 1)
        ),
        "This is one layer too many.": (
            lambda function, gain, z, layers: size_after(function, gain, z, layers + 1)
        ),
        "You applied the function to its own results, which sends each number through a chain "
        "of single units. A unit of a layer sums many numbers, so that its pre-activation is "
        "normal again: use z itself in every layer, times gain and size.": (
            lambda *case: _root_mean_square(_chain(*case))
        ),
        "You applied the function to its own results: a chain of single units. A unit of a layer "
        "sums many numbers, so use z itself in every layer, times gain and size.": (
            lambda *case: _root_mean_square(_chain(*case)) if case[-1] else 1.0
        ),
        "You replaced z by what comes out of the layer; keep it, because the pre-activations of "
        "every layer are gain · size times normal draws.": _z_replaced,
    },
    symptoms={
        "The last number is right, but you return more than one; return that one alone.": (
            _ends_right
        ),
        "Start with size 1, not with the measured size of z.": _starts_from_z,
        "With 0 layers nothing happens to the numbers: the result is 1.": _not_1,
    },
)


EXERCISES = {
    "06_confident": CONFIDENT,
    "06_dead": DEAD,
    "06_spread": SPREAD,
    "06_kaiming": KAIMING,
    "06_stack": STACK,
}

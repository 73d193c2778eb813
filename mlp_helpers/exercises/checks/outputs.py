"""Exercise `outputs`: what each module of a network returns, recorded by hooks."""

import torch
from torch import Tensor, nn

from mlp_helpers.exercises.slips import draws, exercise


class Sequential(nn.Sequential):
    """A model that fits into a message, and that equals one with the same numbers."""

    def __repr__(self):
        return f"nn.Sequential{(*self,)}"

    def __eq__(self, other):
        return all(map(torch.equal, self.state_dict().values(), other.state_dict().values()))
    __hash__ = nn.Module.__hash__

with torch.random.fork_rng(devices=[]):
    torch.manual_seed(1)
    INNER = Sequential(nn.Linear(2, 2), nn.Tanh())
    PARTS = [nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Tanh()], [INNER, nn.BatchNorm1d(2), nn.ReLU()]
    MODELS = [Sequential(*p) for p in ([nn.Flatten(), nn.Tanh()], *PARTS, [nn.Linear(2, 2)])]
for model in MODELS:
    model(draws(1, 8, 2))  # moves the running statistics
    model.eval()[-1].register_forward_hook(lambda *_: None)  # somebody else's, to be left there
INPUTS = torch.tensor([[[0.0], [1.0]]]), *(2 + draws(2, 3, 4, 2))
EXERCISE = exercise(
    "outputs",
    cases=[*zip(MODELS, INPUTS, strict=True)],
    mistakes={
        "Only the last place is there: hooks that use a loop's variable all see its last value.":
            [f"{{len(model) - 1: right(model, x)[{i}]}}" for i in ("len(model) - 1", "0")],
        "These are the inputs; keep the outputs.": ("output.detach()", "inputs[0].detach()"),
        "Leave the model in evaluation mode: in training mode its norms give other outputs.":
            ["right(model.train(), x)", "[model.train()(x), right(model.eval(), x)][1]"],
        "Keep what each module returns when the model is called once: its hook gets that.":
            [f"{{i: {one}(x) for i in range(len(model))}}" for one in ("model", "model[i]")],
        "modules() gives the model itself and all that is inside a module; go through the model.":
            [("enumerate(model)", f"enumerate({of})") for of in ("model.modules()",
             "[*model.modules()][1:]", "[m for m in model.modules() if not [*m.children()]]")],
        "The first module has the place 0.": ("enumerate(model)", "enumerate(model, 1)"),
    },
    symptoms={
        "A hook is called with a module, its inputs and its output: it needs three arguments.":
            lambda result, *_: "3 were given" in result.message or "missing" in result.message,
        "Nothing was kept: call the model before you remove the hooks.":
            lambda result, model, x: result == {} and len(model) > 1,
        "Return a dictionary from places, whole numbers, to outputs, tensors: {0: …, 1: …}.":
            lambda got, *_: (hasattr(got, "__len__") and not isinstance(got, dict)) or any(
                type(n) is not int or not isinstance(out, Tensor) for n, out in got.items()),
    },
    afterwards={
        "The outputs are right, but the model has other hooks now: remove yours, and no others.":
            lambda _, model, x: sum(len(module._forward_hooks) for module in model.modules()) != 1,
        "The outputs are right, but have a record for gradients: .detach() takes it off.":
            lambda result, *_: any(output.requires_grad for output in result.values()),
        "The outputs are right, but the model's mode, or what learns in it, is another one now.":
            lambda _, model, x: any(module.training for module in model.modules())
            or any(not parameter.requires_grad for parameter in model.parameters()),
    },
)  # fmt: skip

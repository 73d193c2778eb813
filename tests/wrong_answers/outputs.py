"""Wrong answers to `outputs`, under words of the hint that they get."""


def hooked(keep, end="handle.remove()", loop="for i, module in enumerate(model)", result="found"):
    """Hooks that keep something under i, the loop's variable."""
    made = f"    def hook(module, inputs, output, i=i):\n        {keep}\n"
    loop += f":\n{made}    handles.append(module.register_forward_hook(hook))\nmodel(x)\n"
    return f"found, handles = {{}}, []\n{loop}for handle in handles:\n    {end}\nreturn {result}"


KEEP, LATE = "found[i] = output.detach()", "found.setdefault(i, output.detach())"
WRONG = {
    "Only the last place is there: hooks that": [hooked(k).replace(", i=i", "") for k in (KEEP, LATE)],
    "These are the inputs; keep": hooked("found[i] = inputs[0]"),
    "Leave the model in evaluation mode: in training": [hooked(KEEP).replace("model(x)", "model.train()(x)"),
        "model.train()\n" + hooked(KEEP, result="(model.eval(), found)[1]")],
    "Keep what each module returns when the": ["dict(enumerate([model(x)] * len(model)))",
        "{i: module(x).detach() for i, module in enumerate(model)}"],
    "modules() gives the model itself and": [hooked(KEEP, loop=f"for i, module in enumerate({of})")
        for of in ("model.modules()", "m for m in model.modules() if not list(m.children())")],
    "The first module has": hooked("found[i + 1] = output.detach()"),
    "A hook is called with a module, its inputs":
        [hooked(KEEP).replace(*of) for of in ((", inputs, output, i=i", ""), ("(hook)", "(hook())"))],
    "Nothing was kept: call the model before": [hooked("output.detach()"),
        hooked(KEEP).replace("model(x)\n", "").replace("return", "model(x)\nreturn")],
    "Return a dictionary from places, whole": [*(hooked(KEEP, result=f"{of}") for of in ("list(found.values())", "found.items()")),
        hooked(KEEP, loop="for i, module in model.named_children()"), "model(x).detach()",
        *(hooked(f"found[{of}") for of in ("module] = output", "i] = inputs", "i] = output.shape"))],
    "the model has other hooks now: remove": [hooked(KEEP, end) for end in
        ("pass", "handles.clear()", "module._forward_hooks.clear()", "handle.remove")],
    "but have a record for gradients": [*(hooked(f"found[i] = output{of}") for of in ("", ".clone()")),
        "found = {}\nfor i, module in enumerate(model):\n    found[i] = x = module(x)\nreturn found"],
    "the model's mode, or what learns in it": [hooked(KEEP).replace("return", "model.train()\nreturn"),
        "for p in model.parameters():\n    p.requires_grad = False\n" + hooked("found[i] = output")],
    "The result is right, but your function changes":
        hooked(KEEP).replace("return", "model.train()(x)\nmodel.eval()\nreturn"),
}

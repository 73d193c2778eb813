# Each call of `keep` makes a hook that remembers its own place. The handles are removed in any
# case, so that the model is left as it was.
def outputs(model, x):
    found = {}

    def keep(place):
        def hook(module, inputs, output):
            found[place] = output.detach()

        return hook

    handles = [module.register_forward_hook(keep(place)) for place, module in enumerate(model)]
    try:
        model(x)
    finally:
        for handle in handles:
            handle.remove()
    return found

# The two shares sum to 1, so a value that no longer changes is approached and then kept. A
# batch counts 1 − momentum times as much as the one after it.


def update_running(running, batch_value, momentum):
    return (1 - momentum) * running + momentum * batch_value

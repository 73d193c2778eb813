"""The tested module behind the course Character by Character. Lessons import these:

    data          names, their characters as numbers, contexts, splits
    names         lists of names as people have them: read, mended, split
    layers        the layers of a network, with their gradients by hand
    train         training, exact evaluation
    many          many models of one architecture trained at once
    sample        names drawn from a model
    diagnostics   what goes on inside a network, as plain numbers
    plots         the course's figures; plots.diagrams draws networks and calculations
    checkpoints   numbers that the course claims, compared with those that came out
    exercises     check("NAME", function): checks/NAME.py there, notebooks/solutions/NAME.py
    counting      the strong counting model that a network has to beat, and what it can teach one
    clinic        programs with one fault planted, and instruments to find it
    tune          a network as a recipe, and the search for a good one: the lesson on tuning alone
    share         a trained model in a file, and as a page of its own
    audit         a report of one's own work, and what the rules of the course say to it

Behind them, for whoever wants to know how:

    engine        what a training step runs on: steps.py; the progress line
    inputs        what is asked of arguments, and what is said if they do not fit

No imports go in a circle: arrays ← layers ← steps ← train ← many, and tune on top. A new layer,
such as an activation, is one class in layers.py: see ReLU there.
"""

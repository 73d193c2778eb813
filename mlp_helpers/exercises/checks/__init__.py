"""One file for each exercise: the cases it is tried on, and the mistakes that it names."""

import pkgutil

EXERCISES = sorted(module.name for module in pkgutil.iter_modules(__path__))

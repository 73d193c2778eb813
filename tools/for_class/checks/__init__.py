"""The checks of the exercises, packed together with the solutions that they compare with.

This copy of the course was made for a class, whose members write the solutions themselves.
"""

import io
import pkgutil
import zipfile
from pathlib import Path

from mlp_helpers.exercises import slips

PACKED = Path(__file__).with_name("packed")
__path__.append(str(PACKED / "checks"))  # Python imports from a packed file, too
EXERCISES = sorted(module.name for module in pkgutil.iter_modules(__path__))
# Read at once: on Windows nobody could put a later file in the place of one that is open.
slips.SOLUTIONS = zipfile.Path(zipfile.ZipFile(io.BytesIO(PACKED.read_bytes())), "solutions/")

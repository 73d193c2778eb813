"""Write a page that invents names with a saved network.

python -m mlp_helpers.share model.pt --title "Towns that are not" --names towns.txt --out names.html
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mlp_helpers.data import load_names
from mlp_helpers.share.page import page
from mlp_helpers.share.saving import load_model


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page that the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m mlp_helpers.share", description=__doc__)
    parser.add_argument("model", type=Path, help="a file that save_model wrote")
    parser.add_argument("--title", default="Names that are not", help="what stands above it")
    parser.add_argument("--out", type=Path, default=Path("names.html"), help="the page")
    parser.add_argument("--names", type=Path, help="the list, so that it says which names are new")
    options = parser.parse_args(arguments)
    try:
        names = load_names(options.names) if options.names else ()
        whole = page(load_model(options.model), title=options.title, names=names)
        written = options.out.write_text(whole, encoding="utf-8")
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.out}: {written:,} characters. Open it in a browser, or send it to somebody.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Exercise `shrink`: leave out of a list what a mistake does not need to show."""

from dataclasses import dataclass
from typing import Any

from mlp_helpers.exercises.slips import exercise


@dataclass(frozen=True)
class Shows:
    """A test of a list, which a hint tells by its text."""

    text: str

    def __call__(self, part: list[Any]) -> bool:
        return bool(eval(f"lambda part: {self.text}")(part))

    def __repr__(self) -> str:
        return f"lambda part: {self.text}"


LEFT, TEST = "kept = rest", "if fails(rest)"
BOTH, TWICE = Shows("'a' in part and 'e' in part"), Shows("part.count('a') >= 2")
EITHER, LARGE = Shows("'a' in part or 'e' in part"), Shows("sum(part) >= 10")
LETTERS, TWO_OF = ["b", "a", "c", "d", "e", "f"], "len(part) >= 2"
ALONE = "[x for i, x in enumerate(items) if not fails(items[:i] + items[i + 1 :])]"

EXERCISE = exercise(
    "shrink",
    cases=[
        (["anna", "zoë", "li"], Shows("any(c > 'z' for name in part for c in name)")),
        *((LETTERS, shows) for shows in (BOTH, EITHER, Shows(TWO_OF), Shows("'f' in part"))),
        (["a", "b", "a", "c", "a", "a"], TWICE), ([5, 1, 7, 2, 2, 9, 1], LARGE),
        (["e", "e", "b", "a"], BOTH), ([3, 4], Shows("len(part) > 0")), ([2], Shows("2 in part")),
        # Which of two equal items goes is a matter of their places here.
        (["b", "a", "c", "e", "a"], Shows("'ae' in ''.join(x for x in part if x in 'ae')")),
    ],
    mistakes={
        "Each item was tried alone, against the whole list; try it against what is left by now.":
            ALONE,
        "After an item is left out the next one has moved to its place, and was passed over.":
            ("        else:\n            i += 1", "        i += 1"),
        "Items that the mistake needs were left out, and others kept: it is the other way round.":
            [(TEST, "if not fails(rest)"), ALONE.replace("if not", "if")],
        "All equal items go together here; leave out one place at a time.":
            [("kept[:i] + kept[i + 1 :]", "[x for x in kept if x != kept[i]]")],
        "It goes through the items from the last to the first.":
            ["right(items[::-1], lambda part: fails(part[::-1]))[::-1]"],
        "It stops at the first item that is needed; go on behind it.": ("i += 1", "break"),
        "It only cuts at the end; items in front and in the middle can be left out, too.":
            "next(items[:n] for n in range(len(items) + 1) if fails(items[:n]))",
        "It looks for single items with which the mistake shows; it may need several together.":
            ["[x for x in items if fails([x])]", "next(([x] for x in items if fails([x])), items)"],
        "The last item is never tried.": ("i < len(kept)", "i < len(kept) - 1"),
        "It leaves out one item only, and stops.": (LEFT, "return rest"),
    },
)  # fmt: skip

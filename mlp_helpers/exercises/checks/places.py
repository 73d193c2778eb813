"""Exercise `places`: in how many different places a character follows a history."""

from mlp_helpers.exercises.slips import exercise

PAIR, FIRST = "(text[i - 1], text[i + len(history)])", "range(1, len(text) - len(history))"
NEW = "seen = set()"

EXERCISE = exercise(
    "places",
    cases=[
        (["emma", "emmy", "gemma", "mma", "tommy"], "mm"),
        (["anna", "hannah", "joanna", "ann", "johann", "anya"], "nn"),
        (["ana", "banana", "ada", "dana", "a"], "a"),
        (["aaa", "aaaa", "baab"], "aa"),
        (["eve", "steven", "ella"], "q"),
        (["mia", "lia", "amia", "mila", "emilia"], "ia"),
    ],
    mistakes={
        "This counts how often each character follows; count each place (the character before) "
        "once.":
            (NEW, "seen = []", "seen.add", "seen.append"),
        "At the beginning of a name the place is the boundary, which counts like any other.":
            [(FIRST, "range(2, len(text) - len(history))"), (NEW, NEW, "in seen:",
             "in {pair for pair in seen if pair[0] != '.'}:")],
        "The places were counted over all characters together; each has places of its own.":
            [(PAIR, "(text[i - 1], 0)"),
             "dict.fromkeys(right(names, history), max([0, *right(names, history).values()]))"],
        "This says in which names a character follows, and not in which places (the character "
        "before).":
            (PAIR, "(name, text[i + len(history)])"),
        "Names begin and end with a boundary, '.', and the loop has to reach the last one, too.":
            [('f".{name}."', "name"), ('f".{name}."', 'f".{name}"')],
        "Only the first time that a name has the history is looked at; it may have it again.":
            ("len(history)]))", "len(history)]))\n                break"),
        "Each character counts once here, whatever the number of places.":
            ["dict.fromkeys(right(names, history), 1)", ("found.get(character, 0) + 1", "1")],
        "Place and character are exchanged: count for each character that comes *after*.":
            ("for _, character in seen", "for character, _ in seen"),
        "The place is one character, the one just before the history, and not all that is before.":
            (PAIR, "(text[:i], text[i + len(history)])"),
        "These are the places themselves; say how many there are.":
            [('found.get(character, 0) + 1', 'found.get(character, "") + _')],
        "Give a dictionary, the number of places for each character.":
            ["sum(right(names, history).values())", "set(right(names, history))",
             "list(right(names, history).items())"],
    },
)  # fmt: skip

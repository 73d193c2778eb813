"""Exercise `ngram`: the smoothed probability of a character after a context of any length."""

from mlp_helpers.exercises.slips import exercise, raised

TEXT, HIT = '"." * length + name + "."', "pair_count += text[i + length] == following"
PAIR, BOTH = "pair_count + extra", "context_count + 27 * extra"
TEXTS = "for t in ['.' * len(context) + name + '.' for name in names]"
PLACES = f"{TEXTS} for i in range(len(t) - len(context))"
FOLLOWS, STANDS = "t[i + len(context)] == following", "t.startswith(context, i)"
FOLLOWERS = f"{{t[i + len(context)] {PLACES} if {STANDS}}}"


def counted(pair, context, where):
    """The smoothed share of two sums over the same places, as an expression."""
    return f"(sum(({pair}) {where}) + extra) / (sum(({context}) {where}) + 27 * extra)"


EXERCISE = exercise(
    "ngram",
    cases=[
        *((["emma", "emil"], ".e", "m", 0.5), (["aaaa", "aab", "baaa"], "aa", "a", 0.25)),
        *((["emma", "ava", "zoe"], "zqx", "a", 0.1), (["ava", "al", "bo"], ".", "a", 1.0)),
        *((["kai", "kim", "lena", "kai"], "...", "k", 0.5), (["lea", "lena"], "le", "z", 0.5)),
        *((["anna", "ella", "la", "lara"], "la", ".", 0.2), (["emma", "ada"], "a.", ".", 0.5)),
        *((["anneliese", "lisa", "elise"], "e", "l", 0.3), (["ba", "ab", "aba"], "a", "b", 0.4)),
        *((["gemma", "emma", "emmaline"], "emma", ".", 0.6), (["banana", "ana"], "an", "a", 0.75)),
        *((["anna", "joanne", "finn"], "ann", "a", 0.05), (["jo", "joanna"], "..j", "o", 0.5)),
        *((["ella", "stella"], "tella", ".", 0.01), (["bo", "abo", "abode"], "..ab", "o", 0.2)),
    ],
    mistakes={
        "The context's count is to grow by extra for each of the 27 characters: + 27 * extra.":
            [(BOTH, f"context_count + {more}") for more in
             ("extra", "26 * extra", "27", "27 + extra", "27**length * extra")],
        "Brackets are missing above the line: (pair's count + extra) / (…).":
            (f"({PAIR}) / ", f"{PAIR} / "),
        "Below the line the counts are not smoothed: + 27 * extra.": (BOTH, "context_count or 1"),
        "A context that never occurs gives 1/27: extra is added to each count there, too.":
            ("return ", "return 0 if context_count == 0 else "),
        "extra belongs to every count, not only to those that are 0.":
            [(PAIR, "pair_count or extra"), (f"({PAIR}) / ({BOTH})",
             f"pair_count / context_count if pair_count else extra / ({BOTH})")],
        "The share of `following` is taken over all places; count it after the context only.":
            [counted(FOLLOWS, STANDS, PLACES), counted(FOLLOWS, "1", PLACES)],
        "Below the line stands another count than that of the places with this context.":
            [counted(f"{FOLLOWS} and {STANDS}", "1", PLACES), (BOTH, "len(names) + 27 * extra")],
        "The names' probabilities are averaged; count in all names, and divide once.":
            "sum(right([n], context, following, extra) for n in names) / len(names)",
        "A character that follows several times counts each time.":
            f"((following in {FOLLOWERS}) + extra) / (len({FOLLOWERS}) + 27 * extra)",
        "This is how likely the context is, given what follows: divide by the context's count.":
            counted(f"{FOLLOWS} and {STANDS}", FOLLOWS, PLACES),
        "A name needs len(context) boundaries before it, and the loop begins at the first of them.":
            [(TEXT, f"{dots} + name + '.'")
             for dots in ("'.'", "'...'", "'.' * (length - 1)", "'.' * (length + 1)")],
        "No boundary stands before the names; it takes as many as the context has characters.":
            (TEXT, 'name + "."'),
        "The boundary after each name is missing, or the loop ends one place too early.":
            (TEXT, '"." * length + name'),
        "There are no boundaries around the names.": (TEXT, "name"),
        "One boundary stands after each name, not several.":
            (TEXT, '"." * length + name + "." * length'),
        "str.count finds only contexts that do not overlap: go through the places i one by one.":
            [counted("t.count(context + following)", f"t{cut}.count(context)", TEXTS)
             for cut in ("", "[:-1]")],
        "For a regular expression a dot means any character: re.escape(context) makes it a dot.":
            counted(FOLLOWS, "all(a in ('.', b) for a, b in zip(context, t[i:i + len(context)]))",
                    PLACES),
        "A context that stands at several places of a name counts at each of them.":
            [(HIT, HIT + "\n                break"), *(counted("context + following in t",
             f"context in t{cut}", TEXTS) for cut in ("", "[:-1]"))],
        "Nothing follows the last '.' of a name: a context that ends there does not count.":
            counted("t.startswith(context + following, i)", STANDS,
                    f"{TEXTS} for i in range(len(t))"),
        "The names were joined to one text; each has its own beginning and end.":
            [("in names", f"in [{joined}]") for joined in
             ("'.'.join(names)", "''.join(names)", "('.' * len(context)).join(names)")]
            + [("in names", "in [''.join('.' * len(context) + n + '.' for n in names)]",
                TEXT, "name")],
        "A name that stands twice in the list counts twice.": ("in names", "in set(names)"),
        "Only a part of the context is compared, or its length is fixed: take len(context).":
            [("len(context)", n) for n in ("1", "2", "3")]
            + [f"right(names, context[-{n}:], following, extra)" for n in (1, 2, 3, 4)]
            + [("text[i : i + length] == context", "text[i] == context[0]")],
        "This is the logarithm; return the probability.":
            [f"{sign}math.log(right(names, context, following, extra))" for sign in ("", "-")],
        "The order is reversed: `following` comes after the context, not before it.":
            [("text[i + length]", "text[i - 1]"), ("== context", "== context[::-1]"),
             "right([n[::-1] for n in names], context, following, extra)"],
        "Another character is looked at than the one that follows, text[i + len(context)].":
            [("text[i + length]", f"text[i + {place}]") for place in ("length - 1", "1")],
        "The vocabulary has 27 characters, however many occur in these names.":
            [("27 * e", f"{n} * e") for n in
             ("len(set(''.join(names)))", "len(set(''.join(names) + '.'))", "len(names)", "28")],
        "Only the first, or the last, name was counted: the return may stand inside the loop.":
            [("in names", f"in names[{part}]") for part in (":1", "-1:")],
        "No context is found: compare a slice as long as the context, text[i : i + len(context)].":
            "1 / 27",
    },
    symptoms={
        "Below the line stands 0: it is to be the context's count + 27 * extra, all in brackets.":
            raised("ZeroDivisionError"),
    },
)  # fmt: skip

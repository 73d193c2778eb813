"""Exercise `floor`: the lowest loss that a model can reach on given examples."""

from mlp_helpers.exercises.compare import Raised
from mlp_helpers.exercises.slips import exercise

GROUPS = "[[e for e in examples if e[0] == context] for context in {c for c, _ in examples}]"

EXERCISE = exercise(
    "floor",
    cases=[
        ([("...", "e"), ("..e", "m"), ("...", "o"), ("..o", "l")],),
        ([("a", "b"), ("a", "b"), ("a", "c"), ("b", "a"), ("c", "a"), ("c", "b")],),
        ([("x", "y"), ("x", "y"), ("z", "y")],),
        ([("a", following) for following in "bcdef"],),
        ([("a", "b"), ("a", "c"), ("a", "d"), ("b", "a"), ("a", "b")] * 200,),
    ],
    mistakes={
        "Every context was given the same weight; one that occurs often counts often.":
            f"sum(right(group) for group in {GROUPS}) / len({GROUPS})",
        "Each context's average loss was added once; weight it by how often the context occurs.":
            f"sum(right(group) for group in {GROUPS}) / len(examples)",
        "The contexts' average losses were added up; take the mean over all examples.":
            f"sum(right(group) for group in {GROUPS})",
        "Each different pair was counted once; a pair that occurs often counts often.":
            [("following in examples", "following in set(examples)"), "right(list(set(examples)))"],
        "Each different pair's loss was added once, but divided by all examples; a pair that "
        "occurs often counts often.":
            ("following in examples", "following in set(examples)",
             "len(losses)", "len(examples)"),
        "This is the floor for whole pairs; the context is given, so compare each pair with how "
        "often its context occurs, not with all examples.":
            ("context_counts[context]", "len(examples)"),
        "The contexts were ignored: this is the floor for a model that reads nothing.":
            "right([('', following) for _, following in examples])",
        "A context that is followed n times by the same character costs nothing: use how often "
        "each continuation occurs, not only how often the context does.":
            ("pair_counts[context, following] / ", "1 / "),
        "You gave every continuation of a context the same probability; one that occurs often "
        "deserves a larger share.":
            ("pair_counts[context, following] / context_counts[context]",
             "1 / len({f for c, f in examples if c == context})"),
        "You scored the most frequent continuation of each context only; every example has its own "
        "loss.":
            ("pair_counts[context, following] /",
             "max(n for (c, _), n in pair_counts.items() if c == context) /"),
        "The context's count is of different pairs here; count it in all examples.":
            ("_ in examples", "_ in set(examples)"),
        "This is how likely the context is before the character, not the reverse: divide by how "
        "often the context occurs.":
            ("context for context, _ in examples", "following for _, following in examples",
             "context_counts[context]", "context_counts[following]"),
        "The character's share is counted over all contexts; count it after this context only.":
            ("pair_counts[context, following]", "Counter(f for _, f in examples)[following]"),
        "Counts were smoothed; the lowest loss on exactly these examples comes from plain shares.":
            [("pair_counts[context, following] / context_counts[context]",
              f"(pair_counts[context, following] + {a}) / (context_counts[context] + {b})")
             for a, b in [(1, 27), (1, 1), (1, 26), (0.1, 2.7), (0, 1), (1, 0)]]
            + [("pair_counts[context, following] / context_counts[context]",
                "(pair_counts[context, following] + 1) / (context_counts[context] + len("
                "{f for _, f in examples}))")],
        "The sign is missing: a loss is positive.":
            ("-math", "math"),
        "This is the sum over the examples; divide by how many there are.":
            (" / len(losses)", ""),
        "You divided by the number of different contexts or pairs; divide by that of all examples.":
            [("len(losses)", "len(context_counts)"), ("len(losses)", "len(pair_counts)")],
        "You took the logarithm to base 2 (bits); use the natural one (nats).":
            ("math.log(", "math.log2("),
        "You took the logarithm to base 10; use the natural one, math.log.":
            ("math.log(", "math.log10("),
        "The logarithm is missing: an example costs minus the logarithm of its share.":
            [("-math.log(share)", "share"), ("-math.log(share)", "-share"),
             ("-math.log(share)", "1 - share")],
        "The mean was taken before the logarithm; take the logarithm of each share first.":
            ("-math.log(share)", "share", "sum(losses) / len(losses)",
             "-math.log(sum(losses) / len(losses))"),
        "Each loss is multiplied by its share once too often: an example counts once.":
            ("-math.log(share)", "-share * math.log(share)"),
        "Only the first or the last example was scored; the sum runs over all.":
            [("sum(losses) / len(losses)", f"losses[{i}]") for i in (0, -1)],
        "Examples that are sure to be predicted were left out; they cost 0, but count in the mean.":
            ("        losses.append", "        if share < 1:\n            losses.append"),
    },
    symptoms={
        "This takes the logarithm of 0: a product of hundreds of shares rounds to 0. Take the "
        "logarithm of each share, and add these.":
            lambda result, *case: "math domain" in result.message if isinstance(result, Raised)
            else result == float("inf"),
    },
)  # fmt: skip

"""Exercise `floor`: the lowest loss that a model can reach on given examples."""

from mlp_helpers.exercises.slips import exercise

GROUPS = "[[e for e in examples if e[0] == context] for context in {c for c, _ in examples}]"

EXERCISE = exercise(
    "floor",
    cases=[
        ([("...", "e"), ("..e", "m"), ("...", "o"), ("..o", "l")],),
        ([("a", "b"), ("a", "b"), ("a", "c"), ("b", "a"), ("c", "a"), ("c", "b")],),
        *(([("x", "y"), ("x", "y"), ("z", "y")],), ([("a", following) for following in "bcdef"],)),
        ([("a", "b"), ("a", "c"), ("a", "d"), ("b", "a"), ("a", "b")] * 200,),
    ],
    mistakes={
        "Each context's average loss counts once here; all examples count alike: divide by them.":
            [f"sum(right(group) for group in {GROUPS}){by}" for by in
             (f" / len({GROUPS})", " / len(examples)", "")],
        "Each different pair was counted once; a pair that occurs often counts often.":
            [("in examples:", "in set(examples):"), "right(list(set(examples)))",
             ("in examples:", "in set(examples):", "len(losses)", "len(examples)")],
        "Divide by how often the context occurs.": ("context_counts[context]", "len(examples)"),
        "The contexts were ignored: this is the floor for a model that reads nothing.":
            "right([('', following) for _, following in examples])",
        "Count how often the continuation occurs.": ("pair_counts[context, following] / ", "1 / "),
        "All continuations of a context are equal here; a frequent one has a larger share.":
            ("= pair_counts[context, following] / context_counts[context]",
             "= 1 / len({f for c, f in examples if c == context})"),
        "You scored the most frequent continuation of a context; every example has its own loss.":
            ("pair_counts[context, following] /",
             "max(n for (c, _), n in pair_counts.items() if c == context) /"),
        "A context's count is that of all its examples.": ("_ in examples", "_ in set(examples)"),
        "Divide by how often the context occurs, not the character that follows it.":
            ("context for context, _ in examples", "following for _, following in examples",
             "context_counts[context]", "context_counts[following]"),
        "The character's share is counted over all contexts; count it after this context only.":
            ("pair_counts[context, following]", "Counter(f for _, f in examples)[following]"),
        "Counts were smoothed; the lowest loss on these examples comes from plain shares.":
            [("= pair", "= (pair", "/ context_counts[context]",
             f"+ {a}) / (context_counts[context] + {b})") for a, b in
             [(1, 27), (1, 1), (0, 1), (1, 0), (0.1, 2.7), (1, "len({f for _, f in examples})")]],
        "This is the sum; divide by the number of examples.": (" / len(losses)", ""),
        "You divided by the number of different contexts or pairs; divide by all examples.":
            [("len(losses)", f"len({which}_counts)") for which in ("context", "pair")],
        "This logarithm has base 10; use the natural one.": ("math.log(", "math.log10("),
        "The logarithm of the share is missing.": [("-math.log(", "("), ("-math.log(", "1 - (")],
        "The mean was taken before the logarithm; take the logarithm of each share first.":
            ("-math.log(", "(", "return ", "return -math.log(", "len(losses)", "len(losses))"),
        "Each loss is multiplied by its share here.": ("-math", "-share * math"),
        "Only the last example was scored.": ("sum(losses) / len(losses)", "losses[-1]"),
    },
    symptoms={"A product of hundreds of shares rounds to 0: take each logarithm, and add these.":
              lambda result, *case: result == float("inf") or result.out_of_domain},
)  # fmt: skip

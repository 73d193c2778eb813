# Only places where a character follows are counted, so no context ends at the last boundary.
# Going on by one place finds contexts that overlap, too. Each of the 27 characters gets extra:
# below the line stands 27 times as much, so that the 27 probabilities sum to 1.


def ngram_probability(names, context, following, extra):
    length = len(context)
    context_count = pair_count = 0
    for name in names:
        text = "." * length + name + "."
        for i in range(len(text) - length):
            if text[i : i + length] == context:
                context_count += 1
                pair_count += text[i + length] == following
    return (pair_count + extra) / (context_count + 27 * extra)

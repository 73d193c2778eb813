"""Wrong answers to `ngram`, under words of the hint that they get."""

COUNTED = """
counts = Counter()
for name in names:
    text = BEGIN + name + "."
    for i in range(len(text) - len(context)):
        counts[text[i : i + len(context)], text[i + len(context)]] += 1
of_context = sum(n for (c, _), n in counts.items() if c == context)
"""
ALL_DOTS = COUNTED.replace("BEGIN", '"." * len(context)')

WRONG = {
    "A name needs len(context) boundaries before it": COUNTED.replace("BEGIN", '"."')
    + "return (counts[context, following] + extra) / (of_context + 27 * extra)",
    "Below the line stands 0: it is to be the context's":
        ALL_DOTS + "return counts[context, following] / of_context + extra",
    "Below the line stands another count than that of":
        ALL_DOTS + "return (counts[context, following] + extra) / (counts.total() + 27 * extra)",
    "The context's count is to grow by extra for each":
        ALL_DOTS + "return (counts[context, following] + extra) / (of_context + extra)",
    "str.count finds only contexts that do not overlap": """
texts = ["." * len(context) + name + "." for name in names]
pairs = sum(text.count(context + following) for text in texts)
return (pairs + extra) / (sum(text.count(context) for text in texts) + 27 * extra)
""",
    "The names were joined to one text; each has its own": """
pairs = contexts = 0
window = "." * len(context)
for character in ".".join(names) + ".":
    contexts += window == context
    pairs += window == context and character == following
    window = window[1:] + character
return (pairs + extra) / (contexts + 27 * extra)
""",
    "A context that stands at several places of a name": """
texts = ["." * len(context) + name + "." for name in names]
pairs = sum(context + following in text for text in texts)
return (pairs + extra) / (sum(context in text[:-1] for text in texts) + 27 * extra)
""",
    "Brackets are missing above the line": """
both = seen = 0
for name in names:
    text = "." * len(context) + name + "."
    for start in range(len(name) + 1):
        if text[start:].startswith(context):
            seen += 1
            both += text[start + len(context)] == following
return both + extra / (seen + 27 * extra)
""",
    "Only a part of the context is compared, or its": """
together = seen = 0
short = context[-2:]
for name in names:
    text = "." * len(short) + name + "."
    for end in range(len(short), len(text)):
        if text[end - len(short) : end] == short:
            seen += 1
            together += text[end] == following
return (together + extra) / (seen + 27 * extra)
""",
}

"""Wrong answers to `count`, under words of the hint that they get."""

WRONG = {
    "Some depth of lists is not reached; a function": """
tensors = {id(part): part for part in parts if not isinstance(part, list)}
return sum(tensor.numel() for tensor in tensors.values())
""",
    "A list was taken for a tensor; a function that": """
tensors = []
for part in parts:
    tensors += part if isinstance(part, list) else [part]
return sum(tensor.numel() for tensor in set(tensors))
""",
    "This is how many tensors there are; count the": """
def ids(x):
    if isinstance(x, torch.Tensor):
        return {id(x)}
    return set().union(*[ids(y) for y in x])
return len(ids(parts))
""",
    "The result is right, but your function changes": """
tensors = {}
while parts:
    part = parts.pop()
    if isinstance(part, list):
        parts.extend(part)
    else:
        tensors[id(part)] = part.numel()
return sum(tensors.values())
""",
    "Some parts of a list were not looked at: does a": """
def collect(items, found):
    for item in items:
        if isinstance(item, list):
            return collect(item, found)
        found[id(item)] = item.numel()
    return found

return sum(collect(parts, {}).values())
""",
}

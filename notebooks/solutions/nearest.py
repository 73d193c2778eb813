# Divided by their lengths, all embeddings have length 1, and the cosine is their dot product.
# The row itself goes out after sorting, so that the other rows keep their numbers.


def nearest(table, row, k):
    directions = table / table.norm(dim=1, keepdim=True)
    cosines = directions @ directions[row]
    order = cosines.argsort(descending=True).tolist()
    order.remove(row)
    return order[:k]

# Two loops visit each pair once, and never a row with itself, whose distance of 0 would pull
# the mean down. The distance is the length of the difference of two embeddings.


def mean_distance(table, rows):
    distances = []
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            distances.append((table[rows[i]] - table[rows[j]]).norm())
    return sum(distances) / len(distances)

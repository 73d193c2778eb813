import statistics

# What the winner of a seed is worth, the other seeds tell: they had no part in choosing it.


def flattery(losses):
    differences = []
    for seed in range(len(losses[0])):
        winner = min(losses, key=lambda setting: setting[seed])
        others = winner[:seed] + winner[seed + 1 :]
        differences.append(statistics.mean(others) - winner[seed])
    return statistics.mean(differences)

"""Wrong answers to `flattery`, under words of the hint that they get."""

WRONG = {
    "The winner's own loss is among those": """
found = []
for seed in range(len(losses[0])):
    winner = min(losses, key=lambda setting: setting[seed])
    found.append(sum(winner) / len(winner) - winner[seed])
return sum(found) / len(found)
""",
    "Each seed has a winner of its own": """
winner = min(losses, key=sum)
found = []
for seed, loss in enumerate(winner):
    others = winner[:seed] + winner[seed + 1:]
    found.append(sum(others) / len(others) - loss)
return sum(found) / len(found)
""",
    "The sign is turned round": """
found = []
for seed in range(len(losses[0])):
    winner = sorted(losses, key=lambda setting: setting[seed])[0]
    rest = [loss for place, loss in enumerate(winner) if place != seed]
    found.append(winner[seed] - sum(rest) / len(rest))
return sum(found) / len(found)
""",
    "Compare the winner with itself under other seeds": """
found = []
for seed in range(len(losses[0])):
    column = [setting[seed] for setting in losses]
    found.append(sum(column) / len(column) - min(column))
return sum(found) / len(found)
""",
}

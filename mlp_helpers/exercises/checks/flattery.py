"""Exercise `flattery`: how much lower the winner of a seed looks than it is with other seeds."""

from mlp_helpers.exercises.slips import exercise

WINNER, OTHERS = "lambda setting: setting[seed]", "winner[:seed] + winner[seed + 1 :]"
DIFFERENCE, LAST = "statistics.mean(others) - winner[seed]", "return statistics.mean(differences)"
AT_THIS_SEED = "[setting[seed] for setting in losses if setting is not winner]"

EXERCISE = exercise(
    "flattery",
    cases=[
        ([[2.0, 2.4, 2.5], [2.2, 2.1, 2.3]],),
        ([[2.5, 2.1], [2.3, 2.4], [2.2, 2.6]],),
        ([[2.31, 2.05, 2.22, 2.4], [2.2, 2.3, 2.1, 2.15], [2.7, 2.6, 2.5, 2.01]],),
        ([[3.0, 1.5, 2.0], [2.5, 2.6, 2.7], [2.4, 2.9, 2.3], [2.45, 2.2, 2.8]],),
    ],
    mistakes={
        "The winner's own loss is among those that it is compared with; take the other seeds only.":
            [(OTHERS, "winner")],
        "The sign is turned round: a winner that looks better than it is gives a number above 0.":
            (DIFFERENCE, "winner[seed] - statistics.mean(others)"),
        "Each seed has a winner of its own, the setting with the lowest loss under that seed.":
            [(WINNER, "lambda setting: statistics.mean(setting)"), (WINNER, "min"),
             (WINNER, "lambda setting: setting[0]")],
        "A loss is better when it is lower: the winner is the setting with the lowest.":
            ("min(losses", "max(losses"),
        "Compare the winner with itself under other seeds, not with the other settings.":
            [(OTHERS, AT_THIS_SEED + " or [winner[seed]]"),
             (OTHERS, "[loss for setting in losses if setting is not winner for loss in setting]"
              " or [winner[seed]]"), (OTHERS, "[setting[seed] for setting in losses]")],
        "This is the winner of one seed only; do it for each seed, and take the mean.":
            [(LAST, "return differences[min(range(len(differences)), "
              "key=lambda s: min(setting[s] for setting in losses))]"),
             (LAST, "return max(differences)"), (LAST, "return differences[0]")],
        "Take the mean of the other seeds' losses, not the best or the worst of them.":
            [("statistics.mean(others)", f"{of}(others)") for of in ("min", "max")],
        "The winner is a setting, for each seed; this picks a seed, for each setting.":
            "statistics.mean((sum(s) - min(s)) / (len(s) - 1) - min(s) for s in losses)",
        "The differences were added up; return their mean over the seeds.":
            (LAST, "return sum(differences)"),
        "These are the differences, one for each seed; return their mean.":
            (LAST, "return differences"),
        "Before the mean the sign must stay: a seed can also make its winner look worse.":
            [("append(statistics.mean(others) - winner[seed])",
              "append(abs(statistics.mean(others) - winner[seed]))"),
             ("append(statistics.mean(others) - winner[seed])",
              "append(max(0, statistics.mean(others) - winner[seed]))")],
        "For each seed, look through the settings (losses[…][seed]), not the other way round.":
            "right([list(column) for column in zip(*losses)]) if len(losses) > 1 else 0.0",
    },
)  # fmt: skip

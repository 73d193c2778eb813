"""Exercise `alarms`: the share of alarms among the sick, and among the sound."""

from mlp_helpers.exercises.slips import exercise

T, F = True, False
GROUP, ALARMS = "len(group)", "zip(alarms, sick, strict=True)"
RETURN = "return share(of_sick), share(of_sound)"

EXERCISE = exercise(
    "alarms",
    cases=[
        ([T, F, T, F], [T, T, F, F]), ([T, T, T, F, F, T, F], [T, T, T, T, F, F, F]),
        ([T, F, F, F, T], [T, T, T, F, F]), ([T, T, F], [T, T, T]), ([F, T, F, F], [F, F, F, F]),
        ([F, F, F], [T, F, F]), ([T, T, T, T, F], [T, F, F, F, F]), ([], []), ([T], [T]),
    ],
    mistakes={
        "The shares are of all patients here; each belongs to its group, the sick or the sound.":
            [(GROUP, "len(alarms)")],
        "The shares are of all alarms here: of the sick, how many had an alarm?":
            [(GROUP, "sum(alarms)"), (GROUP, "max(sum(alarms), 1)"),
             ("len(group) if group", "sum(alarms) if any(alarms)")],
        "The second share is of those sound patients that were quiet; false alarms are asked for.":
            [("[alarm for alarm, ill in zip(alarms, sick, strict=True) if not ill]",
              "[not alarm for alarm, ill in zip(alarms, sick, strict=True) if not ill]")],
        "The first share is of those sick patients that were overlooked; count those found.":
            [("[alarm for alarm, ill in zip(alarms, sick, strict=True) if ill]",
              "[not alarm for alarm, ill in zip(alarms, sick, strict=True) if ill]")],
        "The two shares are exchanged: the sick come first.":
            [(RETURN, "return share(of_sound), share(of_sick)")],
        "These are numbers of patients; return shares of each group.":
            [("sum(group) / len(group)", "sum(group)"),
             ("sum(group) / len(group) if group else None", "sum(group)")],
        "Where a group has no patients, its share is None, and not 0.": ("else None", "else 0.0"),
        "Where one group has no patients, the other one still has a share.":
            (RETURN, "return (share(of_sick), share(of_sound)) if of_sick and of_sound else None"),
        "This is the share of right answers; return one share for the sick and one for the sound.":
            "sum(a == s for a, s in zip(alarms, sick)) / len(sick) if sick else None",
    },
    symptoms={
        "You divide by 0: where there are no sick, or no sound patients, return None for them.":
            lambda got, *case: got.kind == "ZeroDivisionError",
    },
)  # fmt: skip

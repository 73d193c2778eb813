# Each share has its own group in the denominator: the sick for the first, the sound for the
# second. A group of none has no share.


def alarm_rates(alarms, sick):
    def share(group):
        return sum(group) / len(group) if group else None

    of_sick = [alarm for alarm, ill in zip(alarms, sick, strict=True) if ill]
    of_sound = [alarm for alarm, ill in zip(alarms, sick, strict=True) if not ill]
    return share(of_sick), share(of_sound)

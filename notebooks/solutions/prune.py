# Losses at other looks say nothing here, because nearly every trial gets better with time. A
# trial pruned before this look has no loss at it; if that leaves none, there is no reason to
# stop.
import statistics


def prune(earlier, so_far):
    look = len(so_far)
    reached = [losses[look - 1] for losses in earlier if len(losses) >= look]
    if not reached:
        return False
    return so_far[-1] > statistics.median(reached)

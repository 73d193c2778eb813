"""Wrong answers to the exercises of notebook 04, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import math
import statistics
import zlib

import numpy as np


def hash_of_100(name):
    digit = zlib.crc32(name.encode()) % 100
    if digit < 8:
        return "train"
    if digit == 8:
        return "dev"
    return "test"


def hash_of_80_and_90(name):
    number = zlib.crc32(name.encode()) % 100
    if number < 80:
        return "train"
    return "dev" if number < 90 else "test"


def hash_exchanged(name):
    digit = zlib.crc32(name.encode()) % 10
    if digit < 8:
        return "train"
    return "test" if digit == 8 else "dev"


def hash_up_to_8(name):
    digit = zlib.crc32(name.encode()) % 10
    if digit in range(9):
        return "train"
    return "dev" if digit == 8 else "test"


def hash_up_to_6(name):
    digit = zlib.crc32(name.encode()) % 10
    if digit < 7:
        return "train"
    return "dev" if digit < 9 else "test"


def hash_of_seven_digits(name):
    digit = zlib.crc32(name.encode()) % 10
    if digit < 7:
        return "train"
    return "dev" if digit == 8 else "test"


def hash_without_test(name):
    digit = zlib.crc32(name.encode()) % 10
    if digit < 8:
        return "train"
    elif digit >= 8:
        return "dev"
    return "test"


def hash_of_the_length(name):
    digit = len(name) % 10
    return "train" if digit < 8 else "dev" if digit == 8 else "test"


def hash_of_the_first_letter(name):
    digit = ord(name[0]) % 10
    return "train" if digit < 8 else "dev" if digit == 8 else "test"


def hash_of_the_place_in_the_alphabet(name):
    digit = "abcdefghijklmnopqrstuvwxyz".index(name[0]) % 10
    return "train" if digit < 8 else "dev" if digit == 8 else "test"


def hash_of_the_first_digit(name):
    digit = int(str(zlib.crc32(name.encode()))[0])
    return "train" if digit < 8 else "dev" if digit == 8 else "test"


def hash_divided(name):
    digit = zlib.crc32(name.encode()) // 10
    return "train" if digit < 8 else "dev" if digit == 8 else "test"


def hash_without_a_remainder(name):
    checksum = zlib.crc32(name.encode())
    if checksum <= 7:
        return "train"
    return "dev" if checksum == 8 else "test"


def hash_into_validation(name):
    digit = zlib.crc32(name.encode()) % 10
    return ("train" if digit < 8 else "validation") if digit < 9 else "test"


def hash_of_python(name):
    digit = hash(name) % 10
    return "train" if digit < 8 else "dev" if digit == 8 else "test"


def hash_the_digit(name):
    return zlib.crc32(name.encode()) % 10


def hash_not_encoded(name):
    digit = zlib.crc32(name) % 10
    return "train" if digit < 8 else "dev" if digit == 8 else "test"


def hash_capitalised(name):
    digit = zlib.crc32(name.encode()) % 10
    return "Train" if digit < 8 else "Dev" if digit == 8 else "Test"


def shared_of_different_names(train, other):
    other = set(other)
    return len(other.intersection(train)) / len(other)


def shared_over_train(train, other):
    return len([name for name in other if name in train]) / len(train)


def shared_once_above_the_line(train, other):
    return len(set(train).intersection(other)) / len(other)


def shared_once_over_train(train, other):
    return len(set(train).intersection(other)) / len(train)


def shared_exchanged(train, other):
    return sum(1 for name in train if name in other) / len(train)


def shared_in_pairs(train, other):
    count = 0
    for name in other:
        for known in train:
            if name == known:
                count += 1
    return count / len(other)


def shared_over_both(train, other):
    return len(set(train) & set(other)) / len(set(train) | set(other))


def shared_within_a_text(train, other):
    text = " ".join(train)
    return sum(name in text for name in other) / len(other)


def shared_within_a_name(train, other):
    count = 0
    for name in other:
        count += any(name in known for known in train)
    return count / len(other)


def shared_at_the_same_place(train, other):
    count = 0
    for i in range(min(len(train), len(other))):
        count += train[i] == other[i]
    return count / len(other)


def shared_in_percent(train, other):
    return sum(name in train for name in other) / len(other) * 100


def shared_not(train, other):
    return sum(name not in train for name in other) / len(other)


def shared_count(train, other):
    return len([name for name in other if name in train])


def seen_mean_of_means(names, losses, train):
    seen = [sum(x) / len(x) for n, x in zip(names, losses, strict=True) if n in train]
    unseen = [sum(x) / len(x) for n, x in zip(names, losses, strict=True) if n not in train]
    return sum(seen) / len(seen), sum(unseen) / len(unseen)


def in_two_lists(names, losses, train):
    seen, unseen = [], []
    for i, name in enumerate(names):
        for loss in losses[i]:
            (seen if name in train else unseen).append(loss)
    return seen, unseen


def seen_exchanged(names, losses, train):
    seen, unseen = in_two_lists(names, losses, train)
    return sum(unseen) / len(unseen), sum(seen) / len(seen)


def seen_summed(names, losses, train):
    seen, unseen = in_two_lists(names, losses, train)
    return sum(seen), sum(unseen)


def seen_per_letter(names, losses, train):
    seen, unseen = in_two_lists(names, losses, train)
    seen_letters = sum(len(name) for name in names if name in train)
    unseen_letters = sum(len(name) for name in names if name not in train)
    return sum(seen) / seen_letters, sum(unseen) / unseen_letters


def seen_without_boundary(names, losses, train):
    return [np.mean(x) for x in in_two_lists(names, [values[:-1] for values in losses], train)]


def seen_in_a_dictionary(names, losses, train):
    by_name = {}
    for i, name in enumerate(names):
        by_name[name] = losses[i]
    return tuple(np.mean(x).item() for x in in_two_lists([*by_name], [*by_name.values()], train))


def seen_per_name(names, losses, train):
    seen, unseen = in_two_lists(names, losses, train)
    known = sum(name in train for name in names)
    return sum(seen) / known, sum(unseen) / (len(names) - known)


def seen_over_all_characters(names, losses, train):
    seen, unseen = in_two_lists(names, losses, train)
    return sum(seen) / len(seen + unseen), sum(unseen) / len(seen + unseen)


def seen_only_one_number(names, losses, train):
    seen, _ = in_two_lists(names, losses, train)
    return sum(seen) / len(seen)


def difference_turned_round(first, second):
    error = math.sqrt(np.var(first, ddof=1) / len(first) + np.var(second, ddof=1) / len(second))
    return float(np.mean(first) - np.mean(second)), error


def difference_without_sign(first, second):
    error = math.sqrt(np.var(first, ddof=1) / len(first) + np.var(second, ddof=1) / len(second))
    return abs(float(np.mean(first) - np.mean(second))), error


def difference_with_n(first, second):
    error = math.sqrt(np.var(first) / len(first) + np.var(second) / len(second))
    return float(np.mean(second) - np.mean(first)), error


def difference_of_single_runs(first, second):
    error = math.sqrt(statistics.stdev(first) ** 2 + statistics.stdev(second) ** 2)
    return float(np.mean(second) - np.mean(first)), error


def difference_errors_added(first, second):
    first_error = statistics.stdev(first) / math.sqrt(len(first))
    second_error = statistics.stdev(second) / math.sqrt(len(second))
    return float(np.mean(second) - np.mean(first)), first_error + second_error


def difference_without_root(first, second):
    error = statistics.variance(first) / len(first) + statistics.variance(second) / len(second)
    return float(np.mean(second) - np.mean(first)), error


def difference_average_spread(first, second):
    average = (statistics.variance(first) + statistics.variance(second)) / 2
    return float(np.mean(second) - np.mean(first)), math.sqrt(average)


def difference_of_deviations(first, second):
    error = math.sqrt(statistics.stdev(first) / len(first) + statistics.stdev(second) / len(second))
    return float(np.mean(second) - np.mean(first)), error


def difference_over_all_runs(first, second):
    variances = statistics.variance(first) + statistics.variance(second)
    error = math.sqrt(variances / (len(first) + len(second)))
    return float(np.mean(second) - np.mean(first)), error


def difference_by_the_first_length(first, second):
    error = math.sqrt((statistics.variance(first) + statistics.variance(second)) / len(first))
    return float(np.mean(second) - np.mean(first)), error


def difference_pooled(first, second):
    a = sum((x - np.mean(first)) ** 2 for x in first)
    b = sum((x - np.mean(second)) ** 2 for x in second)
    pooled = (a + b) / (len(first) + len(second) - 2)
    error = math.sqrt(pooled / len(first) + pooled / len(second))
    return float(np.mean(second) - np.mean(first)), error


def difference_without_error(first, second):
    return sum(second) / len(second) - sum(first) / len(first)


def difference_thrown_together(first, second):
    together = first + second
    error = statistics.stdev(together) / math.sqrt(len(together))
    return float(np.mean(second) - np.mean(first)), error


def difference_one_by_one(first, second):
    n = min(len(first), len(second))
    changes = [second[i] - first[i] for i in range(n)]
    return statistics.mean(changes), statistics.stdev(changes) / math.sqrt(n)


def parameters(context, dim, hidden):
    return 27 * dim + context * dim * hidden + hidden + hidden * 27 + 27


def hidden_unrounded(budget, context, dim):
    return (budget - 27 - 27 * dim) / (context * dim + 28)


def hidden_rounded_up(budget, context, dim):
    hidden = 0
    while parameters(context, dim, hidden) < budget:
        hidden += 1
    return hidden


def hidden_rounded(budget, context, dim):
    return round((budget - parameters(context, dim, 0)) / (context * dim + 28))


def hidden_one_too_many(budget, context, dim):
    hidden = 0
    while parameters(context, dim, hidden) <= budget:
        hidden += 1
    return hidden


def hidden_one_too_few(budget, context, dim):
    return (budget - parameters(context, dim, 0)) // (context * dim + 28) - 1


def hidden_below_the_budget(budget, context, dim):
    hidden = 0
    while parameters(context, dim, hidden + 1) < budget:
        hidden += 1
    return hidden


def search(budget, count):
    return max(hidden for hidden in range(2000) if count(hidden) <= budget)


def hidden_without_biases(budget, context, dim):
    return search(budget, lambda h: 27 * dim + context * dim * h + h * 27)


def hidden_without_hidden_bias(budget, context, dim):
    return search(budget, lambda h: 27 * dim + context * dim * h + h * 27 + 27)


def hidden_without_output_bias(budget, context, dim):
    return search(budget, lambda h: 27 * dim + context * dim * h + h + h * 27)


def hidden_without_table(budget, context, dim):
    return search(budget, lambda h: context * dim * h + h + h * 27 + 27)


def hidden_with_a_table_each(budget, context, dim):
    # Counted upwards, because not even the tables may fit: then the result is negative.
    return (budget - 27 * dim * context - 27) // (context * dim + 28)


def hidden_of_one_character(budget, context, dim):
    return search(budget, lambda h: 27 * dim + dim * h + h + h * 27 + 27)


def hidden_of_character_numbers(budget, context, dim):
    return search(budget, lambda h: 27 * dim + context * h + h + h * 27 + 27)


def hidden_to_the_power(budget, context, dim):
    return search(budget, lambda h: 27 * dim + dim**context * h + h + h * 27 + 27)


def hidden_of_three_characters(budget, context, dim):
    return search(budget, lambda h: 27 * dim + 3 * dim * h + h + h * 27 + 27)


def hidden_without_output_layer(budget, context, dim):
    return search(budget, lambda h: 27 * dim + context * dim * h + h)


def hidden_without_output_weights(budget, context, dim):
    return search(budget, lambda h: 27 * dim + context * dim * h + h + 27)


WRONG = [
    ("04_hash", hash_of_100, "% 100 gives two"),
    ("04_hash", hash_of_80_and_90, "not % 100 and the limits 80 and 90"),
    ("04_hash", hash_exchanged, "dev and test are exchanged"),
    ("04_hash", hash_up_to_8, "so dev stays empty"),
    ("04_hash", hash_up_to_6, "digit 7 is counted as dev"),
    ("04_hash", hash_of_seven_digits, "digit 7 is counted as test"),
    ("04_hash", hash_without_test, "so test stays empty"),
    ("04_hash", hash_of_the_length, "length of the name"),
    ("04_hash", hash_of_the_first_letter, "You used the first letter"),
    ("04_hash", hash_of_the_place_in_the_alphabet, "in the alphabet"),
    ("04_hash", hash_of_the_first_digit, "first digit of the checksum"),
    ("04_hash", hash_divided, "% 10 gives the last digit"),
    ("04_hash", hash_without_a_remainder, "% 10 gives the last digit"),
    ("04_hash", hash_into_validation, 'not "validation"'),
    ("04_hash", hash_of_python, "Python's own hash"),
    ("04_hash", hash_the_digit, "This is the digit"),
    ("04_hash", hash_not_encoded, "reads bytes, not text"),
    ("04_hash", hash_capitalised, "returned 'Dev'; 'dev' was expected"),
    ("04_shared", shared_of_different_names, "stands twice in `other` counts twice"),
    ("04_shared", shared_over_train, "divided by the length of `train`; the share"),
    ("04_shared", shared_once_above_the_line, "In the numerator"),
    ("04_shared", shared_once_over_train, "the division is by the length of `train`"),
    ("04_shared", shared_exchanged, "two lists are exchanged"),
    ("04_shared", shared_in_pairs, "stands twice in `train` was counted twice"),
    ("04_shared", shared_over_both, "all different names of both lists"),
    ("04_shared", shared_within_a_text, "compare whole names"),
    ("04_shared", shared_within_a_name, "compare whole names"),
    ("04_shared", shared_at_the_same_place, "at the same place only"),
    ("04_shared", shared_in_percent, "percentage"),
    ("04_shared", shared_not, "do not stand in `train`"),
    ("04_shared", shared_count, "how many entries are shared"),
    ("04_seen", seen_mean_of_means, "averaged the names' averages"),
    ("04_seen", seen_exchanged, "two numbers are exchanged"),
    ("04_seen", seen_summed, "These are sums"),
    ("04_seen", seen_per_letter, "divided by the letters"),
    ("04_seen", seen_without_boundary, "losses of the boundaries were left out"),
    ("04_seen", seen_in_a_dictionary, "a dictionary keeps it only once"),
    ("04_seen", seen_per_name, "divided by the number of names"),
    ("04_seen", seen_over_all_characters, "number of all characters"),
    ("04_seen", seen_only_one_number, "returned 2.0; (2.0, 2.5714) was expected"),
    ("04_difference", difference_turned_round, "sign is turned round"),
    ("04_difference", difference_without_sign, "sign of the difference is lost"),
    ("04_difference", difference_with_n, "variances are divided by n"),
    ("04_difference", difference_of_single_runs, "difference of two single runs"),
    ("04_difference", difference_errors_added, "two standard errors were added"),
    ("04_difference", difference_without_root, "still squared"),
    ("04_difference", difference_average_spread, "average spread of the single runs"),
    ("04_difference", difference_of_deviations, "divided the standard deviations by n"),
    ("04_difference", difference_over_all_runs, "number of all runs"),
    ("04_difference", difference_by_the_first_length, "divided by the length of `first`"),
    ("04_difference", difference_pooled, "one variance out of the two"),
    ("04_difference", difference_without_error, "difference alone"),
    ("04_difference", difference_thrown_together, "thrown together"),
    ("04_difference", difference_one_by_one, "compared one by one"),
    ("04_budget", hidden_unrounded, "not rounded"),
    ("04_budget", hidden_rounded_up, "rounded up"),
    ("04_budget", hidden_rounded, "to the nearest number"),
    ("04_budget", hidden_one_too_many, "take one less"),
    ("04_budget", hidden_one_too_few, "one unit too few"),
    ("04_budget", hidden_below_the_budget, "at most means ≤"),
    ("04_budget", hidden_without_biases, "All biases are missing"),
    ("04_budget", hidden_without_hidden_bias, "biases of the hidden layer are missing"),
    ("04_budget", hidden_without_output_bias, "biases of the output layer are missing"),
    ("04_budget", hidden_without_table, "embedding table is missing"),
    ("04_budget", hidden_with_a_table_each, "shared by all places"),
    ("04_budget", hidden_of_one_character, "reads all characters of the context"),
    ("04_budget", hidden_of_character_numbers, "not the characters' numbers"),
    ("04_budget", hidden_to_the_power, "power of context"),
    ("04_budget", hidden_of_three_characters, "You wrote 3"),
    ("04_budget", hidden_without_output_layer, "output layer is missing: 27 weights"),
    ("04_budget", hidden_without_output_weights, "weights of the output layer are missing"),
]

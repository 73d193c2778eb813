"""Exercise `worth`: the tests that pass on the sound version and fail on a faulty one."""

from mlp_helpers.exercises.slips import exercise


class Test(str):
    """A test, as text, of a version, which is the text of a function of x."""

    def __call__(self, f):
        assert eval(self, {"f": lambda x: eval(f, {"x": x})})


FOUND, SOUND = "not all(passes(test, version) for version in faulty)", "passes(test, sound)"
ASSERTED = ("f(-1) == 1", "f(1) == 1", "f(0) == 0", "f(2) == 3", "True", "f(-2) == f(2)",
            "f(3) > 0", "f(1) == f(1)", "f(-3) == 4")  # fmt: skip
TESTS = [*map(Test, ASSERTED)]
SIZE, NEGATIVE, ONE, SQUARE, SAME = "abs(x)", "-x", "1", "x * x", "x"

EXERCISE = exercise(
    "worth",
    cases=[
        (TESTS[:2], SIZE, [SAME]), (TESTS, SIZE, [NEGATIVE, ONE]),
        (TESTS, SIZE, [ONE, NEGATIVE]), (TESTS, SIZE, [SQUARE]), (TESTS, SIZE, [SAME]),
        (TESTS[::-1], SIZE, [SQUARE, NEGATIVE, ONE]), (TESTS, SQUARE, [SIZE, ONE]),
        (TESTS, SIZE, [SAME, NEGATIVE, "x + 1"]), (TESTS, SIZE, []), ([], SIZE, [ONE]),
        (TESTS[3:5], SIZE, [NEGATIVE]),
    ],
    mistakes={
        "A test that fails on the sound version is wrong itself: it has to pass there.":
            (f"{SOUND} and ", ""),
        "A test that passes on all faulty versions finds nothing; ask for one on which it fails.":
            (f" and {FOUND}", ""),
        "It has to fail on one faulty version at least, not on all of them.":
            (FOUND, "not any(passes(test, version) for version in faulty)"),
        "A test returns nothing when it passes; whether it raises an AssertionError decides.":
            ("  test(version)\n        except", "  return test(version)\n        except"),
        "Only the first faulty version is tried, and there may be none.":
            [(FOUND, "faulty and not passes(test, faulty[0])"),
             (FOUND, "not passes(test, faulty[0])"),
             (FOUND, "not all(passes(test, version) for version in faulty[:1])")],
        "Only the last faulty version decides.": (FOUND, "faulty and not passes(test, faulty[-1])"),
        "passes and fails are exchanged: a test passes when it raises nothing.":
            ("return False\n        return True", "return True\n        return False"),
        "These are the tests that are not worth having.":
            "[test for test in tests if test not in right(tests, sound, faulty)]",
        "These are the places of the tests; return the tests themselves.":
            "[tests.index(test) for test in right(tests, sound, faulty)]",
        "This says it of each test; return those that are worth having.":
            "[test in right(tests, sound, faulty) for test in tests]",
        "A test that fails on several faulty versions stands in the list several times.":
            ("[test for test in tests if is_worth_having(test)]",
             "[test for test in tests for version in faulty "
             "if passes(test, sound) and not passes(test, version)]"),
    },
    symptoms={
        "An AssertionError of a test was not caught: it says that the test fails.":
            lambda got, *case: got.kind == "AssertionError",
    },
)  # fmt: skip

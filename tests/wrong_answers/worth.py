"""Wrong answers to `worth`, under words of the hint that they get."""

WRONG = {
    "An AssertionError of a test was not caught": """
return [test for test in tests if test(sound) and not all(test(f) for f in faulty)]
""",
    "A test returns nothing when it passes": """
def passes(test, version):
    try:
        return test(version)
    except AssertionError:
        return False
return [t for t in tests if passes(t, sound) and not all(passes(t, v) for v in faulty)]
""",
    "several times": """
found = []
for test in tests:
    try:
        test(sound)
    except AssertionError:
        continue
    for version in faulty:
        try:
            test(version)
        except AssertionError:
            found.append(test)
return found
""",
    "not on all of them": """
def ok(test, version):
    try:
        test(version)
        return True
    except AssertionError:
        return False
return [t for t in tests if ok(t, sound) and not any(ok(t, v) for v in faulty)]
""",
}

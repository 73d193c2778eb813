# Whether a test passes on a version is asked in one place. A test that passes everywhere finds
# nothing, and one that fails on the sound version is itself wrong.


def worth_having(tests, sound, faulty):
    def passes(test, version):
        try:
            test(version)
        except AssertionError:
            return False
        return True

    def is_worth_having(test):
        return passes(test, sound) and not all(passes(test, version) for version in faulty)

    return [test for test in tests if is_worth_having(test)]

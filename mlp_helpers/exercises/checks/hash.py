"""Exercise `hash`: a split that depends on the name alone."""

from mlp_helpers.exercises.slips import exercise

# So many that Python's own hash, which differs from start to start, agrees with another answer
# by chance less than once in a million starts.
NAMES = """
    emma olivia ava isabella sophia mia charlotte amelia harper evelyn avery liam noah luna al jo x
    elizabeth alexander sebastian gabriella christian josephine valentina samantha benjamin
    theodore penelope victoria madeline nathaniel savannah kennedy hannah henry hazel isaac ivy
    ryan rose ruby sam zoe zara tom tessa quinn paul kim ida
"""

EXERCISE = exercise(
    "hash",
    cases=[(name,) for name in NAMES.split()],
    mistakes={
        "The limits are those of one digit, but % 100 gives two; take % 10.":
            ("% 10", "% 100"),
        "The shares are right, but the names fall elsewhere: take % 10 and the limits 7 and 8, not "
        "% 100 and the limits 80 and 90.":
            ("% 10", "% 100 // 10"),
        "dev and test are exchanged: 8 is dev and 9 is test.":
            ("== 8", "== 9"),
        "The digit 8 is counted as train, so dev stays empty: train ends with 7.":
            ("<= 7", "<= 8"),
        "The digit 8 is counted as train, and 9 as dev: train ends with 7, and 9 is test.":
            ("<= 7", "<= 8", "== 8", "== 9"),
        "The digit 7 is counted as dev: 0 to 7 are train.":
            ("<= 7", "<= 6", "== 8", "in (7, 8)"),
        "The digit 7 is counted as test: 0 to 7 are train, so compare with <= 7 or < 8.":
            ("<= 7", "< 7"),
        "The digit 7 is counted as dev, 8 as test: 0 to 7 are train, 8 is dev and 9 is test.":
            ("<= 7", "< 7", "== 8", "== 7"),
        "The digit 0 is not counted as train: 0 to 7 are.":
            [("digit <= 7", "0 < digit <= 7"), ("digit <=", "0 < digit <=", "== 8", "in (0, 8)")],
        "All digits from 8 on are counted as dev, so test stays empty: 9 is test.":
            ("== 8", ">= 8"),
        "Every name falls into train here: take the remainder by 10, and compare it with 7 and 8.":
            "'train'",
        "You took the first digit of the checksum; % 10 gives the last one.":
            ("zlib.crc32(name.encode()) % 10", "int(str(zlib.crc32(name.encode()))[0])"),
        "Every name falls into test, because the number is too large for a digit: % 10 gives the "
        "last digit, // 10 takes it away.":
            ("% 10", "// 10"),
        "This is the remainder by 9, which has no ninth digit: take % 10.":
            ("% 10", "% 9"),
        "This is the digit; return the name of the split that it stands for.":
            ("return \"train\"", "return digit", 'return "dev"', "return digit",
             'return "test"', "return digit"),
        "You used Python's own hash, which gives other numbers each time Python is started; use "
        "zlib.crc32.":
            [("zlib.crc32(name.encode())", "hash(name)"),
             ("zlib.crc32(name.encode())", "hash(name.encode())")],
        "This is another checksum, adler32; use zlib.crc32.":
            ("crc32", "adler32"),
        "The name was changed before the checksum, as by adding boundaries; take it as it is.":
            [("name.enc", "('.' + name + '.').enc"), ("name.enc", "(name + '.').enc"),
             ("name.enc", "('.' + name).enc"), ("name.enc", "name.upper().enc"),
             ("name.enc", "name.title().enc"), ("name.enc", "name[::-1].enc")],
        "The name is encoded in another way; .encode() alone gives the bytes.":
            [("encode()", "encode('utf-16')"), ("name.encode()", "repr(name).encode()"),
             ("name.encode()", "str(name.encode()).encode()")],
        "You used the length of the name, so that the splits differ in their lengths; use its "
        "checksum.":
            ("zlib.crc32(name.encode())", "len(name)"),
        "You used the first letter, so that some letters are never trained on; use the checksum of "
        "the whole name.":
            [("zlib.crc32(name.encode())", "ord(name[0])"), ("name.encode()", "name[0].encode()")],
        "You used the place of the first letter in the alphabet, so that some letters are never "
        "trained on; use the checksum of the whole name.":
            [("zlib.crc32(name.encode())", "(ord(name[0]) - 97)"),
             ("zlib.crc32(name.encode())", "(ord(name[0]) - 96)")],
        "You added up the characters' numbers; use zlib.crc32, which sees their order, too.":
            [("zlib.crc32(name.encode())", "sum(name.encode())"),
             ("zlib.crc32(name.encode())", "sum(ord(c) - 96 for c in name)")],
        "crc32 reads bytes, not text: give it name.encode().":
            (".encode()", ""),
    },
    symptoms={
        'The split for the digit 8 is called "dev" here, not "validation".':
            lambda result, name: result in ("val", "valid", "validation"),
        'The splits are called "train", "dev" and "test", in small letters.':
            lambda result, name: isinstance(result, str) and result not in ("train", "dev", "test"),
    },
)  # fmt: skip

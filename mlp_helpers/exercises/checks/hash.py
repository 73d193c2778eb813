"""Exercise `hash`: a split that depends on the name alone."""

from mlp_helpers.exercises.slips import exercise

# So many that Python's own hash, which is another in each start, hardly ever agrees by chance.
NAMES = """
    emma olivia ava isabella sophia mia charlotte amelia harper evelyn avery liam noah luna al jo x
    elizabeth alexander sebastian gabriella christian josephine valentina samantha benjamin
    theodore penelope victoria madeline nathaniel savannah kennedy hannah henry hazel isaac ivy
    ryan rose ruby sam zoe zara tom tessa quinn paul kim ida
"""
CRC = "zlib.crc32(name.encode())"

EXERCISE = exercise(
    "hash",
    cases=[(name,) for name in NAMES.split()],
    mistakes={
        "% 100 gives two digits; take the last one, % 10.": ("% 10", "% 100"),
        "The digit is not the last one: take % 10.": ("% 10", "% 100 // 10"),
        "dev and test are exchanged: 8 is dev and 9 is test.": ("== 8", "== 9"),
        "The digit 8 comes out as train; it is dev. (A later else may overrule an earlier if.)":
            [("<= 7", "<= 8"), ("<= 7", "<= 8", "== 8", "== 9")],
        "The digit 7 is not counted as train: 0 to 7 are, and range(8) holds them.":
            [("<= 7", "<= 6", "== 8", new) for new in ("== 8", "in (7, 8)", "== 7")],
        "The digit 0 is not counted as train: 0 to 7 are.":
            [("digit <=", "0 < digit <="), ("digit <=", "0 < digit <=", "== 8", "in (0, 8)")],
        "All digits from 8 on are counted as dev; 9 is test.": ("== 8", ">= 8"),
        "Every name is train: compare the last digit; `d == 0 or 1` is always true.": "'train'",
        "The digits 0 to 7 give no 'train': a later if … else may change what an earlier one said.":
            "'dev' if right(name) == 'dev' else 'test'",
        "You took the first digit of the checksum; % 10 gives the last one.":
            (f"{CRC} % 10", f"int(str({CRC})[0])"),
        "Every name is test: take % 10, and let no later if overrule others.": ("% 10", "// 10"),
        "This is the remainder by another number; take % 10.":
            [("% 10", f"% {n}") for n in (9, 11, 12, 16)],
        "This is the digit; return the name of its split.":
            ("    if digit <= 7", "    return digit\n    if digit <= 7"),
        "Python's own hash is another one in each start of Python; use zlib.crc32.":
            [(CRC, new) for new in ("hash(name)", "hash(name.encode())", "abs(hash(name))")],
        "This is another checksum; use zlib.crc32.":
            [("crc32", "adler32"), (CRC, "int(hashlib.md5(name.encode()).hexdigest(), 16)")],
        "The name was changed before the checksum, as by adding boundaries; take it as it is.":
            [("name.enc", f"{new}.enc") for new in ("('.' + name + '.')", "(name + '.')",
             "('.' + name)", "name.upper()", "name.title()", "name[::-1]")],
        "The name is encoded in another way; .encode() alone gives the bytes.":
            [("name.encode()", new) for new in
             ("name.encode('utf-16')", "repr(name).encode()", "str(name.encode()).encode()")],
        "Letters or the length of the name stand in place of the checksum of the whole name.":
            [(CRC, new) for new in ("len(name)", "ord(name[0])", "ord(name[-1])",
             "(ord(name[0]) - 97)", "(ord(name[0]) - 96)", "sum(name.encode())",
             "sum(ord(c) - 96 for c in name)", "zlib.crc32(name[0].encode())")],
        "crc32 reads bytes, not text: give it name.encode().": (".encode()", ""),
    },
    symptoms={'The splits are called "train", "dev" and "test", in small letters.':
              lambda got, name: isinstance(got, str) and got not in ("train", "dev", "test")},
)  # fmt: skip

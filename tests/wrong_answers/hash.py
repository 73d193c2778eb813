"""Wrong answers to `hash`, under words of the hint that they get."""

CRC = "import zlib\ndigit = zlib.crc32(name.encode()) % 10\n"
SPLIT = '"train" if digit <= 7 else "dev" if digit == 8 else "test"'
OF = "import zlib\ndigit = {} % 10\nreturn " + SPLIT

WRONG = {
    "Letters or the length of the name stand in place":
        [OF.format(number) for number in ("len(name)", "ord(name[0])", "ord(name[-1])")],
    "Python's own hash is another one in each start of":
        [OF.format(number) for number in ("hash(name)", "abs(hash(name))")],
    "This is another checksum; use zlib.crc32.": OF.format("zlib.adler32(name.encode())"),
    "The name was changed before the checksum, as by": OF.format("zlib.crc32(name.upper().encode())"),
    "% 100 gives two digits; take the last one": OF.format("zlib.crc32(name.encode())").replace("10", "100"),
    "The digit is not the last one: take % 10.": OF.format("zlib.crc32(bytes(name, 'utf-8')) // 10"),
    "dev and test are exchanged: 8 is dev and 9 is":
        CRC + 'return (["train"] * 8 + ["test", "dev"])[digit]',
    "The digit 7 is not counted as train: 0 to 7 are":
        CRC + "return " + SPLIT.replace("digit <= 7", "digit in range(0, 7)"),
    "The digit 8 comes out as train; it is dev.": CRC + """
if digit == 8:
    split = "dev"
if digit == 9:
    split = "test"
else:
    split = "train"
return split
""",
    "Every name is train: compare the last digit":
        CRC + "return " + SPLIT.replace("digit <= 7", "digit == 0 or 1 or 2 or 3 or 4 or 5 or 6 or 7"),
    "This is the remainder by another number; take":
        OF.format("zlib.crc32(name.encode())").replace("10", "9"),
    "It never uses its argument 'name'.": "digit = random.randrange(10)\nreturn " + SPLIT,
}

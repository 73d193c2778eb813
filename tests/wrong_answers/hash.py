"""Wrong answers to `hash`, under words of the hint that they get."""

WRONG = {
    "Letters or the length of the name stand in place": """
digit = len(name) % 10
return "train" if digit < 8 else "dev" if digit == 8 else "test"
""",
    "Python's own hash is another one in each start of": """
digit = hash(name) % 10
return "train" if digit < 8 else "dev" if digit == 8 else "test"
""",
    "This is another checksum, adler32; use zlib.crc32.": """
import zlib
digit = zlib.adler32(name.encode()) % 10
return "train" if digit < 8 else "dev" if digit == 8 else "test"
""",
    "dev and test are exchanged: 8 is dev and 9 is": """
import zlib
remainder = zlib.crc32(name.encode()) % 10
parts = ["train"] * 8 + ["test", "dev"]
return parts[remainder]
""",
    "This is the remainder by 9; take % 10.": """
import zlib
n = zlib.crc32(bytes(name, "utf-8")) % 9
if 0 <= n <= 7:
    return "train"
return "dev" if n == 8 else "test"
""",
    "It never uses its argument 'name'.": """
r = random.random()
if r < 0.8:
    return "train"
if r < 0.9:
    return "dev"
return "test"
""",
}

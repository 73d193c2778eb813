"""Where the tests of the site find what they test with."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "build" / "site-test"  # `make site-test` builds it, as if for github.com/owner/course
AXE = ROOT / "docs" / "node_modules" / "axe-core" / "axe.min.js"

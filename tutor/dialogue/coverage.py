"""What a course covers: its cases counted by module, level, country of the buyer and language.

Run as a module, it writes the table into the files that it is given, between two marks.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tutor.dialogue.library import Library, load_library
from tutor.domain import LANGS, Bilingual, Lang, Scenario
from tutor.resources import dialogues_dir
from tutor.text.countries import SOUTH_EAST_ASIA, country_name

BEGIN = "<!-- coverage: written by `make coverage` -->"
END = "<!-- /coverage -->"
_LANG_NAMES: dict[Lang, str] = {"zh": "中文", "en": "English"}
_HIGH = 7  # from here the levels are one band, 7–9


class Cell(NamedTuple):
    """How many cases there are of one module, level, country and language."""

    module: str
    level: int
    country: str
    lang: Lang
    cases: int


def cells(scenarios: Iterable[Scenario]) -> tuple[Cell, ...]:
    """Every cell that has a case, in order. A case counts once for each language it is played in."""
    counted = Counter(
        (s.module, min(s.level, _HIGH), s.persona.country, lang)
        for s in scenarios
        for lang in s.languages
    )
    return tuple(Cell(*key, cases) for key, cases in sorted(counted.items()))


def south_east_asian_share(scenarios: Sequence[Scenario]) -> float:
    """The share of cases whose buyer is in South-East Asia; 0 for no cases."""
    there = sum(1 for s in scenarios if s.persona.country in SOUTH_EAST_ASIA)
    return there / len(scenarios) if scenarios else 0.0


def table(library: Library) -> tuple[tuple[str, ...], ...]:
    """Rows of text: a head, one row a module, and the sums."""
    scenarios = library.scenarios
    levels = sorted({min(s.level, _HIGH) for s in scenarios})
    titles: dict[str, Bilingual] = {m.id: m.title for m in library.modules}
    head = (
        "module 单元",
        "cases 案例",
        *("HSK 7–9" if level == _HIGH else f"HSK {level}" for level in levels),
        *_LANG_NAMES.values(),
        "buyers from 顾客来自",
    )
    rows = [head]
    for module in library.module_ids():
        own = [s for s in scenarios if s.module == module]
        if own:
            title = titles.get(module)
            name = module if title is None else f"{title.en} {title.zh}"
            rows.append((name, *_counts(own, levels), _by_country(own)))
    total = f"{len({s.persona.country for s in scenarios})} countries 个国家"
    rows.append(("all 全部", *_counts(scenarios, levels), total))
    return tuple(rows)


def _counts(scenarios: Sequence[Scenario], levels: Sequence[int]) -> tuple[str, ...]:
    by_level = Counter(min(s.level, _HIGH) for s in scenarios)
    by_lang = Counter(lang for s in scenarios for lang in s.languages)
    numbers = [len(scenarios), *(by_level[n] for n in levels), *(by_lang[lang] for lang in LANGS)]
    return tuple(str(number) if number else "–" for number in numbers)


def _by_country(scenarios: Sequence[Scenario]) -> str:
    counted = Counter(s.persona.country for s in scenarios)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return " ".join(code if n == 1 else f"{code}×{n}" for code, n in ordered)


def countries_told(library: Library) -> str:
    """One sentence on where the buyers are, the most frequent countries first."""
    counted = Counter(s.persona.country for s in library.scenarios)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    named = ", ".join(
        f"{country_name(code).en} ({code}){f' {n}' if n > 1 else ''}" for code, n in ordered
    )
    share = south_east_asian_share(library.scenarios)
    return f"{share:.0%} of the buyers are in South-East Asia. Countries: {named}."


def markdown(library: Library) -> str:
    """The table and the sentence on countries, for a page in Markdown."""
    head, *rows = table(library)
    marks = ["---", *("---:" for _ in head[1:-1]), "---"]
    lines = [_row(head), _row(marks), *(_row(row) for row in rows)]
    return "\n".join([*lines, "", countries_told(library)])


def _row(values: Sequence[str]) -> str:
    # A teacher's title may hold a bar, which would end the cell.
    return f"| {' | '.join(value.replace('|', '/') for value in values)} |"


def plain(library: Library) -> str:
    """The table and the sentence on countries, for a terminal."""
    rows = table(library)
    widths = [max(_width(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = []
    for row in rows:
        name, *numbers, last = row
        middle = "  ".join(_pad(text, widths[n + 1], left=True) for n, text in enumerate(numbers))
        lines.append(f"{_pad(name, widths[0])}  {middle}  {last}".rstrip())
    return "\n".join([*lines, "", countries_told(library)])


def _width(text: str) -> int:
    # A Chinese character takes two columns of a terminal.
    return sum(2 if ord(char) >= 0x2E80 else 1 for char in text)


def _pad(text: str, width: int, *, left: bool = False) -> str:
    space = " " * (width - _width(text))
    return space + text if left else text + space


def placed(page: str, text: str) -> str:
    """`page` with `text` between the marks. Raises `ValueError` when the page has no marks."""
    pattern = re.compile(f"{re.escape(BEGIN)}\n.*?{re.escape(END)}", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"the page has no place for it: {BEGIN} … {END}")
    return pattern.sub(lambda _: f"{BEGIN}\n{text}\n{END}", page, count=1)


if __name__ == "__main__":
    written = markdown(load_library(dialogues_dir()))
    for name in sys.argv[1:]:
        file = Path(name)
        file.write_text(placed(file.read_text("utf-8"), written), "utf-8")

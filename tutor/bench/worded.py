"""Role-play with a language model: how often its words are said, why not, how long a turn takes, and
the buyer's turns beside those of the same conversations without it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from tutor.bench.agents import AGENTS, Played, converse
from tutor.bench.intervals import bootstrap
from tutor.bench.roleplay_checks import consistent, in_role, on_level
from tutor.buyer.generate import BUDGET_S, Phrased, Request, Wording
from tutor.domain import LANGS, Lang, Score
from tutor.encoders.protocols import Progress, quiet
from tutor.errors import TutorError
from tutor.services import Services, build_services

TURNS = 300
TARGET = 0.98
CHECKS = {"in role": in_role, "on level": on_level, "consistent": consistent}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to play: `turns` is how many lines the model is to word, `seed` the first conversation's,
    `keep` a file that holds what was played, so that a run that was stopped goes on."""

    generator: str
    turns: int = TURNS
    seed: int = 0
    budget_s: float = BUDGET_S
    keep: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """One line that the model was asked for. `said` is the model's line, or the retrieved one when
    every try was refused; `place` counts the buyer's turns before it; `before` are the last two
    messages; `reasons` tell why tries were refused."""

    act: str
    said: str
    retrieved: str
    generated: bool
    reasons: tuple[str, ...]
    seconds: float
    tokens: int
    place: int
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A conversation with the model and the same without. Marks are one for each buyer turn."""

    seed: int
    agent: str
    scenario: str
    lang: Lang
    level: int
    worded: tuple[Worded, ...]
    marks: dict[str, list[bool]]
    plain_marks: dict[str, list[bool]]
    ends_right: bool
    plain_ends_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched(Wording):
    """A wording that remembers what it was asked and what it answered."""

    seen: list[tuple[Request, Phrased]] = field(default_factory=list)

    def phrase(self, request: Request, fallback: str) -> Phrased:
        phrased = Wording.phrase(self, request, fallback)
        self.seen.append((request, phrased))
        return phrased


def plan(services: Services, seed: int) -> tuple[str, str, Lang]:
    """Agent, scenario and language of a conversation: neighbours differ in all three."""
    scenarios = [s for s in services.library.scenarios if not s.script]
    shuffled = Random(1).sample(scenarios, len(scenarios))
    names = tuple(AGENTS)
    lang = LANGS[seed % len(LANGS)]
    return (
        names[seed // len(LANGS) % len(names)],
        shuffled[seed % len(shuffled)].id,
        lang,
    )


def play(services: Services, wording: Wording, seed: int) -> Pair:
    """One conversation with the model's words and the same one without."""
    agent, scenario, lang = plan(services, seed)
    watched = Watched(generator=wording.generator, budget_s=wording.budget_s)
    with_model = replace(services, buyer=replace(services.buyer, wording=watched))
    without = replace(services, buyer=replace(services.buyer, wording=None))
    played = converse(with_model, agent, scenario, lang, seed)
    plain = converse(without, agent, scenario, lang, seed)
    return Pair(
        seed=seed,
        agent=agent,
        scenario=scenario,
        lang=lang,
        level=played.session.level,
        worded=tuple(
            Worded(
                act=request.act,
                said=phrased.text,
                retrieved=request.examples[0],
                generated=phrased.generated,
                reasons=phrased.reasons,
                seconds=round(phrased.seconds, 3),
                tokens=phrased.tokens,
                place=sum(u.role == "buyer" for u in request.history),
                before=tuple(u.text for u in request.history[-2:]),
            )
            for request, phrased in watched.seen
            if phrased.generated or phrased.reasons  # else it was not asked
        ),
        marks=_marks(played),
        plain_marks=_marks(plain),
        ends_right=played.ends_right,
        plain_ends_right=plain.ends_right,
    )


def _marks(played: Played) -> dict[str, list[bool]]:
    return {name: check(played) for name, check in CHECKS.items()}


def play_all(
    services: Services, wording: Wording, options: Options, progress: Progress = quiet
) -> tuple[list[Pair], bool]:
    """Conversations from the first seed until enough lines were worded, those of `keep` first, and
    whether it was stopped before (Ctrl-C). Raises `TutorError` when `keep` is of another run."""
    kept = {pair.seed: pair for pair in _kept(options)}
    pairs: list[Pair] = []
    done, seed = 0, options.seed
    try:
        while done < options.turns:
            progress("lines worded", done, options.turns)
            pair = kept.get(seed)
            if pair is None:
                pair = play(services, wording, seed)
                _append(options, asdict(pair))
            pairs.append(pair)
            done += len(pair.worded)
            seed += 1
    except KeyboardInterrupt:
        return pairs, True
    progress("lines worded", options.turns, options.turns)
    return pairs, False


def _head(options: Options) -> dict[str, Any]:
    return {"generator": options.generator, "seed": options.seed, "budget_s": options.budget_s}


def _append(options: Options, row: dict[str, Any]) -> None:
    if options.keep is None:
        return
    new = not options.keep.exists()
    with options.keep.open("a", encoding="utf-8") as file:
        for one in [_head(options), row] if new else [row]:
            file.write(json.dumps(one, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _kept(options: Options) -> Iterator[Pair]:
    if options.keep is None or not options.keep.exists():
        return
    head, *rows = options.keep.read_text(encoding="utf-8").splitlines()
    if json.loads(head) != _head(options):
        raise TutorError(
            f"{options.keep} holds another run (another model, first seed or budget). Name another file.",
            f"{options.keep} 里是另一次测试的结果（模型、种子或时间不同），请换一个文件名。",
        )
    for row in rows:
        yield read_pair(row)


def read_pair(row: str) -> Pair:
    """A conversation from a line of the file that keeps them."""
    values = json.loads(row)
    worded = tuple(
        Worded(**one | {"reasons": tuple(one["reasons"]), "before": tuple(one["before"])})
        for one in values.pop("worded")
    )
    return Pair(worded=worded, **values)


def scores(pairs: Sequence[Pair]) -> list[Score]:
    """Shares with intervals over conversations: of lines said as the model wrote them, of turns with
    and without the model that pass each check, of the model's own lines that pass it."""
    found = [
        _pooled("said as the model wrote it", [[w.generated for w in p.worded] for p in pairs]),
        _pooled(
            "at the first try", [[w.generated and not w.reasons for w in p.worded] for p in pairs]
        ),
    ]
    found += [
        _pooled(
            f"said as the model wrote it, {lang}",
            [[w.generated for w in p.worded] for p in pairs if p.lang == lang],
        )
        for lang in LANGS
    ]
    for name in CHECKS:
        found += [
            _pooled(name, [p.marks[name] for p in pairs]),
            _pooled(f"{name}, without the model", [p.plain_marks[name] for p in pairs]),
            _pooled(f"{name}, its own lines", [_own(p, name) for p in pairs]),
        ]
    found += [
        _pooled("ends right", [[p.ends_right] for p in pairs]),
        _pooled("ends right, without the model", [[p.plain_ends_right] for p in pairs]),
    ]
    return found


def _own(pair: Pair, name: str) -> list[bool]:
    marks = pair.marks[name]
    return [marks[w.place] for w in pair.worded if w.generated and w.place < len(marks)]


def _pooled(metric: str, groups: Sequence[Sequence[bool]]) -> Score:
    filled = [group for group in groups if group]

    def share(some: Sequence[Sequence[bool]]) -> float | None:
        marks = [mark for group in some for mark in group]
        return sum(marks) / len(marks) if marks else None

    return Score(
        metric=metric,
        value=share(filled),
        n=sum(map(len, filled)),
        interval=bootstrap(filled, share),
    )


def refusals(pairs: Sequence[Pair]) -> Counter[str]:
    """How many tries were refused for each reason."""
    return Counter(reason for p in pairs for w in p.worded for reason in w.reasons)


def seconds(pairs: Sequence[Pair]) -> tuple[float, float] | None:
    """Median and nine tenths of the seconds that the model took for a line, tries together."""
    taken = sorted(w.seconds for p in pairs for w in p.worded)
    if not taken:
        return None
    return median(taken), taken[min(len(taken) - 1, int(0.9 * len(taken)))]


def measure(
    options: Options, progress: Progress = quiet
) -> tuple[list[str], list[dict[str, object]]]:
    """The suite with a model, as lines and as rows; a stated target that is missed has `kept` false."""
    services = build_services(generator=options.generator)
    assert services.buyer.wording is not None
    wording = replace(services.buyer.wording, budget_s=options.budget_s)
    pairs, stopped = play_all(services, wording, options, progress)
    return report(pairs, options, stopped)


def report(
    pairs: Sequence[Pair], options: Options, stopped: bool
) -> tuple[list[str], list[dict[str, object]]]:
    """What was played, as lines and as rows."""
    worded = sum(len(p.worded) for p in pairs)
    lines = [
        f"  {options.generator}, {len(pairs)} conversations from seed {options.seed}, {worded} lines asked "
        f"for, at most {options.budget_s:g} s a line"
        + ("; stopped before the end" if stopped else "")
    ]
    rows: list[dict[str, object]] = []
    for score in scores(pairs):
        target = TARGET if score.metric in CHECKS else None
        kept = None if target is None or score.value is None else score.value >= target
        mark = "" if kept is None else f"  (target {target:g}: {'kept' if kept else 'NOT KEPT'})"
        lines.append(f"  {score.metric}: {_shown(score)}{mark}")
        rows.append(asdict(score) | {"target": target, "kept": kept})
    tries = refusals(pairs)
    lines.append(
        "  tries refused: " + (", ".join(f"{r} {n}" for r, n in tries.most_common()) or "none")
    )
    rows.append({"metric": "tries refused", "counts": dict(tries)})
    if (taken := seconds(pairs)) is not None:
        lines.append(f"  seconds a line: median {taken[0]:.1f}, nine tenths within {taken[1]:.1f}")
        rows.append({"metric": "seconds a line", "median": taken[0], "p90": taken[1]})
    return lines, rows


def _shown(score: Score) -> str:
    if score.value is None:
        return f"not measured (n = {score.n})"
    low_high = "" if score.interval is None else "[{:.3f}, {:.3f}], ".format(*score.interval)
    return f"{score.value:.3f} {low_high}n = {score.n}"

"""How well the buyer plays: what it does next against labels, and whole conversations with six
scripted agents. Everything runs without a generator and is fixed by its seeds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

from tutor.bench.agents import AGENTS, Played, converse
from tutor.bench.intervals import bootstrap
from tutor.bench.roleplay_checks import consistent, in_role, on_level
from tutor.domain import LANGS, Score, Session
from tutor.resources import eval_dir
from tutor.services import Services, build_services
from tutor.session import do_action, start, take_silence, take_turn

CONVERSATIONS = 400
TARGETS = {"next act": 0.95, "in role": 0.99, "on level": 0.99, "consistent": 0.99}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the buyer did after one labelled reply."""

    id: str
    lang: str
    situation: str
    split: str
    act: str
    right: bool


def rows() -> list[dict[str, Any]]:
    """The labelled replies of `eval/roleplay/next_act.jsonl`."""
    path = eval_dir() / "roleplay" / "next_act.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def next_act(services: Services, row: Mapping[str, Any]) -> str:
    """The act of the buyer after the row's history and reply, from seed 0."""
    return played(services, row, (*row["history"], row["text"]))[1]


def played(services: Services, row: Mapping[str, Any], texts: Sequence[str]) -> tuple[Session, str]:
    """The session and the buyer's last act after some replies in a row's case, from seed 0."""
    session = start(
        services, row["scenario"], lang=row["lang"], seed=0, dials=row.get("dials"), session_id="b"
    )
    act = ""
    for text in texts:
        if text.startswith("/do "):
            session, _ = do_action(services, session, text.removeprefix("/do "))
            continue
        result = (
            take_silence(services, session)
            if text == "/silence"
            else take_turn(services, session, text)
        )
        session = result.session
        act = result.reply.act if result.reply is not None else ""
    return session, act


def judge(services: Services, row: Mapping[str, Any]) -> Judged:
    """Whether the act after a row is one of its acceptable ones; `*` stands for any ending."""
    act = next_act(services, row)
    return Judged(
        id=row["id"],
        lang=row["lang"],
        situation=row["situation"],
        split=row["split"],
        act=act,
        right=any(fnmatchcase(act, pattern) for pattern in row["acceptable"]),
    )


def next_act_scores(judged: Sequence[Judged]) -> list[Score]:
    """Share of acceptable acts: over all, by language, by split, by situation."""
    scores = [_share("next act", [j.right for j in judged])]
    for lang in LANGS:
        scores.append(_share(f"next act, {lang}", [j.right for j in judged if j.lang == lang]))
    for split in ("dev", "held-out"):
        scores.append(_share(f"next act, {split}", [j.right for j in judged if j.split == split]))
    for situation in sorted({j.situation for j in judged}):
        of = [j.right for j in judged if j.situation == situation]
        scores.append(_share(f"next act, {situation}", of))
    return scores


def conversations(services: Services, count: int = CONVERSATIONS) -> list[Played]:
    """Seeded conversations: agents, scenarios and languages in turn."""
    scenarios = services.library.scenarios
    names = tuple(AGENTS)
    played = []
    for seed in range(count):
        scenario = scenarios[seed // len(names) % len(scenarios)]
        lang = LANGS[seed // (len(names) * len(scenarios)) % len(LANGS)]
        played.append(converse(services, names[seed % len(names)], scenario.id, lang, seed))
    return played


def conversation_scores(played: Sequence[Played]) -> list[Score]:
    """Shares of buyer turns in role, on level (Chinese only) and consistent, each with its
    interval over conversations, and of conversations that end as they should."""
    checks: dict[str, Callable[[Played], list[bool]]] = {
        "in role": in_role,
        "on level": on_level,
        "consistent": consistent,
    }
    scores = []
    for name, check in checks.items():
        turns = [marks for marks in map(check, played) if marks]
        interval = bootstrap(turns, _pooled)
        scores.append(
            Score(metric=name, value=_pooled(turns), n=sum(map(len, turns)), interval=interval)
        )
    scores.append(_share("ends right", [p.ends_right for p in played]))
    for agent in AGENTS:
        scores.append(
            _share(f"ends right, {agent}", [p.ends_right for p in played if p.agent == agent])
        )
    return scores


def measure() -> tuple[list[str], list[dict[str, object]]]:
    """The whole suite, as lines and as rows; a stated target that is missed has `kept` false."""
    services = build_services()
    judged = [judge(services, row) for row in rows()]
    scores = [*next_act_scores(judged), *conversation_scores(conversations(services))]
    lines, found = [], []
    for score in scores:
        target = TARGETS.get(score.metric)
        kept = None if target is None or score.value is None else score.value >= target
        mark = "" if kept is None else f"  (target {target:g}: {'kept' if kept else 'NOT KEPT'})"
        lines.append(f"  {score.metric}: {_shown(score)}{mark}")
        found.append(asdict(score) | {"target": target, "kept": kept})
    return lines, found


def _shown(score: Score) -> str:
    if score.value is None:
        return f"not measured (n = {score.n})"
    low_high = "" if score.interval is None else "[{:.3f}, {:.3f}], ".format(*score.interval)
    return f"{score.value:.3f} {low_high}n = {score.n}"


def _share(metric: str, marks: Sequence[bool]) -> Score:
    return Score(metric=metric, value=_mean(marks), n=len(marks), interval=bootstrap(marks, _mean))


def _mean(marks: Sequence[bool]) -> float | None:
    return sum(marks) / len(marks) if marks else None


def _pooled(turns: Sequence[Sequence[bool]]) -> float | None:
    return _mean([mark for marks in turns for mark in marks])

"""One YAML tree to one `Scenario`; what a teacher wrote wrong is reported, all at once."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast, get_args

from tutor.dialogue.desk_fields import read_desk
from tutor.dialogue.fields import Fields, Problems, to_decimal
from tutor.dialogue.lines import read_lines
from tutor.dialogue.nodes import Mapping, Node, Scalar
from tutor.domain import (
    CHANNELS,
    MOODS,
    STANDARDS,
    Bilingual,
    Channel,
    Friction,
    Line,
    ModelAnswer,
    Mood,
    Persona,
    Question,
    Remedy,
    Scenario,
    Standard,
    Want,
)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DIALS = {
    "trust": ("high", "low"),
    "clarity": ("high", "low"),
    "code_switching": ("none", "some", "often"),
    "grammar": ("good", "shaky", "broken"),
}
MAX_WANTS = 8
REMEDIES: tuple[str, ...] = get_args(Remedy)


def read_scenario(tree: Node, problems: Problems) -> Scenario | None:
    """The scenario of a tree, or None when something it cannot do without is missing."""
    if not isinstance(tree, Mapping):
        problems.add(tree, "file", "is not a scenario.", "Start from dialogues/_template.yaml.")
        return None
    before = len(problems.found)
    top = Fields(tree, problems)
    top.choice("format", ("1",), required=True)
    identifier = _identifier(top, "id", "parcel-late-bangkok")
    title, briefing, can_do = (
        top.bilingual(k, required=True) for k in ("title", "briefing", "can_do")
    )
    culture = top.bilingual("culture")
    module = _identifier(top, "module", "logistics")
    level = top.integer("level", 1, 9, required="4")
    standard = top.choice("standard", STANDARDS, required=True)
    channel = top.choice("channel", CHANNELS, required=True)
    lines: list[Line] = []
    persona = _persona(top, lines)
    desk = read_desk(top.mapping("desk", "the facts on the agent's desk"))
    questions = _questions(top, lines)
    wants = _wants(top, lines)
    knows = _knows(top, lines)
    said = top.mapping("lines", "the buyer's lines")
    if said is not None:
        for act in said.node.entries:
            lines += read_lines(said, act, act)
        if "open" not in said.node.entries:
            problems.add(
                said.node,
                "lines.open",
                "is missing.",
                "Write the buyer's first message under open:.",
            )
    key_terms = top.texts("key_terms")
    answers = _model_answers(
        top, questions, wants, persona.misremembers if persona is not None else ()
    )
    max_turns = top.integer("max_turns", 2, 40)
    top.close()
    if not questions and not wants:
        problems.add(
            tree, "questions", "and wants are both empty.", "Give the buyer a question or a want."
        )
    complete = (
        identifier,
        title,
        briefing,
        can_do,
        module,
        level,
        standard,
        channel,
        persona,
        desk,
    )
    if any(part is None for part in complete) or any(
        p.severity == "error" for p in problems.found[before:]
    ):
        return None
    return Scenario(
        id=cast(str, identifier),
        title=cast(Bilingual, title),
        briefing=cast(Bilingual, briefing),
        can_do=cast(Bilingual, can_do),
        culture=culture,
        module=cast(str, module),
        level=cast(int, level),
        standard=cast(Standard, standard),
        channel=cast(Channel, channel),
        persona=cast(Persona, persona),
        desk=desk,  # type: ignore[arg-type]
        questions=questions,
        wants=wants,
        knows=knows,
        lines=tuple(_own(line, cast(str, identifier)) for line in lines),
        key_terms=key_terms,
        model_answers=answers,
        max_turns=max_turns or 14,
    )


def _own(line: Line, scenario: str) -> Line:
    return Line(
        act=line.act,
        lang=line.lang,
        text=line.text,
        level=line.level,
        mood=line.mood,
        scenario=scenario,
    )


def _identifier(top: Fields, key: str, example: str) -> str | None:
    value = top.text(key, example, limit=60)
    if value is not None and not ID.fullmatch(value):
        top.problems.add(
            top.node.entries[key],
            key,
            f"{value!r} is not an id.",
            f"Use small letters, digits and hyphens, such as {example}.",
        )
        return None
    return value


def _persona(top: Fields, lines: list[Line]) -> Persona | None:
    fields = top.mapping("buyer", "the buyer")
    if fields is None:
        return None
    name = fields.bilingual("name", required=True)
    country = fields.text("country", "TH", limit=40)
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        fields.problems.add(
            fields.node.entries["country"],
            "buyer.country",
            f"{country!r} is not a country code.",
            "Write two capital letters, such as TH.",
        )
        country = None
    languages = fields.texts("languages")
    mood = fields.choice("mood", MOODS, required=True)
    patience = fields.integer("patience", 1, 8, required="4")
    friction = Friction(
        **{  # type: ignore[arg-type]
            dial: value
            for dial, values in DIALS.items()
            if (value := fields.choice(dial, values)) is not None
        }
    )
    memory = fields.mapping("misremembers")
    wrong = () if memory is None else tuple(memory.node.entries)
    for path in wrong:
        assert memory is not None
        lines += read_lines(memory, path, f"misremember.{path}")
    fields.close()
    if name is None or country is None or mood is None or patience is None:
        return None
    return Persona(
        name=name,
        country=country,
        languages=languages,
        mood=cast(Mood, mood),
        patience=patience,
        friction=friction,
        misremembers=wrong,
    )


def _questions(top: Fields, lines: list[Line]) -> tuple[Question, ...]:
    found: list[Question] = []
    for fields in _blocks(top, "questions"):
        identifier = _identifier(fields, "id", "where")
        facts = fields.texts("facts")
        words = fields.mapping("words")
        by_lang = {} if words is None else {lang: words.texts(lang) for lang in ("zh", "en")}
        if words is not None:
            words.close()
        if not facts and not any(by_lang.values()):
            fields.problems.add(
                fields.node, fields.path, "can never be answered.", "Give it facts: or words:."
            )
        if identifier is not None:
            lines += read_lines(fields, "ask", f"ask.{identifier}", required=True)
            lines += read_lines(fields, "again", f"again.{identifier}")
            found.append(Question(id=identifier, facts=facts, words=by_lang))
        fields.close()
    return tuple(found)


def _wants(top: Fields, lines: list[Line]) -> tuple[Want, ...]:
    found: list[Want] = []
    blocks = _blocks(top, "wants")
    if len(blocks) > MAX_WANTS:
        top.problems.add(
            blocks[MAX_WANTS].node,
            f"wants[{MAX_WANTS}]",
            f"is one too many: a buyer wants {MAX_WANTS} things at most.",
            "Leave it out, or write a second case.",
        )
    for fields in blocks[:MAX_WANTS]:
        identifier = _identifier(fields, "id", "money")
        remedy = fields.choice("remedy", REMEDIES, required=True)
        accepts: dict[Remedy, Decimal | None] = {}
        accepted = fields.mapping("accepts", "{refund: 35.80}")
        if accepted is not None:
            for key, node in accepted.node.entries.items():
                amount = to_decimal(node.value) if isinstance(node, Scalar) and node.value else None
                if key not in REMEDIES:
                    fields.problems.add(
                        accepted.node.keys[key],
                        accepted.field(key),
                        "is not a remedy.",
                        f"Write one of: {', '.join(REMEDIES)}.",
                    )
                elif amount is None and not (
                    isinstance(node, Scalar) and node.value in ("", "null", "~")
                ):
                    fields.problems.add(
                        node,
                        accepted.field(key),
                        f"{node.value[:40]!r} is not an amount."
                        if isinstance(node, Scalar)
                        else "is not an amount.",
                        "Write a number, or leave it empty.",
                    )
                else:
                    accepts[cast(Remedy, key)] = amount
        if identifier is not None:
            lines += read_lines(fields, "ask", f"ask.{identifier}", required=True)
            lines += read_lines(fields, "again", f"again.{identifier}")
            lines += read_lines(fields, "reject", f"reject.{identifier}")
            if remedy is not None and accepts:
                found.append(Want(id=identifier, remedy=cast(Remedy, remedy), accepts=accepts))
        fields.close()
    return tuple(found)


def _knows(top: Fields, lines: list[Line]) -> tuple[str, ...]:
    fields = top.mapping("knows")
    if fields is None:
        return ()
    for key in fields.node.entries:
        lines += read_lines(fields, key, f"give.{key}")
    return tuple(fields.node.entries)


def _model_answers(
    top: Fields,
    questions: tuple[Question, ...],
    wants: tuple[Want, ...],
    misremembers: tuple[str, ...],
) -> tuple[ModelAnswer, ...]:
    steps = (
        "open",
        *(f"ask.{q.id}" for q in questions),
        *(f"want.{w.id}" for w in wants),
        *(f"misremember.{path}" for path in misremembers),
        "close",
    )
    found = []
    for fields in _blocks(top, "model_answers"):
        step = fields.choice("step", steps, required=True)
        do = fields.texts("do")
        texts = {lang: fields.texts(lang) for lang in ("zh", "en")}
        fields.close()
        if step is not None:
            found.append(ModelAnswer(step=step, texts=texts, do=do))
    return tuple(found)


def _blocks(top: Fields, key: str) -> tuple[Fields, ...]:
    blocks = []
    for i, node in enumerate(top.items(key)):
        path = f"{top.field(key)}[{i}]"
        if isinstance(node, Mapping):
            blocks.append(Fields(node, top.problems, path))
        else:
            top.problems.add(node, path, "must be a block of keys.", "Begin it with - and a key.")
    return tuple(blocks)

"""The key terms of a case: how they are called, whether a reply uses one, and the desk's own words."""

from __future__ import annotations

import re

from tutor.check.english import plain
from tutor.check.lay_terms import english_forms
from tutor.domain import Desk
from tutor.text.glossary import glossary
from tutor.text.script import to_simplified


def shown(term: str, lang: str) -> str:
    """The term in the language of the conversation."""
    if lang == "en" and term in glossary():
        return glossary()[term].english.removeprefix("to ")
    return term


def uses(words: str, term: str, lang: str) -> bool:
    """Whether what an agent wrote uses the term, in Chinese also with its two halves apart."""
    if lang == "zh" or term not in glossary():
        said = to_simplified(words).lower()
        return term.lower() in said or (lang == "zh" and _in_two_places(said, term))
    return english_forms(term).search(plain(words)) is not None


def _in_two_places(said: str, term: str) -> bool:
    """第二个订单我已经取消了 uses 取消订单: the halves of a term of four characters stand in one
    sentence, in either order."""
    if len(term) != 4:
        return False
    verb, noun = term[:2], term[2:]
    return any(verb in part and noun in part for part in re.split(r"[。！？!?;；\n]", said))


def desk_words(desk: Desk | None, pattern: re.Pattern[str]) -> str:
    """What the desk's own facts say with the pattern's words; empty when they say nothing."""
    if desk is None:
        return ""
    said = [fact.zh + " " + fact.en for fact in desk.facts.values()]
    if desk.policy is not None:
        said += [note.zh + " " + note.en for note in desk.policy.notes]
    return " ".join(words.lower() for words in said if pattern.search(words.lower()))

"""Finders for English subjects and their verbs where a word, a clause or a linking word lies between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.check.english import (
    Verb,
    Word,
    ing_forms,
    noun_forms,
    past_only,
    plurals,
    singulars,
    third_only,
    verbs,
    word_class,
)
from tutor.check.english_grammar import Found, Place, clause_start, is_will, skip_adverbs, span_of
from tutor.check.english_sets import (
    ADVERBS,
    BE,
    CAUSATIVES,
    DETERMINERS,
    DO,
    FUNCTION,
    HAVE,
    MARKS,
    MODALS,
    SUBJECTS,
)

_ONE = {
    "have": "has",
    "are": "is",
    "were": "was",
    "haven't": "hasn't",
    "aren't": "isn't",
    "don't": "doesn't",
    "weren't": "wasn't",
}
_MANY = {one: many for many, one in _ONE.items()}
_DESCRIBING = word_class("describing")
_GROUPS = word_class("groups")
_PACKS = frozenset(["pack", "drop", "bite", "touch"])
_SAYING = word_class("saying")
_TIMES = frozenset(["day", "week", "month", "year", "time", "morning", "night", "evening", "hour"])
_BEFORE_NOUN = frozenset(["with", "in", "of", "on", "like"])
_PREPOSITIONS = _BEFORE_NOUN | {
    "within",
    "for",
    "from",
    "to",
    "at",
    "by",
    "per",
    "between",
    "after",
}
_HAPPENS = word_class("happens")
_COUNTED = word_class("counted") | {"point"}
_IRREGULAR = frozenset(
    ["people", "children", "men", "women", "feet", "teeth", "ladies", "police", "customs", "both"]
)
_NOT_A_SUBJECT = frozenset(["of", "other", "one", "two", "three", "few", "single", "-"])


def _asked(words: Sequence[Word], i: int) -> bool:
    """Whether a helping verb or one like “let” before `i` in the clause asks for the bare form."""
    for word in reversed(words[max(0, i - 6) : i]):
        if word.text in MARKS:
            return False
        if word.text in CAUSATIVES or word.text in DO or is_will(word.text):
            return True
    return False


def _only_a_verb(form: str) -> Verb | None:
    """The verb of a bare form that is neither a noun nor a past."""
    verb = verbs().get(form)
    if verb is None or form in verb.past or form in _AMBIGUOUS:
        return None
    return verb if not verb.nounish or form in ("need", "want") else None


_AMBIGUOUS = frozenset(["be", "do", "open", "clear", "let", "present", "complete", "wet", "set"])


def each_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """every bowl are, each of the boxes have, one box contain: a single thing takes the singular."""
    for i, word in enumerate(words):
        if word.text not in ("each", "every", "one") or _asked(words, i):
            continue
        if i and words[i - 1].text in _PREPOSITIONS:
            continue  # the values in each row are small
        k = i + 1
        while k < len(words) and words[k].text in _DESCRIBING and word.text != "one":
            k += 1
        if k + 1 >= len(words) or words[k].text in _NOT_A_SUBJECT | _TIMES | MARKS:
            continue
        noun = words[k].text
        if noun in BE | HAVE | DO | ADVERBS or noun in singulars() or not noun.isalpha():
            continue
        if word.text == "one" and (noun in FUNCTION | verbs().keys() - plurals().keys() - _PACKS):
            continue
        if word.text == "one" and (not clause_start(words, i) or noun in ("last", "final", "more")):
            continue
        j = skip_adverbs(words, k + 1)
        if j >= len(words):
            continue
        form = words[j].text
        if form in _ONE:
            yield span_of(words[j]), _ONE[form]
        elif (verb := _only_a_verb(form)) is not None and (word.text == "one" or noun in plurals()):
            yield span_of(words[j]), verb.third


def relative_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """a lamp which have two arms, customers who buys: the verb goes with the noun before “which”."""
    for i, word in enumerate(words):
        if word.text not in ("which", "who", "that") or i < 2:
            continue
        noun = words[i - 1].text
        opens = i - 2
        while opens and words[opens].text in _DESCRIBING:
            opens -= 1
        before = words[opens].text
        if any(w.text in _BEFORE_NOUN for w in words[max(0, opens - 1) : i - 1]):
            continue
        j = skip_adverbs(words, i + 1)
        if j >= len(words):
            continue
        form = words[j].text
        if (
            noun in plurals()
            and noun not in _GROUPS
            and before in DETERMINERS | {"one", "each", "every"}
        ):
            if word.text == "that" and (
                _asked(words, opens) or before not in ("a", "an", "one", "the")
            ):
                continue
            if form in _ONE:
                yield span_of(words[j]), _ONE[form]
            elif (verb := _only_a_verb(form)) is not None:
                yield span_of(words[j]), verb.third
        elif noun in singulars() and word.text != "that":
            third = third_only().get(form)
            if form in _MANY:
                yield span_of(words[j]), _MANY[form]
            elif third is not None and not third.nounish and form not in singulars():
                yield span_of(words[j]), third.base


def said_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """hope your friends likes it, I think it help, how it work: a clause after “hope” or “how”."""
    for i, word in enumerate(words):
        before = words[i - 1].text if i else ""
        if before == "that" and i > 1:
            before = words[i - 2].text
        if before not in _SAYING or (_asked(words, i - 1) and before in ("see", "know")):
            continue
        if word.text in ("he", "she", "it"):
            j = skip_adverbs(words, i + 1)
            verb = verbs().get(words[j].text) if j < len(words) else None
            if verb is not None and words[j].text not in verb.past and verb.base != "be":
                yield span_of(words[j]), verb.third
            continue
        if word.text not in DETERMINERS - {"no", "any", "some", "that"}:
            continue
        k = i + 1
        while k < len(words) and words[k].text in _DESCRIBING:
            k += 1
        j = skip_adverbs(words, k + 1)
        if j >= len(words):
            continue
        noun, form = words[k].text, words[j].text
        if noun in plurals() and noun not in _GROUPS and word.text not in ("these", "those"):
            if form in _ONE:
                yield span_of(words[j]), _ONE[form]
            elif (verb := _only_a_verb(form)) is not None:
                yield span_of(words[j]), verb.third
        elif noun in singulars() and noun not in third_only() and word.text not in ("a", "an"):
            third = third_only().get(form)
            if form in _MANY:
                yield span_of(words[j]), _MANY[form]
            elif third is not None and form not in singulars() and form != "is":
                following = words[j + 1].text if j + 1 < len(words) else ""
                if not third.nounish or following in DETERMINERS | {"it", "them", "to"}:
                    yield span_of(words[j]), third.base


_OPENS_JOINED = frozenset([".", "!", "?", ";", "that", "because", "but", "so", "sorry"])
_BEFORE_SECOND = frozenset(["the", "your", "our", "one", "two", "three", "four", "five", "six"])


def joined_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """The lid and the cup is clean: two things joined by “and” take the plural."""
    for i, word in enumerate(words):
        if word.text != "and" or i < 2 or i + 2 >= len(words):
            continue
        first = i - 2
        at = first - 1 - (first > 1 and words[first - 1].text == ",")
        opens = first == 0 or words[at].text in _OPENS_JOINED
        one = words[first].text in ("the", "your", "our", "both")
        if not opens or not one or words[i - 1].text not in plurals():
            continue
        k = i + 1 + (words[i + 1].text in _BEFORE_SECOND)
        if k + 1 >= len(words) or words[k].text not in noun_forms():
            continue
        form = words[k + 1].text
        if form in _MANY and form != "isn't":
            yield span_of(words[k + 1]), _MANY[form]


def pointing_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """These is new, this mean, there are a gift: the pronoun or “there” and its verb."""
    for i, word in enumerate(words):
        here = Place(words, i)
        text, form = word.text, here.at(1)
        if text in ("these", "those") and form in _MANY and clause_start(words, i):
            yield span_of(words[i + 1]), _MANY[form]
        elif text in ("this", "everything", "nothing", "something") and clause_start(words, i):
            j = skip_adverbs(words, i + 1)
            if j >= len(words) or _asked(words, i):
                continue
            verb = _only_a_verb(words[j].text)
            if words[j].text in ("are", "were", "have", "don't", "aren't"):
                if text != "this" or here.at(2) not in plurals():
                    yield span_of(words[j]), _ONE[words[j].text]
            elif verb is not None and verb.base in _HAPPENS:
                yield span_of(words[j]), verb.third
        elif text == "there" and form in ("are", "were") and here.at(2) in ("a", "an"):
            nouns = [w.text for w in words[i + 3 : i + 6]]
            stop = next((n for n, t in enumerate(nouns) if not t.isalpha() or t == "of"), 3)
            named = [n for n in nouns[:stop] if n in plurals() or n in singulars()]
            counts = {"few", "lot", "couple", "number", "dozen", "hundred", "thousand", "total"}
            if (named and named[0] in plurals() and not counts & set(nouns[:stop])) and (
                named[0] not in _GROUPS and "of" not in nouns and "and" not in nouns
            ):
                yield span_of(words[i + 1]), "is" if form == "are" else "was"
        elif text in ("is", "was") and form == "there" and here.at(2) in ("any", "many", "two"):
            many = here.at(3) in singulars() or (
                here.at(3) in _DESCRIBING and here.at(4) in singulars()
            )
            if many and here.at(4) not in plurals() and here.at(3) not in ("sales", "news"):
                yield span_of(word), "are" if text == "is" else "were"


def doubled_subject(words: Sequence[Word]) -> Iterator[Found]:
    """My colleague he will call: the noun is the subject already."""
    for i, word in enumerate(words):
        if word.text not in ("he", "she", "it", "they") or i < 2 or i + 1 >= len(words):
            continue
        noun, opens = words[i - 1].text, words[i - 2].text
        known = noun in plurals() if word.text != "they" else noun in singulars()
        if not known or opens not in ("my", "our", "your", "the") or not clause_start(words, i - 2):
            continue
        if i > 2 and words[i - 3].text not in (".", "!", "?", ";", ","):
            continue
        form = words[i + 1].text
        if form in ("is", "will", "can", "cannot", "are", "don't", "doesn't", "can't", "isn't"):
            rest = [w.text for w in words[i + 2 : i + 12]]
            end = next((n for n, t in enumerate(rest) if t in MARKS), len(rest))
            # The box it is in has gone: a clause without “that”, its main verb follows.
            finite = BE | HAVE | DO | {"will", "can"}
            if not any(t in finite or t in third_only() for t in rest[:end]):
                yield span_of(word), None


def lone_subject(words: Sequence[Word]) -> Iterator[Found]:
    """We received it and packing it now: “and” joins a verb in -ing to a past."""
    for i, word in enumerate(words):
        if word.text != "and" or i < 3 or i + 2 >= len(words):
            continue
        j = skip_adverbs(words, i + 1)
        if j + 1 >= len(words) or words[j].text not in ing_forms():
            continue
        if words[j + 1].text not in ("it", "them", "your", "the", "now"):
            continue
        start = i
        while start and words[start - 1].text not in (".", "!", "?", ";", ","):
            start -= 1
        texts = [w.text for w in words[start:i]]
        if not texts or texts[0] not in SUBJECTS:
            continue
        told = any(t in past_only() for t in texts[1:4])
        apart = any(t in BE or t in ing_forms() or "'" in t for t in texts)
        if (
            told
            and not apart
            and not {"by", "of", "before", "after", "for", "without"} & set(texts)
        ):
            yield span_of(word, words[j]), f"and are {words[j].text}"


def unknown_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """the voltage are, points is: a subject that is on no list, told by its form."""
    for i, word in enumerate(words):
        if i + 2 >= len(words) or not (
            i == 0 or words[i - 1].text in (".", "!", "?", ",", "because")
        ):
            continue
        if singulars().get(word.text, "") in _COUNTED:
            be = words[i + 1].text
            if be in ("is", "was", "has", "doesn't") and word.text not in _NAMED:
                yield span_of(words[i + 1]), _MANY[be]
        elif word.text in ("the", "your", "our", "this", "my") and words[i + 2].text in (
            "are",
            "were",
        ):
            noun = words[i + 1].text
            formed = noun.endswith(("s", "er", "est", "ed", "ing", "ese", "sh", "ch"))
            known = noun in plurals() or noun in _GROUPS | _IRREGULAR | FUNCTION | _DESCRIBING
            if (len(noun) > 4 and noun.isalpha() and not formed and not known) and (
                noun not in _AS_NOUNS and not _asked(words, i)
            ):
                yield span_of(words[i + 2]), _ONE[words[i + 2].text]


_NAMED = frozenset(
    ["customs", "news", "sports", "goods", "logistics", "series", "means", "savings"]
)
_AS_NOUNS = word_class("as_nouns") | word_class("colours") | word_class("predicates")


def will_and_past(words: Sequence[Word]) -> Iterator[Found]:
    """I will wrap it and wrote your name: two verbs after one “will”."""
    for i, word in enumerate(words):
        if word.text != "and" or i < 3 or i + 2 >= len(words):
            continue
        verb = past_only().get(words[i + 1].text)
        if verb is None or words[i + 2].text not in (
            "it",
            "them",
            "your",
            "the",
            "you",
            "a",
            "our",
        ):
            continue
        start = i
        while start and words[start - 1].text not in (".", "!", "?", ";", ",", ":"):
            start -= 1
        texts = [w.text for w in words[start:i]]
        modal = next((n for n, t in enumerate(texts) if t in MODALS or t.endswith("'ll")), None)
        if modal is None or modal + 1 >= len(texts) or texts[modal + 1] not in verbs():
            continue
        if verb.base == "have" or any(
            t in BE | HAVE | DO | past_only().keys() | {"that", "which", "what", "who", "be", "if"}
            for t in texts
        ):
            continue
        yield span_of(words[i + 1]), verb.base

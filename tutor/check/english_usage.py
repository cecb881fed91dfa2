"""Finders for what English sentences of learners leave out: an article, the verb “be”, a past form.

Each reads whole phrases, from the word that opens one to the mark that closes it, and is silent where
a finite verb, a determiner or a reading as a name could make the words right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.check.english import (
    Word,
    ing_forms,
    mass_nouns,
    noun_forms,
    past_only,
    plurals,
    singulars,
    third_only,
    verbs,
    word_class,
)
from tutor.check.english_grammar import Found, clause_start, is_will, skip_adverbs, span_of
from tutor.check.english_sets import (
    ADVERBS,
    BE,
    CAUSATIVES,
    DETERMINERS,
    DO,
    HAVE,
    LINKS,
    MARKS,
    MODALS,
    OBJECTS,
    PUNCTUAL,
    SUBJECTS,
)

# Things that one hands over, opens or looks at: in the singular they always want a small word.
_THINGS = word_class("things")
_BARE = word_class("bare")
_JOBS = word_class("jobs")
_LASTING = word_class("lasting")
_NEED_BE = word_class("need_be")
_HANDING = word_class("handing")
_DESCRIBING = word_class("describing")
_CLOSES = word_class("closes")
# Numbers, codes and questions are also what a thing is called by (order number 5).
_PLACES = word_class("places")


def bare_noun(words: Sequence[Word]) -> Iterator[Found]:
    """send you new tracking number, in warehouse, this is problem of: a thing without a, the or your."""
    for i, word in enumerate(words):
        sure = word.text in _THINGS
        counted = word.text in plurals() and word.text not in _BARE and word.text not in verbs()
        if not (sure or counted or word.text in _JOBS) or not _closes(words, i + 1):
            continue
        k = i
        while k and words[k - 1].text in _DESCRIBING:
            k -= 1
        before = words[k - 1].text if k else ""
        person = before in OBJECTS - {"her"}
        at = k - 2 if person else k - 1
        verb = _verb_of(words[at].text) if at >= 0 else ""
        formed = at > 0 and words[at].text in past_only().keys() | ing_forms().keys()
        if formed and words[at - 1].text in DETERMINERS:
            continue  # the attached form, your receiving desk
        handed = (
            (sure or counted)
            and verb in _HANDING
            and not (word.text == "courier" and verb == "include")
            and (
                verb not in ("check", "open", "click", "press", "enter", "use", "print", "add")
                or k < i
            )
        )
        if not sure and i + 1 < len(words) and words[i + 1].text == "and":
            handed = False  # department and phone: a list of what a form wants
        if handed and not _is_name(words, k, i) and not _is_listed(words, i):
            yield _with_article(words, k, i, "your" if before in ("me", "us") and k < i else "a")
        elif (
            word.text in _JOBS
            and before in BE
            and k > 1
            and words[k - 2].text in ("i", "he", "she")
        ):
            yield _with_article(words, k, i, "a")
        elif (
            word.text in _JOBS
            and k == i
            and before in ("ask", "tell", "call", "contact", "inform", "asked", "told", "called")
        ) or (before in ("in", "at", "from", "inside", "on") and word.text in _PLACES and k == i):
            yield _with_article(words, k, i, "the")
        elif (
            before in ("is", "was", "it's", "that's")
            and (before.endswith("'s") or (k > 1 and words[k - 2].text in ("it", "this", "that")))
            and sure
            and word.text not in ("number", "code", "answer", "reply")
        ):
            yield _with_article(words, k, i, "a")


def _closes(words: Sequence[Word], i: int) -> bool:
    return i >= len(words) or words[i].text in MARKS - {"-", "(", ":"} or words[i].text in _CLOSES


def _verb_of(form: str) -> str:
    verb = (
        verbs().get(form)
        or past_only().get(form)
        or third_only().get(form)
        or ing_forms().get(form)
    )
    return verb.base if verb is not None else ""


def _is_name(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words may be read off a screen: press Return label, and what is spelt large is a name."""
    return (
        first > 0 and words[first - 1].text in ("click", "press", "choose", "enter")
    ) or last - first > 2


def _is_listed(words: Sequence[Word], i: int) -> bool:
    """Whether the thing is the first of a list: box, cable and plugs."""
    rest = [word.text for word in words[i + 1 : i + 6]]
    return rest[:1] == [","] and "and" in rest[2:4]


def _with_article(words: Sequence[Word], first: int, last: int, article: str) -> Found:
    phrase = " ".join(word.text for word in words[first : last + 1])
    if article == "a" and phrase[0] in "aeio":
        article = "an"
    return span_of(words[first], words[last]), f"{article} {phrase}"


_PREDICATES = word_class("predicates")
_WHERE = word_class("where")
_DEGREE = word_class("degree")
_GREETINGS = word_class("greetings")
_LEADS = LINKS | {"and", "then", "also", "therefore", "maybe", "now", "currently"} - {"as", "once"}


def missing_be(words: Sequence[Word]) -> Iterator[Found]:
    """we very sorry, I so happy, your parcel very safe: there is no verb."""
    for i, word in enumerate(words):
        if word.text not in ("i", "we", "you", "they") or not (
            clause_start(words, i) or words[i - 1].text == "and"
        ):
            continue
        j = i + 1
        while j < len(words) and words[j].text in (
            "very",
            "so",
            "really",
            "also",
            "too",
            "all",
            "quite",
            "extremely",
            "truly",
            "deeply",
            "still",
            "not",
        ):
            j += 1
        if (
            j < len(words)
            and words[j].text in _NEED_BE
            and not (words[j].text == "sure" and j + 1 < len(words) and is_will(words[j + 1].text))
            and not (i and words[i - 1].text in CAUSATIVES | {"makes", "are", "keep", "keeps"})
        ):
            yield (
                span_of(words[i + 1], words[j]),
                f"{'am' if word.text == 'i' else 'are'} "
                + " ".join(w.text for w in words[i + 1 : j + 1]),
            )


def missing_copula(words: Sequence[Word]) -> Iterator[Found]:
    """the item out of stock, it not possible, your order ready, is our mistake: no verb, or nobody it speaks of."""
    for i, word in enumerate(words):
        if not _opens(words, i) or _is_asked(words, i):
            continue
        if word.text == "is":
            if i and words[i - 1].text not in MARKS | {"and", "but", "so", "because"}:
                continue
            following = words[i + 1].text if i + 1 < len(words) else ""
            if following in _DEGREE | {"our", "my"} or (
                following in _PREDICATES and _closes(words, i + 2)
            ):
                yield span_of(word), "it is"
            continue
        last = _subject(words, i)
        if last is None:
            continue
        j = last + 1
        while j < len(words) and words[j].text in _DEGREE | ADVERBS:
            j += 1
        if (
            j < len(words)
            and _predicates(words, last, j)
            and not (last > i + 1 and words[last].text in third_only())
            and not _has_verb(words, i, j)
        ):
            many = words[last].text in singulars() or words[last].text in ("they", "we", "you")
            be = "am" if word.text == "i" else "are" if many else "is"
            phrase = " ".join(w.text for w in words[last + 1 : j + 1])
            yield span_of(words[last], words[j]), f"{words[last].text} {be} {phrase}"


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether a sentence begins here, or goes on after a greeting or a linking word."""
    if i == 0 or words[i - 1].text in (".", "!", "?", ";"):
        return True
    if words[i - 1].text == ",":
        start = i - 1
        while start and words[start - 1].text not in (".", "!", "?", ";"):
            start -= 1
        said = [w.text for w in words[start : i - 1]]
        return 0 < len(said) <= 3 and said[0] in _GREETINGS
    return words[i - 1].text in _LEADS and (
        i == 1 or words[i - 2].text in MARKS or words[i - 1].text in LINKS
    )


def _is_asked(words: Sequence[Word], i: int) -> bool:
    for word in words[i:]:
        if word.text in (".", "!", ";"):
            return False
        if word.text == "?":
            return True
    return False


def _subject(words: Sequence[Word], i: int) -> int | None:
    """The last word of the noun phrase that opens here, where it is one that can be told."""
    text = words[i].text
    if text in SUBJECTS - {"you", "i", "we", "they"} or text in ("they", "everything"):
        return i
    if text not in DETERMINERS - {"a", "an", "any", "no", "some"} | {"all", "both"}:
        return None
    nouns = noun_forms() | mass_nouns()
    k = i + 1
    while k < len(words) and k < i + 4 and (words[k].text in _DESCRIBING or words[k].text in nouns):
        k += 1
    return k - 1 if k > i + 1 and words[k - 1].text in nouns else None


def _predicates(words: Sequence[Word], last: int, j: int) -> bool:
    """Whether the word can only be what is said of the subject."""
    text = words[j].text
    following = words[j + 1].text if j + 1 < len(words) else ""
    pronoun = words[last].text in SUBJECTS | {"everything"}
    if text == "out":
        return following == "of" and j + 2 < len(words) and words[j + 2].text == "stock"
    if text in ("on", "in", "under") and following in (
        "holiday",
        "leave",
        "stock",
        "sale",
        "warranty",
    ):
        return True
    if text in past_only() and following == "by":
        agent = words[j + 2].text if j + 2 < len(words) else ""
        return not pronoun and j == last + 1 and agent in DETERMINERS
    if text in _WHERE:
        between = {w.text for w in words[last + 1 : j]}
        return bool(between & {"still", "now", "not", "already"}) and not pronoun
    if text not in _PREDICATES:
        return False
    # The port closed for two days: it did so once.
    if text == "closed" and following in _ONCE:
        return False
    if following in plurals() or following in singulars() or following in _DESCRIBING:
        return False
    if text in past_only() or text in verbs() or text in ("lost", "broken"):
        return _closes(words, j + 1)
    return pronoun or j > last + 1 or _closes(words, j + 1)  # the sizes different from last year


_ONCE = frozenset(
    [
        "for",
        "on",
        "at",
        "in",
        "after",
        "early",
        "late",
        "because",
        "last",
        "yesterday",
        "with",
        "down",
    ]
)


def _has_verb(words: Sequence[Word], i: int, but: int) -> bool:
    """Whether a finite verb stands before the next mark, the word at `but` left aside."""
    for k in range(i, len(words)):
        word = words[k]
        if k == but:
            continue
        if word.text in MARKS - {"-", "("}:
            return False
        text = word.text
        if text in BE | HAVE | DO | MODALS | {"be", "been"} or is_will(text) or "'" in text:
            return True
        verb = verbs().get(text)
        if text in past_only() and text not in ("included", "damaged", "delayed", "closed"):
            return True
        if (text in third_only() and text not in singulars()) or (verb and not verb.nounish):
            return True
    return False


_PAST = re.compile(
    r"(?:yesterday|last (?:week|month|year|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|(?:\d+|an?|one|two|three|four|five|a few|several) (?:days?|weeks?|hours?|months?|minutes?) ago)\b"
)
_HAPPENED = PUNCTUAL | {
    "try",
    "come",
    "go",
    "leave",
    "find",
    "happen",
    "break",
    "start",
    "stop",
    "take",
    "say",
    "reach",
    "bring",
    "pick",
    "forget",
    "lose",
    "drop",
}
_HOLD = word_class("holds")


def third_person_past(words: Sequence[Word]) -> Iterator[Found]:
    """The courier tries to call you yesterday: a time that is over asks for the past."""
    for i, word in enumerate(words):
        verb = third_only().get(word.text)
        if verb is None or verb.base not in _HAPPENED or not i:
            continue
        j = i - 1
        while j and words[j].text in ("already", "just", "also", "only"):
            j -= 1
        before = words[j].text
        if before not in ("he", "she", "it") and (
            before not in plurals()
            or (
                verb.nounish
                and (i + 1 >= len(words) or words[i + 1].text not in ("to", "the", "your"))
            )
        ):
            continue
        for k in range(i + 1, min(i + 12, len(words))):
            text = words[k].text
            if text in _HOLD or text in MARKS or text in SUBJECTS - {"you", "it"}:
                break
            if _PAST.match(" ".join(w.text for w in words[k : k + 3])):
                yield span_of(word), verb.past_form
                break


_ONE_OF_MANY = word_class("one_of_many")


def of_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """The colour of these cups are darker: the verb goes with the first noun."""
    for i, word in enumerate(words):
        if (
            word.text != "of"
            or i < 2
            or words[i - 1].text not in plurals()
            or words[i - 1].text in _ONE_OF_MANY
            or not any(
                w.text in ("the", "our", "your", "this") for w in words[max(0, i - 3) : i - 1]
            )
            or not any(_opens(words, max(0, i - back)) for back in (2, 3))
        ):
            continue
        k = i + 1
        while k < len(words) and (
            words[k].text in DETERMINERS | _DESCRIBING | {"both", "all"}
            or words[k].text in plurals()
        ):
            k += 1
        if k >= len(words) or words[k].text not in singulars():
            continue
        j = skip_adverbs(words, k + 1)
        fixed = {"are": "is", "were": "was", "have": "has", "don't": "doesn't", "aren't": "isn't"}
        if j < len(words) and words[j].text in fixed:
            yield span_of(words[j]), fixed[words[j].text]
            continue
        verb = verbs().get(words[j].text) if j < len(words) else None
        if verb is not None and not verb.nounish and words[j].text not in verb.past:
            yield span_of(words[j]), verb.third


_WANTING = word_class("wanting")
_MAKING = frozenset(["make", "makes", "made", "let", "lets", "help", "helps"])


def after_object(words: Sequence[Word]) -> Iterator[Found]:
    """want you send, ask them wait, make it works: the form of a verb after the person it speaks of."""
    for i, word in enumerate(words):
        if i + 2 >= len(words) or words[i + 1].text not in OBJECTS:
            continue
        form = words[i + 2].text
        verb = verbs().get(form)
        if word.text in _WANTING and words[i + 1].text != "it":
            if verb is not None and not verb.nounish and form not in verb.past:
                yield span_of(words[i + 2]), f"to {form}"
            elif form == "check" and word.text in ("asked", "want", "need") and i + 3 < len(words):
                yield span_of(words[i + 2]), "to check"
        elif word.text in _MAKING:
            third = third_only().get(form)
            if third is not None and form not in singulars() and form != "is":
                yield span_of(words[i + 2]), third.base


_OPENING_PAST = re.compile(
    r"(?:yesterday|last (?:week|month|night|year)|\w+ (?:days?|weeks?|hours?|months?) ago)"
)


def opened_with_past(words: Sequence[Word]) -> Iterator[Found]:
    """Yesterday the machine breaks: a sentence that opens with a time that is over stands in the past."""
    for i in range(len(words)):
        if i and words[i - 1].text not in (".", "!", "?", ";"):
            continue
        opening = _OPENING_PAST.match(" ".join(w.text for w in words[i : i + 3]))
        if opening is None:
            continue
        j = i + len(opening.group().split())
        j += j < len(words) and words[j].text == ","
        if j >= len(words):
            continue
        last = j if words[j].text in SUBJECTS else _subject(words, j)
        k = skip_adverbs(words, last + 1) if last is not None else len(words)
        if last is None or k >= len(words):
            continue
        form = words[k].text
        third, base = third_only().get(form), verbs().get(form)
        if words[last].text in ("i", "we", "you", "they") and base is not None:
            if form not in base.past and base.base not in _LASTING:
                yield span_of(words[k]), base.past_form
        elif third is not None and (
            not third.nounish or words[last].text in ("he", "she", "it") or _closes(words, k + 1)
        ):
            yield span_of(words[k]), third.past_form

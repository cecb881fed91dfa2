"""Finders for English verb patterns: what follows a verb, a preposition or a helper in which form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.check.english import (
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
    HAVE,
    MARKS,
    MODALS,
    NOT_AFTER_BE,
    OBJECTS,
    SUBJECTS,
)

_THINGS_AFTER = (DETERMINERS | OBJECTS) - {"her", "no"} | {"another", "all"}
_PREDICATES = word_class("predicates")
_DESCRIBING = word_class("describing")
_STATES = word_class("states")
_ACTING = word_class("acting")
_TRYING = word_class("trying")
_HANDLING = word_class("handling")
_JOBS = word_class("jobs")
_SHOWN = word_class("shown")
_NEGATIVE = frozenset(["don't", "doesn't", "didn't"])


def need_bare(words: Sequence[Word]) -> Iterator[Found]:
    """you need turn the cap, we want check it, try put some: “to” or -ing is missing."""
    for i, word in enumerate(words):
        if word.text not in _TRYING or i + 2 >= len(words):
            continue
        before = words[i - 1].text if i else ""
        if before in DETERMINERS | {"in", "of", "not", "you'll", "great"} or word.text == "-":
            continue
        form, following = words[i + 1].text, words[i + 2].text
        verb = verbs().get(form)
        if verb is None or form in ("be", "help", "do", "have", "time"):
            continue
        needs = word.text.startswith(("need", "want"))
        if needs and before not in SUBJECTS | ADVERBS | noun_forms():
            continue
        if following in _THINGS_AFTER and (not verb.nounish or form in _HANDLING):
            yield span_of(word, words[i + 1]), f"{word.text} to {verb.base}"


def after_negation(words: Sequence[Word]) -> Iterator[Found]:
    """don't putting it, it doesn't available: the wrong word after “don't”."""
    for i, word in enumerate(words):
        at = i
        if word.text in ("do", "does", "did") and Place(words, i).at(1) == "not":
            at = i + 1
        elif word.text not in _NEGATIVE:
            continue
        j = skip_adverbs(words, at + 1)
        if j >= len(words):
            continue
        form = words[j].text
        following = words[j + 1].text if j + 1 < len(words) else ""
        ing = ing_forms().get(form)
        if ing is not None and ing.base not in ("be", "bring", "ring", "sing"):
            yield span_of(words[j]), ing.base
        elif (
            form in _PREDICATES
            and form not in verbs()
            and form not in ("better", "ok", "well", "original", "fine", "warm", "wet", "late")
            and (following in MARKS | {"", "for", "in", "with", "to", "now", "because", "on", "as"})
        ):
            be = {"don't": "are not", "do": "are not", "didn't": "was not", "did": "was not"}
            yield span_of(word, words[j]), f"{be.get(word.text, 'is not')} {form}"


def states(words: Sequence[Word]) -> Iterator[Found]:
    """my son is having the same one, the price is including tax: a state has no -ing form."""
    for i, word in enumerate(words):
        if word.text not in BE and word.text not in ("it's", "he's", "she's", "i'm", "we're"):
            continue
        j = skip_adverbs(words, i + 1)
        if j >= len(words) or words[j].text not in _STATES | {"having", "including"}:
            continue
        form, here = words[j].text, Place(words, j)
        person = word.text in ("i'm", "we're", "he's", "she's", "am") or (
            i and words[i - 1].text in ("we", "i", "he", "she", "you", "they", "who")
        )
        many = word.text not in ("is", "it's", "he's", "she's", "was")
        if form == "having":
            rest = [w.text for w in words[j + 1 : j + 6]]
            if not rest or rest[0] not in DETERMINERS | {"two", "three", "many", "same"}:
                continue
            if set(rest) & _ACTING or "'" in word.text:
                continue
        elif (form == "including" and (person or here.at(1) in MARKS | {""})) or (
            (form == "seeing" or here.at(1) in ("nothing", "a")) and form == "seeing"
        ):
            continue
        verb = ing_forms()[form]
        fixed = verb.past_form if word.text == "was" else verb.base if many else verb.third
        between = [w.text for w in words[i + 1 : j]]
        if "not" not in between and "'" not in word.text:
            yield span_of(word, words[j]), " ".join([*between, fixed])
        else:
            yield span_of(word, words[j]), None


_WH = frozenset(["what", "where", "when", "why", "how", "which", "who"])
_KNOWING = word_class("knowing")


def asked_inside(words: Sequence[Word]) -> Iterator[Found]:
    """choose what do you want, ask the driver why did it break: a question inside a statement."""
    for i, word in enumerate(words):
        if word.text not in _WH or i < 2:
            continue
        before = words[i - 1].text
        if before in MARKS | {"and", "but", "so", "or", "is", "was", "question", "then"}:
            continue
        j = i + 1
        while j < min(i + 4, len(words)) and words[j].text in (
            noun_forms() | {"many", "much", "long", "kind", "else", "one"}
        ):
            j += 1
        if j + 2 >= len(words):
            continue
        helper, subject = words[j].text, words[j + 1].text
        does = helper in ("do", "does", "did")
        person = subject in SUBJECTS
        if not (does and (person or subject in DETERMINERS - {"no", "any"})) and not (
            person
            and (
                helper in MODALS | {"is", "are", "was", "were"}
                or (helper in ("has", "have") and subject not in ("it", "you"))
            )
        ):
            continue
        if subject == "it" and helper in ("is", "was") and word.text in ("how", "who"):
            continue
        known = next((w for w in words[j + 2 : j + 6] if w.text in verbs()), None)
        if does and known is None:
            continue
        start, end = i, j
        while start and words[start - 1].text not in (".", "!", "?", ";", ":", ","):
            start -= 1
        while end < len(words) and words[end].text not in (".", "!", "?", ";"):
            end += 1
        opening = [w.text for w in words[start:i]]
        asks = end < len(words) and words[end].text == "?"
        if len(opening) < 2 or (asks and not _KNOWING & set(opening)):
            continue
        if not (set(opening) & _KNOWING or does):
            continue
        fixed = None
        if person and not does:
            fixed = " ".join([*(w.text for w in words[i:j]), subject, helper])
        elif person and helper == "do" and known is words[j + 2]:
            fixed = " ".join([*(w.text for w in words[i:j]), subject])
        yield span_of(word, words[j + 1]), fixed


def having_done(words: Sequence[Word]) -> Iterator[Found]:
    """we have checking your order: after “have” stands the participle."""
    for i, word in enumerate(words):
        if word.text not in ("have", "has") and not word.text.endswith("'ve"):
            continue
        before = words[i - 1].text if i else ""
        if before not in SUBJECTS and before not in plurals() and not word.text.endswith("'ve"):
            continue
        j = skip_adverbs(words, i + 1)
        verb = ing_forms().get(words[j].text) if j + 1 < len(words) else None
        if verb is not None and words[j + 1].text in _THINGS_AFTER:
            yield span_of(words[j]), verb.participle_form


_MADE = frozenset(
    [
        "made",
        "called",
        "located",
        "used",
        "designed",
        "based",
        "packed",
        "printed",
        "written",
        "covered",
        "filled",
        "equipped",
        "suited",
        "intended",
    ]
)
_MADE_WITH = frozenset(["of", "in", "for", "by", "with", "on", "from", "as"])


def _finite(words: Sequence[Word], i: int, but: int) -> bool:
    """Whether another verb stands between `i` and the end of the sentence, `but` left aside."""
    for k in range(i, len(words)):
        text = words[k].text
        if text in (".", "!", "?", ";") or (k > but and text == ","):
            return False
        if k == but:
            continue
        if text in BE | HAVE | DO | MODALS or is_will(text) or "'" in text or text in past_only():
            return True
        verb = verbs().get(text)
        if text in third_only() and text not in singulars():
            return True
        if verb is not None and not verb.nounish and words[k - 1].text != "to":
            return True
        if verb is not None and words[k - 1].text in ("to", "and", "can", "you", "we", "they"):
            return words[k - 1].text != "to"
    return False


def left_out_be(words: Sequence[Word]) -> Iterator[Found]:
    """It made of glass, the courier waiting for you: the verb “be” is missing."""
    for i, word in enumerate(words):
        opens = clause_start(words, i) and not (i and words[i - 1].text in ("(", ")", "-"))
        if not opens and not (i and words[i - 1].text in ("and", "because", "but")):
            continue
        pronoun = word.text in ("it", "they")
        last = i
        if not pronoun:
            if word.text not in ("the", "your", "our", "my", "his", "their"):
                continue
            last += 1
            while last < len(words) and words[last].text in _DESCRIBING:
                last += 1
            nouns = noun_forms()
            if last >= len(words) or words[last].text not in nouns:
                continue
            while last + 1 < len(words) and words[last + 1].text in nouns:
                last += 1
        between = last + 1
        j = skip_adverbs(words, between)
        if j + 1 >= len(words):
            continue
        form, following = words[j].text, words[j + 1].text
        made = (
            form in _MADE and following in _MADE_WITH and (form != "called" or following != "for")
        )
        running = (
            not pronoun
            and form in ing_forms()
            and form not in plurals()
            and words[last].text not in ("thing", "day", "time", "word")
            and following in _THINGS_AFTER | {"for", "to", "with", "on", "in", "now", "at"}
            and not (i and words[i - 1].text in ("as", "since", "after", "before", "while", "when"))
        )
        if not (made or running) or (made and pronoun and following == "from"):
            continue
        if i and words[i - 1].text in ("as", "than", "-"):
            continue
        if _finite(words, i, j):
            continue
        many = words[last].text in singulars() or word.text == "they"
        yield (
            span_of(words[last], words[j]),
            (
                f"{words[last].text} {'are' if many else 'is'} "
                + " ".join(w.text for w in words[between : j + 1])
            ),
        )


_TO_ING = frozenset(
    ["forward", "used", "due", "addition", "prior", "according", "close", "way", "key", "next"]
)
_AFTER_ING = (
    _THINGS_AFTER | MARKS | {"at", "in", "with", "for", "to", "on", "again", "here", "back"}
)
_INVITING = frozenset(["invite", "ask", "asked", "tell", "want", "allow", "remind", "teach"])
_SINCE = re.compile(
    r"since (?:yesterday|last \w+|(?:19|20)\d\d|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|this morning|the (?:morning|beginning)|(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)(?: \d+)?|\d+ (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december))(?= [.,!?;]|$| and | but | because )"
)
_NOT_SINCE = frozenset(
    ["first", "only", "best", "worst", "biggest", "longest", "second", "third", "best-", "last"]
)


def since_present(words: Sequence[Word]) -> Iterator[Found]:
    """It is in your city since yesterday: what began then and goes on takes the perfect."""
    for i, word in enumerate(words):
        if word.text != "since" or i < 2:
            continue
        if not _SINCE.match(" ".join(w.text for w in words[i : i + 5])):
            continue
        start = i
        while start and words[start - 1].text not in (".", "!", "?", ";", ",", "and", "but", ":"):
            start -= 1
        clause = [w.text for w in words[start:i]]
        if set(clause) & (HAVE | MODALS | DO | past_only().keys() | {"had", "was", "were"}):
            continue
        if any("'ve" in t or "'ll" in t or "'d" in t for t in clause) or set(clause) & _NOT_SINCE:
            continue
        for k in range(start + 1, i):
            text, before = words[k].text, words[k - 1].text
            subject = before in SUBJECTS or before in plurals() or before in singulars()
            if not subject:
                continue
            if text in ("is", "are", "am"):
                been = "has been" if text == "is" else "have been"
                if words[k + 1].text.isdigit() or words[k + 1].text in ("a", "the", "my", "our"):
                    break
                yield span_of(words[k]), been
                break
            verb = verbs().get(text) if before in ("i", "we", "they", "you") else None
            third = third_only().get(text)
            if third is not None and text not in singulars():
                yield span_of(words[k]), f"has {third.participle_form}"
                break
            if verb is not None and text not in verb.past:
                yield span_of(words[k]), f"have {verb.participle_form}"
                break


def gerund(words: Sequence[Word]) -> Iterator[Found]:
    """before open the box, after use it, to sent the parcel: the form after a preposition."""
    for i, word in enumerate(words):
        if i == 0 or i + 1 >= len(words):
            continue
        before, following = words[i - 1].text, words[i + 1].text
        earlier = words[i - 2].text if i > 1 else ""
        if (
            before in ("before", "after", "without", "by", "instead", "for")
            and word.text in verbs()
        ):
            verb = verbs()[word.text]
            if not (verb.nounish or word.text in NOT_AFTER_BE) or word.text in verb.past | {
                "do",
                "have",
            }:
                continue
            handled = word.text in _HANDLING and following in DETERMINERS - {"no", "her"}
            if before == "by" and word.text in ("post", "mail", "phone", "land", "design"):
                continue
            if (handled or following in ("it", "them")) and (
                earlier not in ("the", "day", "week", "from", "what", "stand", "go")
            ):
                yield span_of(word), verb.ing
        elif before == "to" and word.text in ing_forms() and earlier not in _TO_ING:
            asked = {w.text for w in words[max(0, i - 5) : i - 2]}
            if asked & _INVITING and following in _AFTER_ING:
                yield span_of(word), ing_forms()[word.text].base
        elif before == "to" and word.text in past_only() and following in _THINGS_AFTER:
            verb = past_only()[word.text]
            if word.text not in ("used", "shed", "found") and earlier in (
                word_class("to_base") | ADVERBS
            ):
                yield span_of(word), verb.base


def be_and_third(words: Sequence[Word]) -> Iterator[Found]:
    """The time is depends on customs: two finite verbs side by side."""
    for i, word in enumerate(words):
        if word.text not in ("is", "are", "was", "it's"):
            continue
        j = skip_adverbs(words, i + 1)
        verb = third_only().get(words[j].text) if j < len(words) else None
        if (
            verb is None
            or verb.nounish
            or words[j].text in singulars()
            or verb.base in ("be", "do")
        ):
            continue
        start = i
        while start and words[start - 1].text not in MARKS:
            start -= 1
        if {w.text for w in words[start:i]} & (_WH | {"that", "all", "whatever"}):
            continue  # what it is depends on the size
        yield span_of(words[i if j == i + 1 else j], words[j]), verb.third if j == i + 1 else None


def verb_as_noun(words: Sequence[Word]) -> Iterator[Found]:
    """your pay, the deliver time, an apply: a verb where only its noun can stand."""
    names = word_class("verb_nouns")
    for i, word in enumerate(words):
        if word.text not in names or i == 0:
            continue
        before = words[i - 1].text
        following = words[i + 1].text if i + 1 < len(words) else ""
        if before not in ("the", "your", "our", "a", "an", "my", "their", "this"):
            continue
        earlier = words[i - 2].text if i > 1 else ""
        if following in ("button", "key", "option", "page", "tab", "icon", "link", "menu", "-"):
            continue
        if before == "this" and (earlier in CAUSATIVES or following not in ("time", "date", "fee")):
            continue
        closes = following in MARKS - {"-", ":"} | BE | {"", "time", "date", "fee", "address", "of"}
        if closes or following in ("for", "from", "by", "with", "and", "was", "will"):
            yield span_of(word), None


_IF_ASKS = word_class("knowing") | {"sure", "wonder", "depends", "say", "says", "clear", "doubt"}


def if_will(words: Sequence[Word]) -> Iterator[Found]:
    """It goes away if you will open the window: after “if” the present stands for the future."""
    for i, word in enumerate(words):
        if word.text not in ("if", "unless") or i < 2 or i + 3 >= len(words):
            continue
        if words[i - 1].text in MARKS | {"as"} or words[i + 1].text not in SUBJECTS:
            continue
        if words[i + 2].text != "will" or words[i + 3].text not in verbs():
            continue
        start = i
        while start and words[start - 1].text not in (".", "!", "?", ";"):
            start -= 1
        clause = [w.text for w in words[start:i]]
        leads = MODALS | {"is", "are", "please"} | third_only().keys()
        if set(clause) & _IF_ASKS or not set(clause) & leads:
            continue
        verb = verbs()[words[i + 3].text]
        he = words[i + 1].text in ("he", "she", "it")
        yield span_of(words[i + 2], words[i + 3]), verb.third if he else verb.base


def empty_subject(words: Sequence[Word]) -> Iterator[Found]:
    """because is raining, even when is cold: the clause has no subject."""
    for i, word in enumerate(words):
        if word.text not in ("because", "if", "although", "when", "unless") or i + 2 >= len(words):
            continue
        if word.text == "when" and (i == 0 or words[i - 1].text not in ("even", "only", "use")):
            continue
        form, following = words[i + 1].text, words[i + 2].text
        if form in ("is", "was", "has", "isn't", "wasn't"):
            if following not in MARKS:
                yield span_of(words[i + 1]), f"it {form}"
        elif (form in ("will", "can", "can't", "cannot") and word.text != "when") and (
            following in verbs() or following == "not"
        ):
            yield span_of(words[i + 1]), None


def to_whom(words: Sequence[Word]) -> Iterator[Found]:
    """report it my manager, send it the customs: “to” is missing before the person."""
    for i, word in enumerate(words):
        if word.text not in ("it", "them", "this", "that") or i == 0 or i + 2 >= len(words):
            continue
        form = words[i - 1].text
        verb = verbs().get(form) or past_only().get(form) or third_only().get(form)
        if verb is None or verb.base not in _SHOWN or words[i + 1].text not in DETERMINERS:
            continue
        if words[i + 1].text in ("my", "our", "your", "the") and words[i + 2].text in (
            _JOBS | {"warehouse", "team", "bank", "factory", "department", "carrier"}
        ):
            yield (
                span_of(words[i - 1], words[i + 2]),
                (f"{form} {word.text} to {words[i + 1].text} {words[i + 2].text}"),
            )


def said_after_link(words: Sequence[Word]) -> Iterator[Found]:
    """happy that can help you: the person is missing after “that”."""
    for i, word in enumerate(words):
        if word.text != "that" or i == 0 or i + 2 >= len(words):
            continue
        if (
            words[i - 1].text in ("happy", "glad", "pleased", "sorry")
            and words[i + 1].text
            in (
                "can",
                "could",
                "cannot",
                "can't",
            )
        ) and (words[i + 2].text in verbs() and words[i + 2].text != "be"):
            yield span_of(word, words[i + 1]), f"that I {words[i + 1].text}"

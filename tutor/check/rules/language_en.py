"""language.grammar and language.word_order in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tutor.check import english_agreement as agreement
from tutor.check import english_clauses as clauses
from tutor.check import english_grammar as grammar
from tutor.check import english_nouns as nouns
from tutor.check import english_subjects as subjects
from tutor.check import english_time as time
from tutor.check import english_usage as usage
from tutor.check import english_verbs as patterns
from tutor.check.english import Word, plain, words_of
from tutor.check.english_order import misplaced
from tutor.check.english_phrases import phrases
from tutor.check.harper_base import lints
from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span

_SOURCE = "Swan, Practical English Usage; calques collected for this project"


def _cased(raw: str, span: Span, fixed: str | None) -> str | None:
    """The replacement with the capital letters that its place had."""
    if not fixed:
        return fixed
    words = span.of(raw)
    fixed = (
        " ".join("I" if word == "i" else word for word in fixed.split(" "))
        if " " in fixed
        else fixed
    )
    if words[:1].isupper() and words[:2] not in ("I ", "I'") and fixed[0].islower():
        return fixed[0].upper() + fixed[1:]
    return fixed


def _hits(
    text: LearnerText, reading: Reading, found: Iterable[tuple[Span, str | None]]
) -> Iterator[Hit]:
    seen: list[Span] = []
    for span, fixed in sorted(found, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start)):
        if any(span.overlaps(other) for other in seen) or in_quotes(text, reading, span):
            continue
        seen.append(span)
        yield Hit(span=span, suggestion=_cased(text.raw, span, fixed))


def _of_words(
    *finders: Callable[[Sequence[Word]], Iterator[grammar.Found]], kinds: tuple[str, ...] = ()
) -> Finder:
    """What the finders see in the words, and the phrases of these kinds."""

    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        words, lowered = words_of(text.raw), plain(text.raw)
        found = [pair for finder in finders for pair in finder(words)]
        found += [pair for kind in kinds for pair in phrases(lowered, kind)]
        return _hits(text, reading, found)

    return find


def _of_phrases(*kinds: str) -> Finder:
    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        lowered = plain(text.raw)
        return _hits(text, reading, (f for kind in kinds for f in phrases(lowered, kind)))

    return find


def _questions(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    words = words_of(text.raw)
    found = [*clauses.questions(words, text.raw), *patterns.asked_inside(words)]
    return _hits(text, reading, found)


def _order(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    return _hits(text, reading, misplaced(text.raw))


def _harper(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    return _hits(
        text, reading, ((Span(lint.start, lint.end), lint.suggestion) for lint in lints(text.raw))
    )


def _rule(
    name: str,
    find: Finder,
    message: tuple[str, str],
    why: tuple[str, str],
    good: tuple[str, ...],
    bad: tuple[Bad, ...],
    check: str = "language.grammar",
    source: str = _SOURCE,
) -> Rule:
    return Rule(
        id=f"{check}.{name}",
        check=check,
        langs=("en",),
        severity="warning",
        message=Bilingual(en=message[0], zh=message[1]),
        why=Bilingual(en=why[0], zh=why[1]),
        source=source,
        good=tuple(Good(text, lang="en") for text in good),
        bad=bad,
        find=find,
    )


def _bad(marked: str, suggestion: str | tuple[str | None, ...] | None = None) -> Bad:
    return Bad(marked, suggestion, lang="en")


RULES = (
    _rule(
        "complement",
        _of_words(patterns.to_whom, patterns.said_after_link, kinds=("complement",)),
        (
            "“{text}” does not fit the words around it: English joins them in another way.",
            "“{text}”和前后的词不搭配，英语里有别的说法。",
        ),
        (
            "Each English verb has its own pattern; with the right one the buyer understands you at once.",
            "每个英语动词后面怎么接都有习惯，用对了，顾客一看就懂。",
        ),
        (
            "We will reply to you within 24 hours.",
            "We look forward to hearing from you.",
            "Thank you for contacting us about the vase.",
        ),
        (
            _bad("Please ⟦reply me⟧ when you have time.", "reply to me"),
            _bad("I ⟦suggest you to⟧ choose the larger size.", "suggest that you"),
            _bad("We ⟦look forward to hear⟧ from you.", "look forward to hearing"),
        ),
    ),
    _rule(
        "preposition",
        _of_phrases("preposition"),
        (
            "“{text}” has a preposition or a small word that English does not use here.",
            "“{text}”里的介词或小词，英语在这里不用。",
        ),
        (
            "A wrong small word can change when or where something happens.",
            "小词用错了，时间、地点的意思可能就变了。",
        ),
        (
            "Your parcel will arrive in Bangkok next week.",
            "The refund depends on the bank, so it can take a few days.",
        ),
        (
            _bad("Your parcel will reach you ⟦in next week⟧.", "next week"),
            _bad("The time ⟦depends of⟧ customs.", "depends on"),
            _bad("You can ⟦return it back⟧ to us.", "return it"),
        ),
    ),
    _rule(
        "form",
        _of_phrases("form"),
        (
            "“{text}” has the wrong form of a word.",
            "“{text}”里有一个词的形式不对。",
        ),
        (
            "The right form makes the sentence easy to read and shows care.",
            "词的形式对了，句子好懂，也让人觉得您很用心。",
        ),
        (
            "Please accept our apologies for the delay.",
            "Please wait patiently, we are checking with the warehouse.",
        ),
        (
            _bad("Please ⟦wait for patient⟧.", "wait patiently"),
            _bad("We ⟦very appreciate⟧ your patience.", "really appreciate"),
            _bad("Sorry, we have ⟦no any⟧ red ones.", "no"),
        ),
    ),
    _rule(
        "calque",
        _of_phrases("calque"),
        (
            "“{text}” is put together word for word from another language.",
            "“{text}”是按别的语言一个词一个词翻译的。",
        ),
        (
            "The buyer may not understand what is meant.",
            "顾客可能看不懂您的意思。",
        ),
        (
            "Please call the courier when it is convenient for you.",
            "Your parcel has not arrived yet, so I have asked the courier.",
        ),
        (
            _bad("Please call the courier when ⟦you are convenient⟧.", "it is convenient for you"),
            _bad("⟦Until now no⟧ news from the courier."),
        ),
    ),
    _rule(
        "link",
        _of_phrases("link"),
        (
            "English uses only one linking word here: the first one is enough, so “{text}” goes.",
            "英语在这里只用一个连词：前面已经有了，“{text}”不要。",
        ),
        (
            "Two linking words make the sentence look unfinished.",
            "用两个连词，句子看起来没有说完。",
        ),
        (
            "Although the parcel is late, it is still on its way.",
            "Because of the holiday, so many parcels are delayed.",
        ),
        (
            _bad("Although the parcel is late⟦, but⟧ it is still on the way.", ","),
            _bad("Because the size is sold out⟦, so⟧ we can offer another color.", ","),
        ),
    ),
    _rule(
        "article",
        _of_words(usage.bare_noun, nouns.placed_bare, kinds=("article",)),
        (
            "“{text}” needs a small word such as a, an, the or your.",
            "“{text}”前面要有 a、an、the 或 your 这样的小词。",
        ),
        (
            "Without it the buyer cannot tell which thing or how many you mean.",
            "没有它，顾客不知道您说的是哪一个、有几个。",
        ),
        (
            "Could you send a photo of the damage?",
            "We will give you a full refund today.",
        ),
        (
            _bad("Could you send ⟦photo⟧ of the damage?", "a photo"),
            _bad("We will give you ⟦refund⟧ today.", "a refund"),
            _bad("The spare key is in ⟦warehouse⟧.", "the warehouse"),
        ),
    ),
    _rule(
        "verb_form",
        _of_words(
            grammar.verb_after_modal,
            grammar.verb_after_have,
            grammar.verb_after_be,
            grammar.arrived_with_be,
            clauses.infinitive,
            clauses.bare_negation,
            usage.missing_be,
            usage.missing_copula,
            usage.after_object,
            patterns.need_bare,
            patterns.after_negation,
            patterns.states,
            patterns.since_present,
            patterns.having_done,
            patterns.left_out_be,
            patterns.gerund,
            patterns.be_and_third,
            patterns.verb_as_noun,
            patterns.empty_subject,
            patterns.if_will,
            subjects.lone_subject,
            subjects.will_and_past,
        ),
        (
            "The verb form in “{text}” does not go with the words around it.",
            "“{text}”的动词形式和前后的词不搭配。",
        ),
        (
            "The verb form tells the buyer whether something is done or still to come.",
            "动词的形式告诉顾客：事情做完了，还是还没做。",
        ),
        (
            "We have received your order and will send it tomorrow.",
            "All you need to do is confirm the address.",
        ),
        (
            _bad("We ⟦are apologize⟧ for the delay.", "apologize"),
            _bad("We have ⟦receive⟧ your order.", "received"),
            _bad("We didn't ⟦received⟧ your photo.", "receive"),
            _bad("Your parcel ⟦is arrived⟧.", "has arrived"),
            _bad("It ⟦is depend⟧ on customs.", "depends"),
            _bad("The ⟦kettle not available⟧ now.", "kettle is not available"),
            _bad("We want you ⟦choose⟧ the colour.", "to choose"),
        ),
    ),
    _rule(
        "past_time",
        _of_words(
            grammar.past_time,
            time.perfect_with_past,
            usage.third_person_past,
            usage.opened_with_past,
        ),
        (
            "The time is over, so instead of “{text}” the past tense stands here: “{suggestion}”.",
            "说的是已经过去的时间，这里不用“{text}”，要用过去式：“{suggestion}”。",
        ),
        (
            "The buyer wants to know whether it has been done.",
            "顾客想知道这件事是不是已经做了。",
        ),
        (
            "We already sent it yesterday.",
            "I check every parcel before it leaves.",
            "We have sent you a courier for pickup on Monday.",
        ),
        (
            _bad("We ⟦send⟧ your parcel yesterday.", "sent"),
            _bad("I already ⟦ask⟧ the warehouse.", "asked"),
            _bad("We ⟦have sent⟧ your parcel yesterday.", "sent"),
            _bad("The parcel ⟦has left⟧ on 21 July.", "left"),
            _bad("The carrier ⟦tries⟧ to call you yesterday.", "tried"),
        ),
    ),
    _rule(
        "agreement",
        _of_words(
            agreement.pronoun_agreement,
            agreement.noun_agreement,
            clauses.bare_plural_agreement,
            grammar.pronoun_and_be,
            agreement.there_is,
            usage.of_agreement,
            subjects.each_agreement,
            subjects.relative_agreement,
            subjects.said_agreement,
            subjects.joined_agreement,
            subjects.pointing_agreement,
            subjects.doubled_subject,
            subjects.unknown_agreement,
        ),
        (
            "“{text}” does not go with its subject.",
            "“{text}”和主语不一致。",
        ),
        (
            "When subject and verb agree, the sentence reads easily.",
            "主语和动词一致，句子读起来才顺。",
        ),
        (
            "Your parcel has arrived and we are happy to help.",
            "Did your parcel arrive in good condition?",
        ),
        (
            _bad("Your parcel ⟦have⟧ arrived.", "has"),
            _bad("We cannot ship when parcels ⟦arrives⟧ late.", "arrive"),
            _bad("It ⟦take⟧ about five days.", "takes"),
            _bad("We ⟦looking⟧ forward to your reply.", "are looking"),
        ),
    ),
    _rule(
        "number",
        _of_words(agreement.number, nouns.of_bare, nouns.described_number),
        (
            "“{text}” has the wrong number: one or several?",
            "“{text}”的单数、复数不对。",
        ),
        (
            "The buyer should see at once how many you mean.",
            "要让顾客一看就知道是一个还是几个。",
        ),
        (
            "We will ship within 3 days.",
            "This is a 5 star product with a 2 year warranty.",
        ),
        (
            _bad("We will ship within 3 ⟦day⟧.", "days"),
            _bad("We have no more ⟦informations⟧ yet.", "information"),
        ),
    ),
    _rule(
        "question",
        _questions,
        (
            "The words in “{text}” do not stand in the order of a question here.",
            "“{text}”的问句语序在这里不对。",
        ),
        (
            "The buyer should see at once whether you ask or tell.",
            "要让顾客一看就知道您是在问还是在说明。",
        ),
        (
            "Could you tell me what your order number is?",
            "When you receive it, could you check the seal?",
        ),
        (
            _bad("Can you tell me ⟦what is your order number⟧?", "what your order number is"),
            _bad("⟦Where you bought⟧ it?", "Where did you buy"),
        ),
    ),
    _rule(
        "harper",
        _harper,
        (
            "“{text}” breaks a rule of English grammar.",
            "“{text}”不符合英语语法。",
        ),
        (
            "Small slips make a shop look careless.",
            "小错误会让顾客觉得店铺不认真。",
        ),
        (
            "Please choose an item and I will check it.",
            "This one is cheaper and it fits better.",
        ),
        (
            _bad("You can choose ⟦a⟧ item.", "an"),
            _bad("This one is ⟦more cheaper⟧.", "cheaper"),
        ),
        source="harper-py 0.2.0 (Apache-2.0), the rules named in data/en_harper.txt",
    ),
    _rule(
        "adverbial",
        _order,
        (
            "A word in “{text}” stands in a place where English does not put it.",
            "“{text}”里有一个词的位置不对。",
        ),
        (
            "In the usual order the buyer reads the sentence once and understands it.",
            "用平常的语序，顾客读一遍就懂。",
        ),
        (
            "We will ship your order tomorrow.",
            "Please check the parcel carefully when it arrives.",
        ),
        (
            _bad("⟦We will tomorrow ship your order⟧.", "We will ship your order tomorrow"),
            _bad("⟦Please check carefully the package⟧.", "Please check the package carefully"),
            _bad("⟦The dress blue is in stock⟧.", "The blue dress is in stock"),
        ),
        check="language.word_order",
    ),
)

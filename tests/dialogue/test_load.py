"""Loading: every problem at once with its place and its remedy; no file makes it raise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor import resources
from tutor.dialogue.encodings import MAX_BYTES, decode
from tutor.dialogue.fields import Problems
from tutor.dialogue.library import left_out, load_library
from tutor.dialogue.load import Loaded, load_scenarios
from tutor.dialogue.nodes import parse
from tutor.dialogue.scenario import MAX_WANTS, read_scenario
from tutor.domain import Bilingual
from tutor.errors import DialogueError

TEMPLATE = (resources.dialogues_dir() / "_template.yaml").read_text("utf-8")


def write(folder: Path, text: str | bytes, name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_the_template_loads_whole(tmp_path: Path) -> None:
    loaded = load_scenarios(write(tmp_path, TEMPLATE), audited=True)
    assert not loaded.problems, [str(p) for p in loaded.problems]
    (scenario,) = loaded.scenarios
    assert scenario.languages == ("zh", "en")
    assert scenario.desk.order is not None
    assert scenario.desk.order.total == Decimal("35.80")
    assert scenario.desk.order.placed == date(2026, 3, 2)
    assert scenario.wants[0].accepts == {"coupon": Decimal(3), "partial_refund": Decimal(3)}
    assert {line.act for line in scenario.lines} >= {
        "open",
        "ask.where",
        "again.where",
        "give.order_id",
    }


@pytest.mark.parametrize(
    ("old", "new", "field", "word"),
    [
        ("level: 4  ", "level: vier  ", "level", "whole number"),
        ("channel: marketplace", "channel: marketplac", "channel", "marketplace"),
        ("  mood: worried", "  moood: worried", "buyer.moood", "mood"),
        ("    placed: 2026-03-02", "    placed: 2.3.2026", "desk.order.placed", "2026-03-02"),
        ("    total: 35.80", "    total: viel", "desk.order.total", "35.80"),
        ("  country: TH", "  country: Thailand", "buyer.country", "TH"),
    ],
)
def test_a_mistake_has_its_place_and_its_remedy(
    tmp_path: Path, old: str, new: str, field: str, word: str
) -> None:
    assert old in TEMPLATE
    loaded = load_scenarios(write(tmp_path, TEMPLATE.replace(old, new, 1)))
    assert not loaded.scenarios
    problem = next(p for p in loaded.problems if p.field == field)
    assert problem.line == TEMPLATE[: TEMPLATE.index(old)].count("\n") + 1
    assert word in problem.message + problem.fix


def test_all_problems_come_at_once_and_good_files_load(tmp_path: Path) -> None:
    write(tmp_path, TEMPLATE)
    bad = TEMPLATE.replace("level: 4  ", "level: 99 ", 1).replace(
        "channel: marketplace", "channel: fax", 1
    )
    write(tmp_path, bad.replace("parcel-late-bangkok", "other"), "bad.yaml")
    loaded = load_scenarios(tmp_path)
    assert [s.id for s in loaded.scenarios] == ["parcel-late-bangkok"]
    assert {p.field for p in loaded.problems} == {"level", "channel"}
    assert {p.file for p in loaded.problems} == {"bad.yaml"}


def test_a_second_scenario_of_the_same_id_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, TEMPLATE, "a.yaml")
    write(tmp_path, TEMPLATE, "b.yaml")
    loaded = load_scenarios(tmp_path)
    assert len(loaded.scenarios) == 1
    assert "a.yaml" in loaded.problems[0].message


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("id： x\nlevel： 4\n", "full-width colon"),
        ("id: a\nid: b\n", "twice"),
        ("a: &x [1]\nb: *x\n", "alias"),
        ("id: [1, 2\n", "not valid YAML"),
        ("", "empty"),
        ("- 1\n- 2\n", "not a scenario"),
        ("a:\n\t- b\n", "tab"),
    ],
)
def test_broken_yaml_is_named(tmp_path: Path, text: str, word: str) -> None:
    loaded = load_scenarios(write(tmp_path, text))
    assert any(word in f"{p.message} {p.fix}" for p in loaded.problems), loaded.problems


def test_scalars_stay_as_typed() -> None:
    tree, problems = parse("a: 00123\nb: 12:30\nc: no\nd: 1.10\n", "f")
    assert not problems
    assert tree is not None
    values = {k: v.value for k, v in tree.entries.items()}  # type: ignore[union-attr]
    assert values == {"a": "00123", "b": "12:30", "c": "no", "d": "1.10"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_teachers_editors(tmp_path: Path, encoding: str) -> None:
    assert len(load_scenarios(write(tmp_path, TEMPLATE.encode(encoding))).scenarios) == 1


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    loaded = load_scenarios(write(tmp_path, b"a" * (MAX_BYTES + 10)))
    assert "most" in loaded.problems[0].message


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    loaded = load_scenarios(write(tmp_path, "a: " + "[" * 60 + "]" * 60))
    assert any("deep" in p.message for p in loaded.problems)


def test_a_missing_path_is_a_problem(tmp_path: Path) -> None:
    assert "does not exist" in load_scenarios(tmp_path / "no.yaml").problems[0].message
    assert "no .yaml" in load_scenarios(tmp_path).problems[0].message


@settings(max_examples=150, deadline=None)
@given(
    place=st.integers(0, len(TEMPLATE)),
    cut=st.integers(0, 40),
    junk=st.text(max_size=12),
)
def test_a_mutated_file_never_raises(place: int, cut: int, junk: str) -> None:
    text = TEMPLATE[:place] + junk + TEMPLATE[place + cut :]
    problems = Problems("f")
    tree, found = parse(text, "f")
    if tree is not None:
        read_scenario(tree, problems)
    for problem in (*found, *problems.found):
        assert problem.line >= 1
        assert problem.message
        assert problem.fix


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_never_raise(data: bytes) -> None:
    text, problems = decode(data, "f")
    assert (text is None) == any(p.severity == "error" for p in problems)
    if text is not None:
        parse(text, "f")


def test_a_broken_file_is_left_out_and_said(tmp_path: Path) -> None:
    write(tmp_path, TEMPLATE)
    write(tmp_path, TEMPLATE.replace("channel: marketplace", "channel: fax", 1), "broken.yaml")
    library = load_library(tmp_path)
    assert [s.id for s in library.scenarios] == ["parcel-late-bangkok"]
    (note,) = left_out(library)
    assert "broken.yaml" in note.en
    assert "broken.yaml" in note.zh
    assert left_out(load_library(tmp_path)) == (note,)


def test_nothing_but_broken_files_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, TEMPLATE.replace("channel: marketplace", "channel: fax", 1), "broken.yaml")
    with pytest.raises(DialogueError, match="channel"):
        load_library(tmp_path)


ORDER = "    placed: 2026-03-02\n"
FACTS = "  fault: none "


def changed(folder: Path, old: str, new: str) -> Loaded:
    assert TEMPLATE.count(old) == 1
    return load_scenarios(write(folder, TEMPLATE.replace(old, new)))


def test_a_payment_is_a_name_or_a_text_in_each_language(tmp_path: Path) -> None:
    (case,) = load_scenarios(write(tmp_path, TEMPLATE)).scenarios
    assert case.desk.order is not None
    assert (case.desk.order.payment, case.desk.order.payment_en) == ("信用卡", "credit card")
    both = "{zh: 信用卡, en: credit card}"
    (case,) = changed(tmp_path, both, "PayPal").scenarios
    assert case.desk.order is not None
    assert (case.desk.order.payment, case.desk.order.payment_en) == ("PayPal", None)
    long = changed(tmp_path, both, f"{{zh: 卡, en: {'a' * 200}}}")
    assert [p.field for p in long.errors] == ["desk.order.payment"]
    (half,) = changed(tmp_path, both, "{zh: 信用卡}").errors
    assert half.field == "desk.order.payment.en"


def test_a_fact_may_have_a_name_for_the_page(tmp_path: Path) -> None:
    facts = "  facts:\n    plug: {zh: 三脚, en: three-pin, label: {zh: 插头, en: plug}}\n"
    (case,) = changed(tmp_path, FACTS, facts + FACTS).scenarios
    assert case.desk.facts["plug"] == Bilingual(zh="三脚", en="three-pin")
    assert case.desk.fact_labels["plug"] == Bilingual(zh="插头", en="plug")
    (wrong,) = changed(tmp_path, FACTS, facts.replace("label", "lable") + FACTS).errors
    assert "label" in wrong.fix


def test_money_given_back_before_is_no_more_than_was_paid(tmp_path: Path) -> None:
    good = "    refunded: 35.80\n    refunded_on: 2026-03-12\n"
    (case,) = changed(tmp_path, ORDER, ORDER + good).scenarios
    assert case.desk.order is not None
    assert case.desk.order.refunded == case.desk.order.total
    (more,) = changed(tmp_path, ORDER, ORDER + "    refunded: 36\n").errors
    assert more.field == "desk.order.refunded"
    (alone,) = changed(tmp_path, ORDER, ORDER + "    refunded_on: 2026-03-12\n").errors
    assert alone.field == "desk.order.refunded_on"


def test_a_buyer_wants_so_many_things_at_most(tmp_path: Path) -> None:
    want = TEMPLATE[TEMPLATE.index("  - id: sorry") : TEMPLATE.index("knows:")]
    many = [want.replace("sorry", f"sorry-{n}") for n in range(MAX_WANTS)]
    (problem,) = changed(tmp_path, want, "".join([want, *many])).errors
    assert problem.field == f"wants[{MAX_WANTS}]"

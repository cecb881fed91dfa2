"""The command line as a user types it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tutor import cli, resources
from tutor.domain import OUTCOMES
from tutor.services import build_services
from tutor.session import do_action, session_hint, start, take_turn
from tutor.text.countries import SOUTH_EAST_ASIA

KEYS = {"turn", "reply", "findings", "strategies", "buyer", "satisfaction", "done", "outcome"}


def run(*argv: str) -> int:
    try:
        return cli.main(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)


def good_lines(scenario: str, lang: str) -> list[str]:
    """The replies and desk actions that solve a case, as a file for --replies would hold them."""
    services = build_services()
    session = start(services, scenario, lang=lang)  # type: ignore[arg-type]
    lines: list[str] = []
    while not session.done:
        hint = session_hint(services, session)
        for command in (h for h in hint if h.startswith("/do ")):
            session, _ = do_action(services, session, command)
            lines.append(command)
        text = next(h for h in hint if not h.startswith("/do "))
        lines.append(text)
        session = take_turn(services, session, text).session
    return lines


def test_help_is_fast_and_light() -> None:
    code = (
        "import sys\nfrom tutor import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'gradio','torch','jieba','pypinyin','yaml','numpy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        times.append(time.perf_counter() - begin)
        assert done.returncode == 0, done.stderr
        assert "kefu" in done.stdout
    assert min(times) < 0.5


def test_scenarios_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("scenarios", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) >= 70
    assert len({s["module"] for s in listed}) == 10
    # At least half of the buyers from South-East Asia, and sixteen countries.
    countries = [s["buyer"]["country"] for s in listed]
    assert sum(code in SOUTH_EAST_ASIA for code in countries) * 2 >= len(countries)
    assert len(set(countries)) >= 16
    for s in listed:
        assert set(s) == {
            "id",
            "title",
            "module",
            "level",
            "standard",
            "channel",
            "languages",
            "buyer",
        }
        assert set(s["buyer"]) == {"name", "country", "mood"}
        assert s["languages"] == ["zh", "en"]
        assert 2 <= s["level"] <= 7


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_replies_print_one_object_a_turn(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = build_services().library.scenarios[0].id
    lines = good_lines(scenario, lang)
    file = tmp_path / "replies.txt"
    file.write_text("\n".join(lines), "utf-8")
    assert run("play", scenario, "--lang", lang, "--replies", str(file)) == 0
    turns = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    replies = [line for line in lines if not line.startswith("/do ")]
    assert [t["reply"] for t in turns] == replies
    assert [t["turn"] for t in turns] == list(range(1, len(replies) + 1))
    assert all(set(t) >= KEYS for t in turns)
    assert all(set(t["buyer"]) == {"text", "act", "origin"} for t in turns)
    assert (turns[-1]["done"], turns[-1]["outcome"]) == (True, "solved")
    assert all(t["outcome"] is None and not t["done"] for t in turns[:-1])
    assert sum(len(t["actions"]) for t in turns) == len(lines) - len(replies)


def test_a_file_that_ends_early_closes_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = build_services().library.scenarios[0].id
    file = tmp_path / "replies.txt"
    file.write_text("您好！\n", "utf-8")
    assert run("play", scenario, "--replies", str(file)) == 0
    (turn,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (turn["done"], turn["outcome"]) == (True, "unsolved")


def test_refused_lines_are_said_and_the_case_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = build_services().library.scenarios[0].id
    file = tmp_path / "replies.txt"
    file.write_text("/do dance\n😀\n您好！\n" + "好" * 10_000 + "\n/do coupon 1\n", "utf-8")
    assert run("play", scenario, "--replies", str(file)) == 1
    out = capsys.readouterr()
    turns = [json.loads(line) for line in out.out.splitlines()]
    assert "dance" in out.err
    assert [t.get("error") is not None for t in turns] == [True, False, True, False]
    assert turns[0]["actions"][0]["done"] is False
    assert turns[-1]["outcome"] in OUTCOMES


def test_play_by_hand(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = build_services().library.scenarios[0].id
    typed = "/desk\n/hint\n/do dance\n/what\n\n你等着。\n/quit\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run("play", scenario) == 0
    out = capsys.readouterr().out
    assert "no action" in out
    assert "Outcome: unsolved" in out


def test_an_interrupt_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    assert run("play", build_services().library.scenarios[0].id) == 130
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"), [("", "empty"), ("😀😀", "no words"), ("好" * 2001, "2,001")]
)
def test_check_refuses_what_is_no_reply(
    capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    assert run("check", text) == 1
    assert said in capsys.readouterr().err


def test_a_part_of_a_name_finds_the_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("play", "schoolbag", "--encoder", "none") == 1
    said = capsys.readouterr().err
    assert "schoolbag-late-thailand" in said
    assert len(said) < 200


def test_check_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "你好，你再等等。", "--channel", "storefront", "--turn", "first") == 0
    assert "register.pronoun" in capsys.readouterr().out


def test_check_jsonl_goes_on_after_a_bad_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    rows = [
        json.dumps({"id": "z-1", "text": "你好，你再等等。", "channel": "storefront"}),
        '{"id": "z-2", "text": "好", "channel": "fax"}',
        "not json",
        json.dumps({"text": "Hello, please wait a moment."}),
    ]
    file.write_text("\n".join(rows), "utf-8")
    assert run("check", "--jsonl", str(file)) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(answers) == 4
    assert answers[0]["id"] == "z-1"
    assert any(f["check"] == "register.pronoun" for f in answers[0]["findings"])
    assert answers[1]["id"] == "z-2"
    assert answers[1]["error"]["line"] == 2
    assert answers[1]["error"]["field"] == "channel"
    assert answers[2]["error"]["line"] == 3
    assert answers[3]["vocabulary"]["tokens"]


def test_a_large_batch_keeps_its_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.jsonl"
    rows = [json.dumps({"id": n, "text": f"您好，请等{n}天。"}) for n in range(450)]
    file.write_text("\n".join(rows), "utf-8")
    assert run("check", "--jsonl", str(file)) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == list(
        range(450)
    )


@pytest.mark.parametrize(
    "argv",
    [
        ("play", "no-such-case"),
        ("play", "parcel", "--replies", "no-such-file"),
        ("check",),
        ("check", "--jsonl", "no-such-file"),
        ("bench", "no-such-suite"),
        ("dialogues", "check", "no-such-path"),
    ],
)
def test_what_is_not_there_gets_one_message(
    argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*argv) == 1
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    assert out.err.strip() or out.out.strip()


def test_dialogues_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = (resources.dialogues_dir() / "_template.yaml").read_text("utf-8")
    bad = tmp_path / "bad.yaml"
    bad.write_text(template.replace("channel: marketplace", "channel: fax"), "utf-8")
    assert run("dialogues", "check", str(bad), "--json") == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem["field"] == "channel"
    assert problem["line"] > 1
    good = tmp_path / "good.yaml"
    good.write_text(template, "utf-8")
    assert run("dialogues", "check", str(good)) == 0


def test_a_folder_of_sets_is_listed_and_has_an_empty_coverage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "format: 1\nset: tea-shop\ndialogues:\n- turns: [{buyer: 有茶吗？}, {agent: 有。}]\n"
    (tmp_path / "tea.yaml").write_text(text, "utf-8")
    monkeypatch.setenv("KEFU_DIALOGUES", str(tmp_path))
    assert run("scenarios") == 0
    assert "tea-shop" in capsys.readouterr().out
    assert run("scenarios", "--coverage") == 0
    assert "0 countries" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [((), 0, "e5-small is whole and works."), (("It is not here.",), 1, "It is not here.")],
)
def test_a_checked_model_is_spoken_of(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    wrong: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.setattr("tutor.encoders.manage.check", lambda *_: wrong)
    assert run("models", "check", "e5-small") == code
    assert capsys.readouterr().out.strip() == said


def test_a_reader_is_no_encoder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": 1, "text": "a", "kind": "query"}', encoding="utf-8")
    assert run("encode", "--jsonl", str(file), "--encoder", "acts-e5") == 1
    assert "e5-small" in capsys.readouterr().err

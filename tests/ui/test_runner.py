"""Long operations: on which thread what happens, and what becomes of errors, Cancel and screens that are gone."""

import gc
import threading

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.ui.runner import Progress, Runner


def test_garbage_is_never_collected_on_the_thread_of_a_long_operation(qtbot: QtBot, runner: Runner):
    collected_on: set[str] = set()

    class Ring:
        def __init__(self):
            self.self = self

        def __del__(self):
            collected_on.add(threading.current_thread().name)

    def make_garbage(_progress: Progress) -> bool:
        for _ in range(5_000):
            Ring()
        return gc.isenabled()

    gc.freeze()  # what other tests left is not looked through; the runner takes it in again when it ends
    answers: list[bool] = []
    runner.later(make_garbage, answers.append, owner=runner, title="Making rings")
    qtbot.waitUntil(lambda: bool(answers))
    gc.collect()

    assert answers == [False]
    assert collected_on == {threading.main_thread().name}
    assert gc.isenabled()


def test_an_answer_comes_back_on_the_thread_of_the_window(qtbot: QtBot, runner: Runner):
    threads: list[str] = []

    def work(_progress: Progress) -> int:
        threads.append(threading.current_thread().name)
        return 42

    def done(answer: int) -> None:
        threads.append(f"{threading.current_thread().name} {answer}")

    runner.later(work, done, owner=runner, title="Counting")
    qtbot.waitUntil(lambda: len(threads) == 2)

    assert threads[0].startswith("umdesk")
    assert threads[1] == f"{threading.main_thread().name} 42"


def test_a_refusal_goes_to_who_asked_and_cancel_to_who_stopped(qtbot: QtBot, runner: Runner):
    said: list[str] = []

    def refuse(_progress: Progress) -> None:
        raise InvalidInput("The file is empty.", "Choose another.")

    def refused(error: UserError) -> None:
        said.append(error.message)

    runner.later(refuse, pytest.fail, owner=runner, title="Reading", refused=refused)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The file is empty."]

    gate = threading.Event()

    def endless(progress: Progress) -> None:
        gate.wait(10)
        while True:
            progress(0, 0)

    task = runner.later(
        endless,
        pytest.fail,
        owner=runner,
        title="Reading on",
        cancellable=True,
        stopped=lambda: said.append("stopped"),
    )
    task.progress.cancel()
    gate.set()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == ["The file is empty.", "stopped"]
    assert not runner.busy


def test_what_comes_back_for_a_window_that_is_gone_is_dropped(qtbot: QtBot, runner: Runner):
    def refuse(_progress: Progress) -> None:
        raise InvalidInput("The file is empty.", "Choose another.")

    window = QWidget()
    given_back: list[int] = []
    runner.later(lambda _progress: 42, pytest.fail, owner=window, title="Counting", unwanted=given_back.append)
    runner.later(refuse, pytest.fail, owner=window, title="Reading", refused=pytest.fail)
    shiboken6.delete(window)
    qtbot.waitUntil(lambda: not runner.busy)

    assert given_back == [42]


def test_what_a_timer_asks_for_after_the_window_has_gone_is_not_run(runner: Runner) -> None:
    runner.close()
    done: list[object] = []
    runner.later(lambda _progress: done.append("ran"), done.append, owner=runner, title="Laying out the report")
    assert (done, runner.busy) == ([], False)

"""One visitor at a time uses the analyser, but nobody waits for the file of another."""

import threading

import pytest

from analyzer.documents import Reader
from analyzer.records import Source
from analyzer.ui.session import SharedReader, Turn


def test_others_get_their_turn_while_a_file_is_read(monkeypatch):
    turn, reading, go_on, came_in = Turn(), threading.Event(), threading.Event(), threading.Event()

    def held_up(self, source, *, index=0, limits=None):
        reading.set()
        assert go_on.wait(10)

    monkeypatch.setattr(Reader, "read", held_up)

    def hostile():
        with turn:
            SharedReader(turn).read(Source("hostile.pdf", b""))

    one = threading.Thread(target=hostile)
    one.start()
    assert reading.wait(10)

    def other():
        with turn:
            came_in.set()

    two = threading.Thread(target=other)
    two.start()
    assert came_in.wait(5), "a file that holds its reader held another visitor"
    go_on.set()
    one.join(10)
    two.join(10)
    assert not one.is_alive()


@pytest.mark.parametrize("depth", [0, 1, 3])
def test_a_turn_is_held_again_as_deep_as_before(depth):
    turn, free = Turn(), []

    def taken_by_another():
        got = threading.Event()

        def take():
            with turn:
                got.set()

        threading.Thread(target=take, daemon=True).start()
        return got.wait(0.2)

    for _ in range(depth):
        turn.__enter__()
    with turn.aside():
        free.append(taken_by_another())
    if depth:
        free.append(not taken_by_another())
    for _ in range(depth):
        turn.__exit__()
    assert all(free)
    assert taken_by_another()

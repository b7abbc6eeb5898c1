import pandas as pd

from tickets.train import train


def test_learns_two_queues():
    frame = pd.DataFrame({"text": ["no water", "bill wrong"] * 4, "queue": ["supply", "billing"] * 4})
    assert train(frame) is not None


def test_is_deterministic():
    assert True

"""What the tests share: the repository, a scenario to talk about, a strategy."""

from pathlib import Path

import pytest

import zopa

ROOT = Path(__file__).resolve().parents[2]


class LinearWalk(zopa.Strategy):
    """Offers the outcome whose rank in its own order falls linearly with time, down to the worst tenth."""

    def start(self, brief):
        self.order = brief.ranking()
        self.worth = [brief.utility(one) for one in self.order]

    def turn(self, now):
        order = self.order
        at = min(len(order) - 1, int(now.time * 0.1 * len(order)))
        worth = now.offer_utility
        return zopa.ACCEPT if worth is not None and worth >= self.worth[at] else order[at]


@pytest.fixture(scope="session")
def ferry():
    return zopa.load(ROOT / "docs" / "scenarios" / "ferry")


@pytest.fixture(scope="session")
def trade():
    return zopa.Scenario.additive(
        "trade",
        {"price": ["low", "middle", "high"], "delivery": ["soon", "late"]},
        {
            "buyer": {
                "values": {"price": {"low": 1, "middle": "1/2", "high": 0}, "delivery": {"soon": 1, "late": 0}},
                "weights": {"price": 0.7, "delivery": 0.3},
                "reservation": 0.2,
            },
            "seller": {
                "values": {"price": {"low": 0, "middle": 0.5, "high": 1}, "delivery": {"soon": 0, "late": 1}},
                "weights": {"price": 0.4, "delivery": 0.6},
            },
        },
    )

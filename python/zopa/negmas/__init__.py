"""Both ways with NegMAS: its scenarios, its negotiators at our table, our strategies in its mechanisms.

>>> import zopa, zopa.negmas
>>> ours = zopa.Scenario.additive(
...     "sale", {"price": ["low", "fair", "high"]},
...     {"buyer": {"values": {"price": {"low": 1, "fair": 0.6, "high": 0}}},
...      "seller": {"values": {"price": {"low": 0, "fair": "2/3", "high": 1}}}})
>>> theirs = zopa.negmas.to_negmas(ours)
>>> [float(function(("fair",))) for function in theirs.ufuns]
[0.6, 0.6666666666666666]
>>> zopa.negmas.from_negmas(theirs).negotiate([zopa.negmas.seat("BoulwareTBNegotiator"), "conceder"], time="negmas").ending
'agreement'

NegMAS is an extra, `pip install 'zopa[negmas]'`, and is called, never copied. Everything here is tested against the version in
`TESTED`, and refuses others: what it does with a turn is part of the answer.
"""

from __future__ import annotations

from .installed import TESTED, check

check()

from .negotiator import Negotiator, negotiator  # noqa: E402
from .scenario import from_negmas, to_negmas  # noqa: E402
from .seat import seat  # noqa: E402
from .space import Space  # noqa: E402

__all__ = ["TESTED", "Negotiator", "Space", "from_negmas", "negotiator", "seat", "to_negmas"]

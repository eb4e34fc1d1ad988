# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---
"""Istanbul, 2 June 2025: what was said, what waits for what, how wide the answer is, and what simulated strategies make of it.

A real conflict, as it stood when two delegations sat down: Ukraine and the Russian Federation, second round, before anything
was agreed. Every statement of the case carries its source, its day and its speaker; weights are ranges that two signed readings
judge differently. Nobody is told who is right. Shares are shares of draws from those ranges, and never a chance of peace.
Sessions are played by simulated strategies, not by these governments.

Writes istanbul-gap.svg, istanbul-odds.svg and istanbul-session.html, one simulated session, into the current folder.
"""

# %%
from collections import Counter

import zopa

case = zopa.load("istanbul-2025")
assert case.check() == []  # nothing to warn of, and no quotation that differs from its source
analysis = case.analyse(draws=2_000)
document = analysis.document
statements = {one.id: one for one in document.statements}
sources = {one.id: one for one in document.sources}


def attributed(statement):
    """What was said, by whom, when, and where it can be read."""
    one = statements[statement]
    words = f"“{one.quote}”" if one.quote else one.paraphrase
    read = "; ".join(f"{sources[source].outlet}, {sources[source].date or 'undated'}" for source in one.sources)
    return f"{one.speaker}, {one.date}: {words} [{read}]"


# %% [markdown]
# ## What was said
#
# No weight is needed for this part. An issue on which one side was not seen is not an issue on which it agrees.

# %%
bargained = [topic for topic in document.topics if topic.track == "bargaining"]
seen = Counter(len([party for party in topic.positions if party.asks]) for topic in bargained)
print(f"{len(bargained)} issues are for bargaining; of both sides a demand was seen on {seen[2]}, of one side on {seen[1]}")
assert (len(bargained), seen[2], seen[1]) == (12, 7, 5)
for party in bargained[0].positions:
    print(f"  {bargained[0].name}, {party.party}: {attributed(party.asks[0].statement)}")

# %% [markdown]
# ## What waits for what
#
# Two circles: each side names something of the other's that has to come first. Whoever says so stands beside it.

# %%
roadmap = case.roadmap(draws=200).document
assert len(roadmap.deadlocks) == 2
for deadlock in roadmap.deadlocks:
    print("In a circle: " + "; ".join(deadlock.members))
for wait in document.only_after[:3]:
    print(f"  {wait.party}: {wait.what}, only after something else. {attributed(wait.statement)}")

# %% [markdown]
# ## Does a deal fit the analysts' ranges?
#
# Two readings of the same statements part, and so the answer is that the model cannot tell. It is the width that is the finding.

# %%
readings = {one.judgement: one.deal.share for one in document.odds.judgements}
interval = document.odds.interval
print(f"shares of draws: {readings}; over authors and ends of ranges from {interval.low} to {interval.high}: {interval.verdict}")
assert interval.verdict == "cannot-tell" and (interval.low, interval.high) == (0, 1)
assert readings == {"reading-a": 0.853, "reading-b": 0.2965}

# %% [markdown]
# ## Simulated strategies, not these governments
#
# Draws from the ranges of each reading, and strategies of the literature on them, each pair in both seats. What is compared
# here is strategies and readings, not sides.

# %%
PAIRS = [("boulware", "boulware"), ("boulware", "conceder"), ("conceder", "boulware"), ("conceder", "conceder")]
ended = {}
for reading in case.judgements():
    for draw in case.draws(10, judgement=reading):
        assert draw.heading == "simulated strategies, not these governments"
        for pair in PAIRS:
            ended.setdefault((reading, pair), Counter())[draw.negotiate(pair, rounds=100).ending] += 1
for (reading, pair), endings in ended.items():
    print(f"{reading}, {' with '.join(pair)}: {dict(endings)} (simulated strategies)")

# %% [markdown]
# Where a deal fits seldom it is also found seldom, whoever talks; and two that hold out to the end sign least. Both are
# properties of ranges and strategies. Neither says what delegations would do.

# %%
signed = {key: endings["agreement"] for key, endings in ended.items()}
by_reading = {reading: sum(signed[reading, pair] for pair in PAIRS) for reading in readings}
print(by_reading)
assert by_reading == {"reading-a": 32, "reading-b": 6}
assert signed["reading-a", PAIRS[0]] < signed["reading-a", PAIRS[3]]

# %% [markdown]
# ## Pictures, and one session as a page that says at its head what it is

# %%
pictures = {one.name: one for one in analysis.pictures}
pictures["gap"].save("istanbul-gap.svg")
pictures["odds"].save("istanbul-odds.svg")
session = case.draw(0, judgement="reading-a").negotiate(["boulware", "boulware"], rounds=100)
page = session.save("istanbul-session.html").read_text(encoding="utf-8")
assert "imulated strategies, not these governments" in page

# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---
"""A tournament as at ANAC: everybody meets everybody on every scenario, in both seats, a strategy in Python among them.

Seven strategies on two scenarios in the formats of the field (one with a hundred million outcomes) and on ten draws from a case.
Writes cup.svg, cup.html and the folder `cup` with the whole dataset into the current folder.
"""

# %%
from pathlib import Path

import zopa

# %% [markdown]
# ## A strategy of our own
#
# It waits, gives way late, and takes what is no worse than what it would say next. What it may ask is in its brief, and
# `at_least` finds an outcome in a space of any size.


# %%
class Patient(zopa.Strategy):
    """Aspires to the best at first and to two fifths above nothing at the end, and takes what meets that."""

    def start(self, brief):
        self.brief, self.top = brief, brief.utility(brief.best)

    def turn(self, now):
        target = self.top * (1 - 0.6 * now.time**4)
        if now.offer is not None and now.offer_utility >= target and self.brief.accepts(now.offer):
            return zopa.ACCEPT
        return self.brief.at_least(target)


# %% [markdown]
# ## Scenarios and strategies

# %%
# A notebook that is no file of the checkout looks in the folder that it was begun in.
CHECKOUT = Path(__file__).resolve().parents[2] if "__file__" in globals() else Path()
FIELD = CHECKOUT / "docs" / "scenarios"
scenarios = {
    "ferry": zopa.load(FIELD / "ferry"),
    "reefs": zopa.load(FIELD / "reefs"),
    **{f"mill {draw}": one for draw, one in enumerate(zopa.load("labour-dispute").draws(10, judgement="tutorial"))},
}
strategies = ["boulware", "linear", "conceder", "tit-for-tat", "micro", "hardliner", Patient]
cup = zopa.Tournament("a small cup", scenarios, strategies, rounds=100, seed=2026, self_play=True)
assert cup.sessions == len(scenarios) * len(strategies) ** 2 == 588

# %% [markdown]
# ## Played

# %%
results = cup.run("cup")
print(results)

results.save("cup.html")

# %% [markdown]
# ## What came of it
#
# The figures follow from the plan and the seed, on any machine and any number of threads, and so they are asserted: a strategy
# that plays otherwise than it did is noticed here. Of the two that give way least, the one that gives way at the end does best
# and the one that never does worst: few sign with it.

# %%
scores = {one.strategy: round(one.score, 4) for one in results.standings}
agreed = {one.strategy: one.agreements / one.seats for one in results.standings}
assert scores == {
    "boulware": 0.6027,
    "linear": 0.5928,
    "conceder": 0.5747,
    "guest:Patient": 0.5642,
    "micro": 0.5453,
    "tit-for-tat": 0.5150,
    "hardliner": 0.5049,
}
assert all(one.forfeits == 0 for one in results.standings)
assert min(agreed, key=agreed.get) == "hardliner" and max(agreed, key=agreed.get) == "conceder"

# %% [markdown]
# One frame holds a row for each session and seat, for whatever else one wants to know: on the files of the field alone, say.

# %%
rows = results.records.to_arrow().to_pylist()
in_the_field = {}
for row in rows:
    if row["scenario"] in ("ferry", "reefs"):
        in_the_field.setdefault(row["strategy"], []).append(row["utility"])
for name, worths in sorted(in_the_field.items()):
    print(f"{name:15} {sum(worths) / len(worths):.4f} on ferry and reefs")

# %% [markdown]
# ## The picture
#
# Mean utility with the interval of 95 of 100 resamples of the scenarios; behind the name, in how many of its sessions a
# strategy signed.


# %%
def drawn(standings):
    left, wide, high = 250, 420, 30
    low, top = 0.4, 0.7
    across = lambda worth: left + (worth - low) / (top - low) * wide  # noqa: E731
    shown = ['<rect width="100%" height="100%" fill="#fff"/>']
    for tenth in (0.4, 0.5, 0.6, 0.7):
        x = across(tenth)
        shown.append(f'<path d="M{x:.1f} 12V{high * len(standings) + 12}" stroke="#ddd"/>')
        shown.append(f'<text x="{x:.1f}" y="{high * len(standings) + 30}" text-anchor="middle" fill="#555">{tenth}</text>')
    for at, one in enumerate(standings):
        y = at * high + 28
        name, colour = one.strategy.removeprefix("guest:"), "#c2410c" if one.strategy.startswith("guest:") else "#33567d"
        signed = f"{name}, signed {100 * one.agreements / one.seats:.0f} of 100"
        shown.append(f'<text x="{left - 14}" y="{y + 4}" text-anchor="end" fill="#222">{signed}</text>')
        ends = f"M{across(one.interval.low):.1f} {y}H{across(one.interval.high):.1f}"
        shown.append(f'<path d="{ends}" stroke="{colour}" stroke-width="3" opacity=".45"/>')
        shown.append(f'<circle cx="{across(one.score):.1f}" cy="{y}" r="5" fill="{colour}"/>')
    label = "mean utility, with the interval of 95 of 100 resamples of the scenarios"
    shown.append(f'<text x="{left + wide / 2}" y="{high * len(standings) + 50}" text-anchor="middle" fill="#333">{label}</text>')
    size = f'viewBox="0 0 {left + wide + 30} {high * len(standings) + 62}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">'
        f"<title>Mean utility of each strategy, with its interval</title>{''.join(shown)}</svg>\n"
    )


Path("cup.svg").write_text(drawn(results.standings), encoding="utf-8")

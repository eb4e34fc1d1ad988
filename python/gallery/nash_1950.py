# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---
"""Nash's barter of 1950, reproduced: nine goods, two boys, no money.

John Nash's paper on bargaining has an example: Bill and Jack own nine small things, value them differently, and may barter but
not pay. Its table gives what each good is worth to each; its solution says who gives what, and its figure shows the point
at which a hyperbola touches the set of alternatives. We enter the table and nothing else.

J. F. Nash (1950), The Bargaining Problem, Econometrica 18(2), 155-162, the example with its table and Fig. 1.

Writes nash-1950.svg into the current folder.
"""

# %% [markdown]
# ## The table of the paper
#
# What each good is worth to Bill and to Jack, and who owns it at first.

# %%
from pathlib import Path

import zopa

GOODS = {
    # good: (to Bill, to Jack)
    "book": (2, 4),
    "whip": (2, 2),
    "ball": (2, 1),
    "bat": (2, 2),
    "box": (4, 1),
    "pen": (10, 1),
    "toy": (4, 1),
    "knife": (6, 2),
    "hat": (2, 2),
}
BILLS = ("book", "whip", "ball", "bat", "box")
JACKS = ("pen", "toy", "knife", "hat")
START = (sum(GOODS[good][0] for good in BILLS), sum(GOODS[good][1] for good in JACKS))

# %% [markdown]
# Every good ends with Bill or with Jack: nine issues of two options. What a party has at first is what it will not go below.

# %%
barter = zopa.Scenario.additive(
    "Nash's barter",
    {good: ["Bill", "Jack"] for good in GOODS},
    {
        "Bill": {"values": {good: {"Bill": bill, "Jack": 0} for good, (bill, _) in GOODS.items()}, "reservation": START[0]},
        "Jack": {"values": {good: {"Bill": 0, "Jack": jack} for good, (_, jack) in GOODS.items()}, "reservation": START[1]},
    },
)
assert START == (12, 6) and barter.outcomes == 512

# %% [markdown]
# ## The solution, beside the printed one
#
# The paper: "Bill gives Jack: book, whip, ball, and bat. Jack gives Bill: pen, toy, and knife." Bill gains 12 and Jack 5.

# %%
nash = barter.analyse().nash
gains = tuple(int(worth - own) for worth, own in zip(nash.exact, START, strict=True))
bill_gives = [good for good in BILLS if nash.outcome[good] == "Jack"]
jack_gives = [good for good in JACKS if nash.outcome[good] == "Bill"]
print(f"Bill gives {', '.join(bill_gives)}; Jack gives {', '.join(jack_gives)}; gains {gains}")

assert bill_gives == ["book", "whip", "ball", "bat"]
assert jack_gives == ["pen", "toy", "knife"]
assert gains == (12, 5)

# %% [markdown]
# ## The figure
#
# Nash draws gains, the set of alternatives with lotteries between barters (the polygon), and the hyperbola that touches it at
# one point. That it touches there and nowhere else can be checked with whole numbers: all 512 barters lie on one side of the
# tangent 5 x + 12 y = 120, and only the solution lies on it.

# %%
worths = [barter.exact_utilities(one) for one in barter]
points = sorted({(int(bill - START[0]), int(jack - START[1])) for bill, jack in worths})
on_the_tangent = [(x, y) for x, y in points if 5 * x + 12 * y >= 120]
assert on_the_tangent == [(12, 5)]
print(f"{barter.outcomes} barters make {len(points)} points; on or beyond the tangent: {on_the_tangent}")

# %%


def hull(points):
    """The corners of the polygon around the points, in order (Andrew's monotone chain)."""

    def turns_right(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) <= (b[1] - a[1]) * (c[0] - a[0])

    def half(points):
        chain = []
        for point in points:
            while len(chain) > 1 and turns_right(chain[-2], chain[-1], point):
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return half(points) + half(points[::-1])


def drawn(points, solution):
    """Gains of Bill to the right, of Jack upwards."""
    step, left, top = 17, 13, 13  # pixels for a unit; units left of zero and above it

    def at(x, y):
        return f"{(x + left) * step:.1f},{(top - y) * step:.1f}"

    def text(x, y, words, anchor="start"):
        where = at(x, y).split(",")
        return f'<text x="{where[0]}" y="{where[1]}" text-anchor="{anchor}" fill="#333">{words}</text>'

    corners = " ".join(at(x, y) for x, y in hull(points))
    curve = " ".join(at(x / 4, 60 * 4 / x) for x in range(20, 93))
    dots = "".join('<circle cx="{}" cy="{}" r="2.6" fill="#7a8ca3"/>'.format(*at(x, y).split(",")) for x, y in points)
    ring = '<circle cx="{}" cy="{}" r="6" fill="#c2410c"/>'.format(*at(*solution).split(","))
    axes = f'<path d="M{at(-12.5, 0)} L{at(23.5, 0)} M{at(0, -6.5)} L{at(0, 12.5)}" stroke="#999" fill="none"/>'
    ticks = "".join(text(x, -0.9, f"{x}".replace("-", "−"), "middle") for x in (-10, -5, 5, 10, 15, 20)) + "".join(
        text(-0.4, y - 0.25, f"{y}".replace("-", "−"), "end") for y in (-5, 5, 10)
    )
    labels = (
        text(23.5, 0.5, "Bill gains", "end")
        + text(0.5, 12, "Jack gains")
        + text(12.6, 5.5, "the solution: 12 and 5")
        + text(5.9, 11.2, "product of gains 60")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {37 * step} {20 * step}" font-family="sans-serif" font-size="12">'
        f'<title>Nash 1950, Fig. 1, reproduced</title><rect width="100%" height="100%" fill="#fff"/>'
        f'<polygon points="{corners}" fill="#e8edf3" stroke="#5b6b80"/>{axes}{ticks}{dots}'
        f'<polyline points="{curve}" fill="none" stroke="#c2410c" stroke-width="1.5"/>{ring}{labels}</svg>\n'
    )


Path("nash-1950.svg").write_text(drawn(points, gains), encoding="utf-8")

# %% [markdown]
# ## The same point by talking
#
# Two who concede by Zeuthen's rule, whoever risks less by insisting giving way, come to Nash's point, as Harsanyi (1956,
# Econometrica 24, 144-157) and Rosenschein and Zlotkin (1994, Rules of Encounter) say they would. It takes two who know each
# other's worths; others end elsewhere.

# %%
talks = barter.negotiate(["zeuthen", "zeuthen"], protocol="monotonic-concession", rounds=600)
print(talks)
assert talks.utilities == tuple(float(worth) for worth in nash.exact)

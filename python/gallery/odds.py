# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---
"""How the odds of a deal move with the ranges: the labour dispute of the tutorial, invented to learn with.

Odds are shares of draws from what an analyst left open, and never a chance of peace. So the first thing to ask of them is how they
move when a range does. Here the least that the management would sign goes from "nearly anything" to "nearly its own offer", with
everything else as it was judged, and a second time with the red line on hours held firm.

Writes odds.svg and odds-tornado.svg into the current folder.
"""

# %%
from pathlib import Path

import zopa

DRAWS = 2_000
case = zopa.load("labour-dispute")

# %% [markdown]
# ## As judged
#
# The lowest and the highest share, over the ends of the ranges, lie on both sides of a half: the model cannot tell. That is an answer.

# %%
stated = case.analyse(draws=DRAWS)
share, interval = stated.odds.deal, stated.odds.interval
print(f"A deal fits in {share:.1%} of draws, between {interval.low:.1%} and {interval.high:.1%}: {interval.verdict}")
assert interval.verdict == "cannot-tell" and interval.low < 0.05 and interval.high == 1

# %% [markdown]
# ## The limit of the management, moved
#
# It was judged to lie between 0.6 and 0.9 of what the management could gain. A case is a text, and so is a change to it.

# %%
LIMIT = "range: [0.6, 0.9]"
LINE = "refuses: { hours: [\"36\", \"37\"] }\n            standing: uncertain"
assert case.text.count(LIMIT) == 1 and case.text.count(LINE) == 1


def odds(limit, text=case.text):
    """The share of draws in which a deal fits, the limit of the management being exactly so."""
    moved = zopa.Case.parse(text.replace(LIMIT, f"range: {limit}"), "moved")
    return moved.analyse(draws=DRAWS).odds.deal


limits = [round(0.5 + 0.05 * step, 2) for step in range(11)]
uncertain = [odds(limit) for limit in limits]
firm = [odds(limit, case.text.replace(LINE, LINE.replace("uncertain", "firm"))) for limit in limits]
for limit, one, other in zip(limits, uncertain, firm, strict=True):
    print(f"limit {limit:.2f}: a deal fits in {one:6.1%} of draws, with a firm red line in {other:6.1%}")

# %% [markdown]
# Who asks for more finds fewer deals: no share rises from left to right. At the ends of the stated range the figures are those
# that the analysis itself gives for "what moves it most", to the draw. And a red line that is firm and not uncertain costs
# deals, or nothing.

# %%
assert all(later <= earlier for earlier, later in zip(uncertain, uncertain[1:], strict=False))
assert all(one >= other for one, other in zip(uncertain, firm, strict=True))
bar = next(one for one in stated.document.tornadoes[0].bars if one.input == "Management of Alder Mill: limit")
at = dict(zip(limits, uncertain, strict=True))
print(f"at 0.6: {at[0.6]} and {bar.low}; at 0.9: {at[0.9]} and {bar.high}")
assert (at[0.6], at[0.9]) == (bar.low, bar.high)
half = next(limit for limit, one in at.items() if one < 0.5)
print(f"Below one half from a limit of {half} on")
assert half == 0.95

# %% [markdown]
# ## The pictures


# %%
def drawn(limits, uncertain, firm, judged):
    left, top, wide, high = 60, 34, 560, 300
    x = lambda limit: left + (limit - limits[0]) / (limits[-1] - limits[0]) * wide  # noqa: E731
    y = lambda share: top + (1 - share) * high  # noqa: E731
    line = lambda shares: " ".join(  # noqa: E731
        f"{x(limit):.1f},{y(share):.1f}" for limit, share in zip(limits, shares, strict=True)
    )
    text = lambda at_x, at_y, words, anchor: (  # noqa: E731
        f'<text x="{at_x:.1f}" y="{at_y:.1f}" text-anchor="{anchor}" fill="#333">{words}</text>'
    )
    shown = [
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<rect x="{x(judged[0]):.1f}" y="{top}" width="{x(judged[1]) - x(judged[0]):.1f}" height="{high}" fill="#eef1f5"/>',
        text((x(judged[0]) + x(judged[1])) / 2, y(0) - 10, "where the analyst judged it to lie", "middle"),
    ]
    shown.append(text(left - 30, 16, "draws in which a deal fits, of 100", "start"))
    for hundredths in (0, 25, 50, 75, 100):
        colour = "#888" if hundredths == 50 else "#ddd"
        shown.append(f'<path d="M{left} {y(hundredths / 100):.1f}H{left + wide}" stroke="{colour}"/>')
        shown.append(text(left - 8, y(hundredths / 100) + 4, hundredths, "end"))
    shown += [text(x(limit), y(0) + 18, limit, "middle") for limit in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)]
    shown += [
        text(left + wide / 2, y(0) + 38, "least that the management would sign, as a share of all it could gain", "middle"),
        f'<polyline points="{line(uncertain)}" fill="none" stroke="#33567d" stroke-width="2.5"/>',
        f'<polyline points="{line(firm)}" fill="none" stroke="#c2410c" stroke-width="2.5" stroke-dasharray="6 4"/>',
        text(x(0.8) + 6, y(0.8045) - 10, "as judged", "start"),
        text(x(0.74) - 8, y(0.84) + 22, "red line on hours firm", "end"),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + wide + 20} {top + high + 48}" font-family="sans-serif" '
        'font-size="13"><title>Draws in which a deal fits, of 100, as the limit of the management moves</title>'
        f"{''.join(shown)}</svg>\n"
    )


Path("odds.svg").write_text(drawn(limits, uncertain, firm, (0.6, 0.9)), encoding="utf-8")
next(one for one in stated.pictures if one.name.startswith("tornado")).save("odds-tornado.svg")

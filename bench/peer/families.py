"""Writes invented additive scenarios as GENIUS XML, the same on every machine.

    python3 families.py OUT [--parties 2 3 4] [--issues 3 4 5 6] [--fine]

Ten options for each issue, so 10^k outcomes for k issues. Weights are multiples of 1/1024 that sum to one and evaluations
multiples of 1/64 with a largest of one, so that every utility is the same number in whole quanta and in doubles, whether or
not a reader divides by the largest evaluation. With --fine, weights are multiples of 2^-26 and evaluations of 2^-20.
"""

import argparse
import pathlib
import random

OPTIONS = 10


def shares(draw, count, units):
    """Positive whole numbers that sum to `units`."""
    cuts = sorted(draw.sample(range(1, units), count - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, units])]


def issue(number, evaluations=None, options=OPTIONS):
    lines = [f'      <issue index="{number}" name="issue {number}" type="discrete" etype="discrete" vtype="discrete">']
    for option in range(options):
        worth = "" if evaluations is None else f' evaluation="{evaluations[option]!r}"'
        lines.append(f'        <item index="{option + 1}" value="option {option + 1}"{worth}/>')
    return [*lines, "      </issue>"]


def utility_space(name, issues, body, tail=()):
    head = [f'  <utility_space type="any" number_of_issues="{issues}">', f'    <objective index="0" name="{name}" type="objective" etype="objective">']
    return [*head, *body, "    </objective>", *tail, "  </utility_space>"]


def domain(name, issues):
    body = [line for number in range(1, issues + 1) for line in issue(number)]
    return ["<negotiation_template>", *utility_space(name, issues, body), "</negotiation_template>"]


def profile(name, issues, party, weight_units, evaluation_units):
    draw = random.Random(f"zopa {name} {party}")
    weights = shares(draw, issues, weight_units)
    body = [f'      <weight index="{number}" value="{weight / weight_units!r}"/>' for number, weight in enumerate(weights, 1)]
    for number in range(1, issues + 1):
        evaluations = [draw.randrange(evaluation_units) / evaluation_units for _ in range(OPTIONS)]
        evaluations[draw.randrange(OPTIONS)] = 1.0
        body += issue(number, evaluations)
    return utility_space(name, issues, body, ['    <discount_factor value="1.0"/>', '    <reservation value="0.0"/>'])


def write(out, parties, issues, fine=False):
    """One scenario in a folder of its own; returns the folder."""
    name = f"{parties}-parties-1e{issues}" + ("-fine" if fine else "")
    folder = pathlib.Path(out) / name
    folder.mkdir(parents=True, exist_ok=True)
    weight_units, evaluation_units = (1 << 26, 1 << 20) if fine else (1 << 10, 1 << 6)
    files = {"domain": domain(name, issues)}
    for party in range(1, parties + 1):
        files[f"party-{party}"] = profile(name, issues, party, weight_units, evaluation_units)
    for file, lines in files.items():
        (folder / f"{name}-{file}.xml").write_text("\n".join(lines) + "\n")
    return folder


def write_opposed(out, name, sizes):
    """Two parties who want opposite things, each caring most about other issues: the preferences of crates/arena/benches."""
    folder = pathlib.Path(out) / name
    folder.mkdir(parents=True, exist_ok=True)
    bare = [line for number, size in enumerate(sizes, 1) for line in issue(number, options=size)]
    files = {"domain": ["<negotiation_template>", *utility_space(name, len(sizes), bare), "</negotiation_template>"]}
    for party, is_rising in ((1, True), (2, False)):
        care = [number + 1 if is_rising else len(sizes) - number for number in range(len(sizes))]
        # A step of an option counts as much as the issue matters, however many options it has.
        shares = [weight * (size - 1) for weight, size in zip(care, sizes)]
        body = [f'      <weight index="{number}" value="{share / sum(shares)!r}"/>' for number, share in enumerate(shares, 1)]
        for number, size in enumerate(sizes, 1):
            steps = [option / (size - 1) for option in range(size)]
            body += issue(number, steps if is_rising else steps[::-1], size)
        files[f"party-{party}"] = utility_space(name, len(sizes), body, ['    <discount_factor value="1.0"/>', '    <reservation value="0.0"/>'])
    for file, lines in files.items():
        (folder / f"{name}-{file}.xml").write_text("\n".join(lines) + "\n")
    return folder


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("out")
    arguments.add_argument("--parties", type=int, nargs="+", default=[2, 3, 4])
    arguments.add_argument("--issues", type=int, nargs="+", default=[3, 4, 5, 6])
    arguments.add_argument("--fine", action="store_true")
    asked = arguments.parse_args()
    for parties in asked.parties:
        for issues in asked.issues:
            print(write(asked.out, parties, issues, asked.fine))


if __name__ == "__main__":
    main()

"""Times counting beside pabutools, in one run, and prints Markdown: PROGRAMS ELECTIONS."""

import math
import statistics
import subprocess
import sys
import time

import pabutools.fractions
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import lexico_tie_breaking

ELECTIONS = ["Poland_Swiecie_2023", "Poland_Wieliczka_2023_Green_Budget", "Poland_Warszawa_2022_Bielany"]
RULES = ["equal-shares", "add1"]


def seconds(count, enough=2.0, most=7):
    """The median of repeats, as many as fit into `enough` seconds, at least one."""
    times = []
    while not times or (len(times) < most and sum(times) < enough):
        started = time.perf_counter()
        count()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def theirs(path, fraction):
    """Seconds of pabutools by rule: of its two kinds of profiles the one that is faster at equal shares."""
    pabutools.fractions.FRACTION = fraction
    instance, profile = parse_pabulib(path)

    def count(profile, **options):
        method_of_equal_shares(
            instance, profile, sat_class=Cost_Sat, tie_breaking=lexico_tie_breaking, **options
        )

    shares = [(seconds(lambda: count(each)), each) for each in (profile, profile.as_multiprofile())]
    best, profile = min(shares, key=lambda pair: pair[0])
    return {"equal-shares": best, "add1": seconds(lambda: count(profile, voter_budget_increment=1))}


def ours(programs, path):
    """Our seconds by rule."""
    lines = subprocess.run([f"{programs}/examples/speed", path], check=True, capture_output=True, text=True)
    return {rule: float(time) for _, rule, time in (line.split("\t") for line in lines.stdout.splitlines())}


def beside(programs, elections):
    """Ratios to pabutools; ours is timed before and after, and the slower of the two counts."""
    print("| election | rule | viche | exact | ratio | float | ratio |")
    print("|---|---|---|---|---|---|---|")
    ratios = {}
    for name in ELECTIONS:
        path = f"{elections}/{name}.pb"
        before = ours(programs, path)
        exact, floating = theirs(path, "gmpy2"), theirs(path, "float")
        after = ours(programs, path)
        for rule in RULES:
            mine = max(before[rule], after[rule])
            by = [exact[rule] / mine, floating[rule] / mine]
            ratios.setdefault(rule, []).append(by)
            print(
                f"| {name} | {rule} | {mine:.6f} | {exact[rule]:.3f} | {by[0]:.0f} × |"
                f" {floating[rule]:.3f} | {by[1]:.0f} × |",
                flush=True,
            )
    for rule in RULES:
        means = [math.prod(column) ** (1 / len(column)) for column in zip(*ratios[rule])]
        print(f"| geometric mean | {rule} | | | {means[0]:.0f} × | | {means[1]:.0f} × |")


def main():
    beside(*sys.argv[1:])


main()

"""Plain Python with Decimal, unit by unit, from NDJSON."""

import json
import sys
from bisect import bisect_right
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from rubric import LEAST, LEAST_SHARE, POINTS, RULES, VETOES

TENTH = Decimal("0.1")


class Contender:
    version = "Python " + sys.version.split()[0]

    def __init__(self, ndjson, units):
        self.units = []
        with open(ndjson, encoding="utf-8") as lines:
            for _, line in zip(range(units), lines):
                self.units.append(read(line))
        self.scored = []

    def run(self):
        self.scored = [score(unit) for unit in self.units]

    def scores(self):
        total, passed, chapters, items = zip(*self.scored)
        tenths = lambda value: int(value * 10)
        return {
            "totals": [tenths(value) for value in total],
            "passed": passed,
            "chapters": [[tenths(value) for value in unit] for unit in chapters],
            "items": [[[rule, tenths(value)] for rule, value in unit] for unit in items],
        }


def read(line):
    return json.loads(line, parse_float=Decimal, parse_int=Decimal)


TENTHS = lambda value: Decimal(value) / 10


def deduction(rule):
    """What the rule deducts from a unit, as a function with its amounts at hand."""
    kind, zero = rule["kind"], Decimal(0)
    if kind == "ratio":
        over, under, target, each = rule["num"], rule["den"], TENTHS(rule["t"]), TENTHS(rule["k"])
        most = TENTHS(rule["cap"])

        def ratio(unit):
            parts = unit[under]
            short = target * parts - 100 * unit[over]
            if short <= 0:
                return zero
            return min((short * each / parts).quantize(TENTH, ROUND_HALF_UP), most)

        return ratio
    fact = rule["obs"]
    if kind == "bool":
        lost = TENTHS(rule["d"])
        return lambda unit: zero if unit[fact] else lost
    if kind == "count":
        each, most = TENTHS(rule["r"]), TENTHS(rule["cap"])
        return lambda unit: min(unit[fact] * each, most) if unit[fact] else zero
    if kind == "band":
        bounds, lost = [TENTHS(bound) for bound in rule["b"]], [TENTHS(amount) for amount in rule["ded"]]
        return lambda unit: lost[bisect_right(bounds, unit[fact])]
    target, step, each = TENTHS(rule["t"]), TENTHS(rule["s"]), TENTHS(rule["d"])
    most = TENTHS(rule["cap"])

    def short(unit):
        short = target - unit[fact]
        return min((short / step).to_integral_value(ROUND_CEILING) * each, most) if short > 0 else zero

    return short


DEDUCTIONS = [(rule["ch"], deduction(rule)) for rule in RULES]
FULL = [TENTHS(points) for points in POINTS]
ENOUGH = [points * LEAST_SHARE / 100 for points in FULL]
LEAST_TOTAL = TENTHS(LEAST)


def score(unit):
    chapters = list(FULL)
    items = []
    for at, (chapter, deduct) in enumerate(DEDUCTIONS):
        lost = deduct(unit)
        if lost:
            items.append((at, lost))
            chapters[chapter] -= lost
    chapters = [max(chapter, Decimal(0)) for chapter in chapters]
    total = sum(chapters)
    passed = (
        total >= LEAST_TOTAL
        and all(chapter >= enough for chapter, enough in zip(chapters, ENOUGH))
        and not any(unit[veto] for veto in VETOES)
    )
    return total, passed, chapters, items


def main():
    """One unit of a file, as a command: `plain.py UNIT.json`."""
    with open(sys.argv[1], encoding="utf-8") as file:
        total, passed, chapters, items = score(read(file.read()))
    print(total, "pass" if passed else "fail", *chapters)
    for at, lost in items:
        print(RULES[at]["id"], lost)


if __name__ == "__main__":
    main()

"""Polars: an expression for each rule, in integers of tenths unless told otherwise."""

import sys

import polars as pl
from rubric import LEAST, LEAST_SHARE, POINTS, RULES, VETOES, facts

CHAPTERS = [f"C{at}" for at in range(1, 9)]
INTEGER = pl.Int16  # wide enough for every amount and sum in tenths, and faster than wider ones


class Contender:
    """`source`: `memory`, `parquet`, `csv` or `ndjson`; `keep`: `deductions`, `items` or `totals`; `engine`:
    `in-memory` or `streaming`."""

    version = "Polars " + pl.__version__

    def __init__(self, source, path, keep, exact=True, engine="in-memory"):
        self.source, self.path, self.keep, self.exact, self.engine = source, path, keep, exact, engine
        self.frame = self.read().collect() if source == "memory" else None
        self.result = self.items = None

    def run(self):
        lazy = self.frame.lazy() if self.frame is not None else self.read()
        plan = scored(lazy, self.rules(), self.keep != "totals", self.exact)
        self.result = plan.collect(engine=self.engine)
        if self.keep == "items":
            names = [rule["id"] for rule in RULES]
            lists = self.result.lazy().select("unit", *names)
            lists = lists.unpivot(index="unit", on=names, variable_name="rule", value_name="lost")
            self.items = lists.filter(pl.col("lost") != 0).collect(engine=self.engine)

    def read(self):
        """The units, numbers with a decimal in tenths; or as they are written where nothing has to be exact."""
        kinds = facts()
        if self.source in ("memory", "parquet"):
            lazy = pl.scan_parquet(self.path)
            numbers = [name for name, kind in kinds.items() if kind != "bool"]
            lazy = lazy.with_columns(pl.col(numbers).cast(INTEGER))
            if not self.exact:
                tenths = [name for name, kind in kinds.items() if kind == "tenths"]
                lazy = lazy.with_columns(pl.col(tenths).cast(pl.Float64) / 10)
            return lazy
        # The reader of NDJSON knows no narrower integers.
        count = INTEGER if self.source == "csv" else pl.Int32
        types = {"bool": pl.Boolean, "count": count, "tenths": pl.Float64}
        schema = {"unit": pl.Int32} | {name: types[kind] for name, kind in kinds.items()}
        scan = pl.scan_csv if self.source == "csv" else pl.scan_ndjson
        lazy = scan(self.path, schema=schema)
        if self.exact:
            tenths = [name for name, kind in kinds.items() if kind == "tenths"]
            lazy = lazy.with_columns((pl.col(tenths) * 10).round().cast(INTEGER))
        return lazy

    def rules(self):
        if not self.exact:
            return {rule["id"]: as_written(rule) for rule in RULES}
        return {rule["id"]: in_tenths(rule) for rule in RULES}

    def scores(self):
        tenths = lambda name: (self.result[name] * (1 if self.exact else 10)).round().cast(pl.Int64)
        answer = {"totals": tenths("total").to_list(), "passed": self.result["passed"].to_list()}
        answer["chapters"] = [list(row) for row in zip(*(tenths(name).to_list() for name in CHAPTERS))]
        names = {rule["id"]: at for at, rule in enumerate(RULES)}
        if self.keep == "items":
            lists = [[] for _ in range(self.result.height)]
            for unit, rule, lost in self.items.sort("unit", "rule").iter_rows():
                lists[unit].append([names[rule], lost])
            answer["items"] = lists
        elif self.keep == "deductions" and self.exact:
            rows = self.result.select(*names).iter_rows()
            answer["items"] = [[[at, lost] for at, lost in enumerate(row) if lost] for row in rows]
        return answer


def scored(units, rules, keep, exact):
    """Deductions, chapters, total and verdict as columns; the engine leaves out what is not kept."""
    scale = 1 if exact else 0.1
    frame = units.select("unit", *VETOES, *(expression.alias(rule) for rule, expression in rules.items()))
    chapters = []
    for at, (name, points) in enumerate(zip(CHAPTERS, POINTS)):
        lost = pl.sum_horizontal(rule["id"] for rule in RULES if rule["ch"] == at)
        chapters.append((points * scale - lost).clip(lower_bound=0).alias(name))
    frame = frame.with_columns(*chapters)
    frame = frame.with_columns(pl.sum_horizontal(CHAPTERS).alias("total"))
    enough = [pl.col(name) >= points * LEAST_SHARE / 100 * scale for name, points in zip(CHAPTERS, POINTS)]
    vetoed = pl.any_horizontal(VETOES)
    frame = frame.with_columns(
        ((pl.col("total") >= LEAST * scale) & pl.all_horizontal(enough) & ~vetoed).alias("passed")
    )
    kept = [rule["id"] for rule in RULES] if keep else []
    return frame.select("unit", *kept, *CHAPTERS, "total", "passed")


def in_tenths(rule):
    """Whole numbers only; nothing is divided before the last step."""
    number = lambda value: pl.lit(value, dtype=INTEGER)
    kind = rule["kind"]
    if kind == "bool":
        return pl.when(pl.col(rule["obs"])).then(number(0)).otherwise(number(rule["d"]))
    if kind == "count":
        most = -(-rule["cap"] // rule["r"])
        counted = pl.col(rule["obs"]).clip(upper_bound=most) * number(rule["r"])
        return counted.clip(upper_bound=rule["cap"])
    if kind == "short":
        short = (number(rule["t"] + rule["s"] - 1) - pl.col(rule["obs"])).clip(lower_bound=0)
        steps = (short // number(rule["s"])).clip(upper_bound=-(-rule["cap"] // rule["d"]))
        return (steps * number(rule["d"])).clip(upper_bound=rule["cap"])
    if kind == "band":
        value, (b0, b1, b2), (d0, d1, d2, d3) = pl.col(rule["obs"]), rule["b"], rule["ded"]
        below = pl.when(value < number(b0)).then(number(d0)).when(value < number(b1)).then(number(d1))
        return below.when(value < number(b2)).then(number(d2)).otherwise(number(d3))
    over, under = pl.col(rule["num"]).cast(pl.Int32), pl.col(rule["den"]).cast(pl.Int32)
    short = (under * rule["t"] - over * 1000).clip(lower_bound=0)
    lost = (short * (2 * rule["k"]) + under * 10) // (under * 20)
    return lost.clip(upper_bound=rule["cap"]).cast(INTEGER)


def as_written(rule):
    """Numbers with a decimal as binary fractions, formulas as the rubric says them."""
    kind = rule["kind"]
    tenth = lambda name: rule[name] / 10
    if kind == "bool":
        return pl.when(pl.col(rule["obs"])).then(0.0).otherwise(tenth("d"))
    if kind == "count":
        return (pl.col(rule["obs"]) * tenth("r")).clip(upper_bound=tenth("cap"))
    if kind == "short":
        short = (tenth("t") - pl.col(rule["obs"])).clip(lower_bound=0)
        return ((short / tenth("s")).ceil() * tenth("d")).clip(upper_bound=tenth("cap"))
    if kind == "band":
        value, (b0, b1, b2) = pl.col(rule["obs"]), [bound / 10 for bound in rule["b"]]
        d0, d1, d2, d3 = [lost / 10 for lost in rule["ded"]]
        return pl.when(value < b0).then(d0).when(value < b1).then(d1).when(value < b2).then(d2).otherwise(d3)
    share = 100 * pl.col(rule["num"]).cast(pl.Float64) / pl.col(rule["den"])
    lost = ((tenth("t") - share) * tenth("k")).round(1, mode="half_away_from_zero")
    return lost.clip(lower_bound=0, upper_bound=tenth("cap"))


def main():
    """A whole process: `polars_columns.py SOURCE FILE` prints the sum of all totals."""
    contender = Contender(*sys.argv[1:], "totals", engine="streaming")
    contender.run()
    print(contender.result["total"].cast(pl.Int64).sum())


if __name__ == "__main__":
    main()

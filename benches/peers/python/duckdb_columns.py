"""DuckDB: a select expression for each rule, in integers of tenths unless told otherwise."""

import sys

import duckdb
from rubric import LEAST, LEAST_SHARE, POINTS, RULES, VETOES, facts

CHAPTERS = [f"C{at}" for at in range(1, 9)]


class Contender:
    """`source`: `memory`, `parquet`, `csv` or `ndjson`; `keep`: `deductions`, `items` or `totals`."""

    version = "DuckDB " + duckdb.__version__

    def __init__(self, source, path, keep, exact=True):
        self.keep, self.exact = keep, exact
        self.connection = duckdb.connect()
        self.connection.execute("PRAGMA threads=1")
        units = reading(source, path, exact)
        if source == "memory":
            self.connection.execute(f"CREATE TABLE units AS {units}")
            units = "SELECT * FROM units"
        self.statement = f"CREATE OR REPLACE TABLE result AS {scoring(units, keep, exact)}"

    def run(self):
        self.connection.execute(self.statement)

    def scores(self):
        scale = "" if self.exact else " * 10"
        columns = ", ".join(f"round({name}{scale})::BIGINT" for name in ["total", *CHAPTERS])
        names = [rule["id"] for rule in RULES]
        kept = {"totals": "", "items": ", items", "deductions": ", " + ", ".join(names)}[self.keep]
        rows = self.connection.execute(f"SELECT passed, {columns}{kept} FROM result ORDER BY unit").fetchall()
        answer = {
            "passed": [row[0] for row in rows],
            "totals": [row[1] for row in rows],
            "chapters": [row[2:10] for row in rows],
        }
        if self.keep == "items":
            answer["items"] = [[[item["rule"], item["lost"]] for item in row[10]] for row in rows]
        elif self.keep == "deductions" and self.exact:
            answer["items"] = [[[at, lost] for at, lost in enumerate(row[10:]) if lost] for row in rows]
        return answer


def reading(source, path, exact):
    """The units, numbers with a decimal in tenths; or as they are written where nothing has to be exact."""
    kinds = facts()
    if source in ("memory", "parquet"):
        # The file has tenths as integers.
        tenths = (lambda name: f"{name}::SMALLINT AS {name}") if exact else (lambda name: f"{name} / 10 AS {name}")
        table = f"read_parquet('{path}')"
    else:
        tenths = (lambda name: f"({name} * 10)::SMALLINT AS {name}") if exact else (lambda name: name)
        types = {"bool": "BOOLEAN", "count": "SMALLINT", "tenths": "DECIMAL(4, 1)" if exact else "DOUBLE"}
        columns = {"unit": "INTEGER"} | {name: types[kind] for name, kind in kinds.items()}
        listed = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
        table = (
            f"read_csv('{path}', header = true, auto_detect = false, columns = {{{listed}}})"
            if source == "csv"
            else f"read_json('{path}', format = 'newline_delimited', columns = {{{listed}}})"
        )
    count = lambda name: f"{name}::SMALLINT AS {name}"
    write = {"bool": str, "count": count, "tenths": tenths}
    return f"SELECT unit, {', '.join(write[kind](name) for name, kind in kinds.items())} FROM {table}"


def scoring(units, keep, exact):
    """Deductions, chapters, total and verdict as columns."""
    scale = 1 if exact else 0.1
    rule = in_tenths if exact else as_written
    lost = ", ".join(f"{rule(entry)} AS {entry['id']}" for entry in RULES)
    chapters = []
    for at, (name, points) in enumerate(zip(CHAPTERS, POINTS)):
        parts = " + ".join(entry["id"] for entry in RULES if entry["ch"] == at)
        chapters.append(f"greatest(0, {points * scale} - ({parts})) AS {name}")
    enough = " AND ".join(
        f"{name} >= {points * LEAST_SHARE / 100 * scale:g}" for name, points in zip(CHAPTERS, POINTS)
    )
    kept = {
        "totals": "",
        "deductions": ", ".join(entry["id"] for entry in RULES) + ", ",
        "items": "list_filter(["
        + ", ".join(f"{{'rule': {at}, 'lost': {entry['id']}}}" for at, entry in enumerate(RULES))
        + "], lambda item: item.lost != 0) AS items, ",
    }[keep]
    columns = ", ".join(CHAPTERS)
    vetoes = " OR ".join(VETOES)
    return f"""
        WITH units AS ({units}),
        lost AS (SELECT unit, {vetoes} AS vetoed, {lost} FROM units),
        chapters AS (SELECT *, {', '.join(chapters)} FROM lost),
        totals AS (SELECT *, {' + '.join(CHAPTERS)} AS total FROM chapters)
        SELECT unit, {kept}{columns}, total, (total >= {LEAST * scale:g} AND {enough} AND NOT vetoed) AS passed
        FROM totals
    """


def in_tenths(rule):
    """Whole numbers only; nothing is divided before the last step."""
    kind, number = rule["kind"], "{}::SMALLINT".format
    if kind == "bool":
        return f"CASE WHEN {rule['obs']} THEN {number(0)} ELSE {number(rule['d'])} END"
    if kind == "count":
        most = -(-rule["cap"] // rule["r"])
        counted = f"least({rule['obs']}, {number(most)}) * {number(rule['r'])}"
        return f"least({counted}, {number(rule['cap'])})"
    if kind == "short":
        short = f"greatest({number(rule['t'] + rule['s'] - 1)} - {rule['obs']}, {number(0)})"
        most = -(-rule["cap"] // rule["d"])
        steps = f"least({short} // {number(rule['s'])}, {number(most)})"
        return f"least({steps} * {number(rule['d'])}, {number(rule['cap'])})"
    if kind == "band":
        value, (b0, b1, b2), (d0, d1, d2, d3) = rule["obs"], rule["b"], rule["ded"]
        return (
            f"CASE WHEN {value} < {number(b0)} THEN {number(d0)} WHEN {value} < {number(b1)} THEN {number(d1)}"
            f" WHEN {value} < {number(b2)} THEN {number(d2)} ELSE {number(d3)} END"
        )
    over, under = f"{rule['num']}::INTEGER", f"{rule['den']}::INTEGER"
    short = f"greatest({rule['t']} * {under} - 1000 * {over}, 0)"
    lost = f"({short} * {2 * rule['k']} + 10 * {under}) // (20 * {under})"
    return f"least({lost}, {rule['cap']})::SMALLINT"


def as_written(rule):
    """Numbers with a decimal as binary fractions, formulas as the rubric says them."""
    kind = rule["kind"]
    tenth = lambda name: f"{rule[name] / 10}::DOUBLE"
    if kind == "bool":
        return f"CASE WHEN {rule['obs']} THEN 0::DOUBLE ELSE {tenth('d')} END"
    if kind == "count":
        return f"least({rule['obs']} * {tenth('r')}, {tenth('cap')})"
    if kind == "short":
        short = f"greatest({tenth('t')} - {rule['obs']}, 0)"
        return f"least(ceil({short} / {tenth('s')}) * {tenth('d')}, {tenth('cap')})"
    if kind == "band":
        value, bounds, lost = rule["obs"], [b / 10 for b in rule["b"]], [f"{d / 10}::DOUBLE" for d in rule["ded"]]
        cases = " ".join(f"WHEN {value} < {bound} THEN {amount}" for bound, amount in zip(bounds, lost))
        return f"CASE {cases} ELSE {lost[3]} END"
    share = f"100.0 * {rule['num']}::DOUBLE / {rule['den']}"
    return f"least(greatest(round(({tenth('t')} - {share}) * {tenth('k')}, 1), 0), {tenth('cap')})"


def main():
    """The statement for the command of DuckDB: `duckdb_columns.py SOURCE PATH`."""
    source, path = sys.argv[1:]
    statement = scoring(reading(source, path, True), "totals", True)
    print(f"CREATE TEMP TABLE result AS {statement}; SELECT sum(total), sum(passed::INT) FROM result;")


if __name__ == "__main__":
    main()

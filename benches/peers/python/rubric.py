"""The rules, as all the contenders read them."""

import json
import pathlib

RUBRIC = json.loads((pathlib.Path(__file__).parent / "../../workload/rules.json").read_text())
RULES = RUBRIC["rules"]
POINTS = [chapter["points"] for chapter in RUBRIC["chapters"]]
VETOES = RUBRIC["vetoes"]
LEAST = RUBRIC["pass_total"]
LEAST_SHARE = RUBRIC["pass_chapter_pct"]


def facts():
    """The columns of the workload with what they hold: `bool`, `count` or `tenths`."""
    groups = {kind: [] for kind in ("bool", "count", "short", "band", "ratio")}
    for rule in RULES:
        names = [rule["num"], rule["den"]] if rule["kind"] == "ratio" else [rule["obs"]]
        groups[rule["kind"]] += names
    kinds = {"bool": "bool", "count": "count", "short": "tenths", "band": "tenths", "ratio": "count"}
    columns = {name: kinds[kind] for kind, names in groups.items() for name in names}
    return columns | {name: "bool" for name in VETOES}

"""Scores on demand, so that the peers that are Python packages take their turn between the others.

    driver.py CONTENDER ARGUMENTS

A contender is a module with a class `Contender`. It is made from the arguments, an object of JSON. A line on standard
input is an order, a line on standard output its answer:

    pass    score all units once: the nanoseconds that took
    scores  the result of the last pass: totals, passed, chapters and items as far as they are worked out
    peak    the most memory this process ever held, in KiB
"""

import importlib
import json
import resource
import sys
import time


def main():
    module, arguments = sys.argv[1:]
    contender = importlib.import_module(module).Contender(**json.loads(arguments))
    answer({"version": contender.version})
    for line in sys.stdin:
        order = line.strip()
        if order == "pass":
            start = time.perf_counter_ns()
            contender.run()
            answer({"ns": time.perf_counter_ns() - start})
        elif order == "scores":
            contender.run()
            answer(contender.scores())
        elif order == "peak":
            answer({"kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss})


def answer(value):
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()

"""A workbook through openpyxl, read-only, and its units with Decimal."""

from decimal import Decimal

import openpyxl

import plain
from rubric import facts


class Contender:
    version = "openpyxl " + openpyxl.__version__

    def __init__(self, xlsx):
        self.xlsx = xlsx
        self.scored = []

    def run(self):
        book = openpyxl.load_workbook(self.xlsx, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        names, kinds = next(rows), facts()
        readers = [READERS[kinds.get(name, "count")] for name in names]
        self.scored = []
        for row in rows:
            unit = {name: reader(value) for name, reader, value in zip(names, readers, row)}
            self.scored.append(plain.score(unit))
        book.close()

    scores = plain.Contender.scores


READERS = {"bool": lambda value: value == "是", "count": Decimal, "tenths": lambda value: Decimal(str(value))}

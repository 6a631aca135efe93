"""Converts every XLSForm of a folder to an XForm, as ODK Central and KoboToolbox do, and holds the XForms to ODK Validate.

Says what is wrong, one line each, and ends with 1 where anything is.
"""

import subprocess
import sys
from pathlib import Path

import pyxform
from pyxform.xls2xform import convert

VALIDATE = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"


def converted(workbook):
    """The XForm of a workbook; None after saying what is wrong with it. A warning is wrong too."""
    try:
        result = convert(workbook, validate=False)
    except Exception as error:
        print(f"{workbook.stem}: {error}")
        return None
    for warning in result.warnings:
        print(f"{workbook.stem}: {warning}")
    xform = workbook.with_suffix(".xml")
    xform.write_text(result.xform, encoding="utf-8")
    return None if result.warnings else xform


def main(folder):
    workbooks = sorted(Path(folder).glob("*.xlsx"))
    xforms = [converted(workbook) for workbook in workbooks]
    sound = [str(xform) for xform in xforms if xform]
    validated = subprocess.run(
        ["java", "-jar", str(VALIDATE), *sound], capture_output=True, text=True, encoding="utf-8"
    )
    if validated.returncode != 0:
        print(validated.stdout, validated.stderr)
    print(f"{len(sound)} of {len(workbooks)} forms")
    return len(sound) == len(workbooks) > 0 and validated.returncode == 0


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1]) else 1)

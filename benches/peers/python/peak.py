"""The most memory that a command ever held, in KiB: `peak.py COMMAND…`."""

import resource
import subprocess
import sys

subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)

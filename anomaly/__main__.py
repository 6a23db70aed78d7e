"""python -m anomaly"""

import sys

from anomaly.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

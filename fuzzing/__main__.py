"""`python -m fuzzing [SEED...]`: these seeds, or all from the time of day on, until it is stopped."""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from pathlib import Path

from fuzzing.campaign import Campaign
from yarara.compiler.options import OPTIMISED, UNOPTIMISED

FOLDER = Path(__file__).resolve().parent.parent / "build" / "fuzzing"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzzing", description="Random programs under CPython and compiled.")
    parser.add_argument("seeds", nargs="*", type=int, help="these alone; else without end")
    parser.add_argument("--start", type=int, default=int(time.time()), help="the first seed")
    parser.add_argument("--real", action="store_true", help="optimise as `yarara build` does, which takes longer")
    parser.add_argument("--whole", action="store_true", help="do not make smaller what was found")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to keep it")
    options = parser.parse_args(words)
    campaign = Campaign(options.folder, lambda text: print(text, flush=True))
    try:
        for seed in options.seeds or itertools.count(options.start):
            campaign.run(seed, OPTIMISED if options.real else UNOPTIMISED, not options.whole)
            print(f"seed {seed}: {', '.join(f'{count} {sort}' for sort, count in campaign.counts.items())}", flush=True)
    except KeyboardInterrupt:
        pass
    return 1 if set(campaign.counts) - {"programs"} else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

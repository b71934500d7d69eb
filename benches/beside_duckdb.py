#!/usr/bin/env python3
"""Times `roasbook build` beside a plain group-by of the same tracking file, in one run.

    pip install duckdb pandas
    cargo build --release && python3 benches/beside_duckdb.py [ROWS] [INFLUENCERS]

Each is a process of its own, run in turn; the medians and their ratio are printed.
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROWS = sys.argv[1] if len(sys.argv) > 1 else "1000000"
INFLUENCERS = sys.argv[2] if len(sys.argv) > 2 else "1000"
RUNS = 5
ROASBOOK = pathlib.Path(__file__).parent.parent / "target" / "release" / "roasbook"

DUCKDB = """
import duckdb, sys
duckdb.sql(f"select influencer_id, product, date_trunc('month', date) as month, sum(revenue), sum(orders) "
           f"from read_csv('{sys.argv[1]}') group by all").fetchall()
"""

PANDAS = """
import pandas, sys
rows = pandas.read_csv(sys.argv[1])
rows["month"] = rows.date.str[:7]
rows.groupby(["influencer_id", "product", "month"])[["revenue", "orders"]].sum()
"""


def seconds(command):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


with tempfile.TemporaryDirectory() as folder:
    data = pathlib.Path(folder) / "data"
    subprocess.run(
        [ROASBOOK, "simulate", "-q", "--rows", ROWS, "--influencers", INFLUENCERS, "-o", data], check=True
    )
    tracking = data / "tracking_data.csv"
    times = {"roasbook": [], "duckdb": [], "pandas": []}
    for run in range(RUNS):
        # A new folder each time: an old site would be linked instead of written.
        site = pathlib.Path(folder) / f"site-{run}"
        times["roasbook"].append(seconds([ROASBOOK, "build", data, "-o", site, "-q"]))
        times["duckdb"].append(seconds([sys.executable, "-c", DUCKDB, tracking]))
        times["pandas"].append(seconds([sys.executable, "-c", PANDAS, tracking]))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        ratio = medians["roasbook"] / median
        print(f"{name:10} {median:6.2f} s   roasbook takes {ratio:.1f} times as long")

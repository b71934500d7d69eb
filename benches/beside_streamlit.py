#!/usr/bin/env python3
"""Times a change of filter beside a Streamlit page with pandas, in one run, on the same rows.

    pip install streamlit pandas
    cargo build --release && (cd tests/browser && npm ci --ignore-scripts)
    python3 benches/beside_streamlit.py [ROWS] [INFLUENCERS]

Both pages show revenue, orders, payout and ROAS for brands, categories, platforms and dates. One Chromium clicks
through the same choices in each; the time is from the click to the changed figure. The medians and their ratio are
printed. Streamlit is timed twice: with the cache its manual recommends for data, which hands out copies, and with
the one that does not.
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROWS = sys.argv[1] if len(sys.argv) > 1 else "1000000"
INFLUENCERS = sys.argv[2] if len(sys.argv) > 2 else "1000"
ROOT = pathlib.Path(__file__).resolve().parent.parent
ROASBOOK = pathlib.Path(os.environ.get("ROASBOOK", ROOT / "target" / "release" / "roasbook"))
CLICKS = ROOT / "tests" / "browser" / "bench" / "clicks.mjs"

PAGE = """
import sys, pandas as pd, streamlit as st

@st.CACHE
def load(folder):
    read = lambda name, **options: pd.read_csv(f"{folder}/{name}.csv", **options)
    people, products = read("influencers"), read("products")
    rows = read("tracking_data", parse_dates=["date"]).merge(products[["product", "brand"]], how="left")
    return rows.merge(people[["influencer_id", "category", "platform"]]), read("payouts")

rows, payouts = load(sys.argv[1])
for column in ["brand", "category", "platform"]:
    chosen = st.multiselect(column, sorted(rows[column].unique()))
    rows = rows[rows[column].isin(chosen)] if chosen else rows
days = st.date_input("dates", (rows.date.min(), rows.date.max()))
rows = rows[rows.date.between(*map(pd.Timestamp, days))]
payout = payouts[payouts.influencer_id.isin(rows.influencer_id)].total_payout.sum()
st.metric("revenue", f"{rows.revenue.sum():,.2f}")
st.metric("orders", f"{rows.orders.sum():,}")
st.metric("payout", f"{payout:,.2f}")
st.metric("roas", f"{rows.revenue.sum() / payout:.2f}")
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(url):
    for _ in range(300):
        try:
            return urllib.request.urlopen(url).close()
        except OSError:
            time.sleep(0.1)
    sys.exit(f"error: {url} does not answer")


def clicks(kind, address):
    """What the clicks on a page took, in milliseconds."""
    done = subprocess.run(["node", CLICKS, kind, address], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def streamlit(folder, data, cache):
    """The same on a Streamlit page of its own."""
    page = pathlib.Path(folder) / f"{cache}.py"
    page.write_text(PAGE.replace("CACHE", cache))
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", page, "--server.port", str(port), "--server.headless", "true"]
    options = ["--browser.gatherUsageStats", "false", "--server.address", "127.0.0.1", "--logger.level", "error", "--", data]
    server = subprocess.Popen(command + options, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        return clicks("streamlit", f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait()


with tempfile.TemporaryDirectory() as folder:
    data, site = pathlib.Path(folder) / "data", pathlib.Path(folder) / "site"
    subprocess.run([ROASBOOK, "simulate", "-q", "--rows", ROWS, "--influencers", INFLUENCERS, "-o", data], check=True)
    subprocess.run([ROASBOOK, "build", data, "-o", site, "-q"], check=True)
    times = {
        "roasbook": clicks("roasbook", (site / "index.html").as_uri()),
        "streamlit, cache_data": streamlit(folder, data, "cache_data"),
        "streamlit, cache_resource": streamlit(folder, data, "cache_resource"),
    }
    own = times["roasbook"]["median"]
    print(f"{int(ROWS):,} rows, from click to changed figure, {times['roasbook']['clicks']} clicks each")
    for name, taken in times.items():
        ratio = taken["median"] / own
        print(f"{name:26} median {taken['median']:8.1f} ms   p95 {taken['p95']:8.1f} ms   {ratio:6.1f} times as long")

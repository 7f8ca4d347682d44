"""What most people would write: the raw rows of a snapshot, pandas and plotly.express, nothing kept between reruns.

`streamlit run bench/plain_page.py` with BENCH_SNAPSHOT set; a peer for the bench where no other is given.
"""

import os

import duckdb
import plotly.express as px
import streamlit as st

st.set_page_config(layout="wide")
with duckdb.connect(os.environ["BENCH_SNAPSHOT"], read_only=True) as connection:
    facts = connection.execute("select * from fact.measurement").df()
    units = connection.execute("select * from dim.unit").df()
    targets = connection.execute("select * from dim.target").df()
    indicators = connection.execute("select * from dim.indicator").df()

unit_type = st.selectbox("Type", ["all", "department", "district"])
rows = facts.merge(units, on=["programme_code", "unit_code"]).merge(indicators, on=["programme_code", "indicator_code"])
rows = rows[rows.unit_type == unit_type] if unit_type != "all" else rows
to_date = rows.groupby(["unit_code", "unit_short_vi", "task_code", "indicator_code"], as_index=False).total_value.sum()
done = to_date.merge(targets, on=["unit_code", "indicator_code"])
done["ratio"] = (done.total_value / done.target_value).clip(upper=1)
by_unit = done.groupby(["unit_short_vi", "task_code"], as_index=False).ratio.mean()

for column, (task, part) in zip(st.columns(4), by_unit.groupby("task_code"), strict=False):
    column.metric(str(task), f"{part.ratio.mean():.1%}")
st.plotly_chart(px.bar(by_unit[by_unit.task_code == "T1"], x="ratio", y="unit_short_vi", orientation="h", height=1100))
st.plotly_chart(px.imshow(by_unit.pivot(index="unit_short_vi", columns="task_code", values="ratio"), height=1100))
trend = rows.groupby(["period_code", "task_code"], as_index=False).total_value.sum()
st.plotly_chart(px.line(trend, x="period_code", y="total_value", color="task_code"))
st.dataframe(by_unit)

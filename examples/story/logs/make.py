#!/usr/bin/env python3
"""Writes the case log of this story: 5,000 complaints of a year, invented, the same in every run.

    python3 logs/make.py > logs/cn-complaints-2026.csv
"""
import datetime, math, random

dice = random.Random(20261031)
start = datetime.datetime(2025, 11, 1)
channels = ["cn-hotline"] * 5 + ["cn-app"] * 3 + ["cn-chat"] * 3 + ["cn-shop"]
priorities = ["normal"] * 7 + ["important"] * 2 + ["urgent"]

def text(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else ""

cases = []
for number in range(5000):
    # More in the weeks after the new year and after the autumn holidays.
    day = dice.choice([dice.uniform(0, 365), dice.uniform(0, 365), dice.gauss(98, 10), dice.gauss(345, 7)])
    received = start + datetime.timedelta(days=min(max(day, 0), 364.9))
    channel, priority = dice.choice(channels), dice.choice(priorities)
    slow = 1.9 if day > 338 else 1.0
    acknowledged = received + datetime.timedelta(hours=slow * math.exp(dice.gauss(0.5, 0.9)))
    haste = {"urgent": 0.4, "important": 0.8, "normal": 1.0}[priority]
    answered = acknowledged + datetime.timedelta(days=slow * haste * math.exp(dice.gauss(1.55, 0.6)))
    if dice.random() < 0.004:
        acknowledged = None
    end = start + datetime.timedelta(days=365)
    cases.append((received, channel, priority, acknowledged, answered if answered < end else None))
cases.sort(key=lambda case: case[0])
print("case_id,channel,priority,received_at,acknowledged_at,answered_at")
for number, (received, channel, priority, acknowledged, answered) in enumerate(cases, 1):
    print(f"TS-{number:05},{channel},{priority},{text(received)},{text(acknowledged)},{text(answered)}")

name, count, ratio = "Ada", 42, 2 / 3
items = [1, 2]
print(f"{name} {count} {ratio} {items} {count + 1} {name.upper()} {items[0]} {{literal}} {name!r}")
print(f"[{name:>8}] [{name:<8}] [{name:^8}] [{name:*^9}] [{name:.2}] [{name:8.1}]")
print(f"[{count:5}] [{count:<5}] [{count:^6}] [{count:05}] [{count:+}] [{count:x}] [{count:#x}] [{count:08b}] [{count:o}] [{count:X}] [{-count:5}] [{count: d}]")
print(f"[{1234567:,}] [{1234567:_}] [{12345.678:,.2f}] [{count:,}] [{-1234:,}] [{255:#010x}] [{count:c}]")
print(f"[{ratio:.3f}] [{ratio:8.2f}] [{ratio:<8.2f}] [{ratio:e}] [{ratio:.2e}] [{ratio:%}] [{ratio:.1%}] [{ratio:g}] [{1e10:g}] [{100.0:g}] [{ratio:+.1f}] [{-ratio:06.2f}]")
width, precision = 10, 3
print(f"[{ratio:{width}.{precision}f}] [{name:>{width}}] [{True}] [{None}] [{True:d}] [{3.0}] [{3.0:.0f}] [{2.5:.0f}] [{0.5:5}]")
print(f"{count=} {name=} {ratio=:.2f}", f"{'nested'} {f'{count}'}", f"{count if count > 40 else 0}")
print(f"{name}" "joined" f"{count}", f"""multi
line {count}""")

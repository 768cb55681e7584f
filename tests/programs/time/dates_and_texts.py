import time


def show(t: time.struct_time) -> None:
    print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday, t.tm_yday, t.tm_isdst)


CODES = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYz%"
for seconds in (0, 1, 86399, 951782400, 951868800, 1700000000, 4102444800, -1, -86400, 1709164800, 253402300799):
    t = time.gmtime(seconds)
    show(t)
    print(time.asctime(t), "|", time.strftime("%Y-%m-%dT%H:%M:%SZ", t), "|", time.strftime("%a, %d %b %Y %H:%M:%S GMT", t))

# Weeks: years that begin and end with any day of the week.
for year in range(1998, 2012):
    for month, day in ((1, 1), (1, 4), (12, 28), (12, 31)):
        t = time.strptime(f"{year}-{month}-{day}", "%Y-%m-%d")
        print(time.strftime("%Y-%m-%d %j U%U W%W V%V G%G %g u%u w%w", t), end=";")
    print()
t = time.gmtime(1234567890.75)
for code in CODES:
    print(code, repr(time.strftime("%" + code, t)))
print(repr(time.strftime("100% at %H%M%", t)), repr(time.strftime("", t)))
print(t)
year, month, *rest = t
print(year, month, rest, t[0], t[-1], len(t), t == time.gmtime(1234567890), t < time.gmtime(1234567891), t.tm_gmtoff)

for text, format in (
    ("2024-02-29 23:59:58", "%Y-%m-%d %H:%M:%S"), ("29 Feb 24", "%d %b %y"), ("Thursday, June  5, 1969", "%A, %B %d, %Y"),
    ("12:05 AM", "%I:%M %p"), ("12:05 pm", "%I:%M %p"), ("01:05 pm", "%I:%M %p"), ("2023 365", "%Y %j"), ("2024-366", "%Y-%j"), ("100%", "%H0%%"),
    ("Sun Jun 20 23:21:05 1993", "%c"), ("1/2/3", "%m/%d/%Y"), ("2023-02-29", "%Y-%m-%d"), ("2023-1-1x", "%Y-%m-%d"), ("abc", "%Y"),
    ("20230405", "%Y%m%d"), ("99", "%d"), ("7", "%d"), ("x", "%Q"), ("2001-13-01", "%Y-%m-%d"),
):
    try:
        show(time.strptime(text, format))
    except ValueError as error:
        print(error)
print(time.mktime(time.gmtime(86400 * 365)) - time.mktime(time.gmtime(0)))
print(time.gmtime(time.time()).tm_year >= 2024, abs(time.mktime(time.localtime()) - time.time()) < 90000, len(time.ctime(0)))

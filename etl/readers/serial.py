"""Excel's dates are numbers: days since the end of 1899, or since 1904. A duration is no other value than a time."""

from datetime import date, datetime, time, timedelta

DAY_ZERO, DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
FIRST_OF_MARCH = 61  # Excel counts a 29 February 1900; before it, its days are one further
LAST_SERIAL = 2_958_465  # the last day of 9999
DAY = timedelta(days=1)
MILLISECONDS = 86_400_000  # of a day; serial numbers are no finer


def moment(serial: float, *, is_1904: bool) -> date | datetime | time | float:
    """What a number in a cell formatted as a date stands for; the number itself where there is no such day."""
    if not 0 <= serial <= LAST_SERIAL:
        return serial
    day_zero = DAY_ZERO_1904 if is_1904 else DAY_ZERO
    if serial < FIRST_OF_MARCH and not is_1904:
        day_zero += timedelta(days=1)
    whole = int(serial)
    try:
        at = day_zero + timedelta(days=whole, milliseconds=round((serial - whole) * MILLISECONDS))
    except OverflowError:
        return serial
    if serial < 1:
        return at.time()
    return at.date() if serial == whole else at

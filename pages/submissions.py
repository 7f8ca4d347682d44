"""The staff's desk: who has reported, whom to remind, what came back, and the workbooks to send out."""

from dashboard.components.submission_calendar import show_calendar
from dashboard.components.submission_chase import show_chase
from dashboard.components.submission_odd import show_oddities
from dashboard.components.submission_returned import show_returned, show_warnings
from dashboard.components.submission_templates import show_templates
from dashboard.frame import open_page
from dashboard.progress import begun_periods
from dashboard.submissions import named_calendar, to_chase
from warehouse.questions.catalogue import periods
from warehouse.questions.submissions import latest_reporters, submission_calendar

view = open_page("submissions", unit_use="narrow")
t, choice, ask = view.t, view.choice, view.reader.ask

period_rows = begun_periods(ask(periods, choice.programme_code), view.today, t)
calendar = ask(submission_calendar, choice.programme_code, None, view.programme["late_by_code"], view.today)
named = named_calendar(calendar[calendar.period_code.isin(period_rows.period_code)], view.narrowed_units, t)

show_calendar(view, named, period_rows)
of_period = named[named.period_code == choice.period_code]
reporters = ask(latest_reporters, choice.programme_code)
show_chase(view, to_chase(of_period, reporters, view.today), str(view.period[t.column("period_name")]))
show_returned(view)
show_oddities(view, period_rows, reporters)
show_warnings(view)
show_templates(view)

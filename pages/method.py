"""How the numbers come about: in words, on one live example, and down to every target and column."""

from dashboard.components.headings import show_heading
from dashboard.components.method_sections import show_arithmetic, show_dictionary, show_example, show_targets
from dashboard.filters import pick_segment
from dashboard.frame import open_page
from dashboard.progress import name_tasks
from warehouse.questions.catalogue import tasks

view = open_page("method", unit_use="example")
t = view.t
task_rows = name_tasks(view.reader.ask(tasks, view.choice.programme_code), t)

show_arithmetic(view)

show_heading(t("method.example"), t("method.example_lead"))
numbers = {task.task_code: t("task.short", number=task.task_number) for task in task_rows.itertuples()}
show_example(view, task_rows, pick_segment("task", t("method.pick_task"), numbers))

show_targets(view)
show_dictionary(view)

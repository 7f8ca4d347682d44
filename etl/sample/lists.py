"""Made-up lists of inspection findings and difficulties that agree with the made-up numbers."""

from collections.abc import Mapping
from datetime import timedelta

from etl.programme.catalogue import Period, Programme
from etl.sample.story import Story, dice
from etl.sample.words import DIFFICULTIES, FINDINGS
from etl.template.content import ListedDifficulty, ListedFinding

COUNTING_ROLES = ("findings", "recommendations", "recommendations_done")  # they count the findings' list


def made_up_findings(
    programme: Programme, story: Story, period: Period, totals_to_date: Mapping[str, float], seed: int
) -> tuple[ListedFinding, ...]:
    """As many rows, recommendations and finished ones as the unit has counted to date."""
    codes = {one.role_code: one.indicator_code for one in programme.indicators.values()}
    found, recommended, carried_out = (int(totals_to_date.get(codes.get(role, ""), 0)) for role in COUNTING_ROLES)
    areas = list(programme.content_areas)
    findings = []
    for number in range(max(found, recommended)):
        chance = dice(seed, "finding", story.unit_code, number)
        position = chance.randrange(len(areas))
        finding, recommendation = FINDINGS[position % len(FINDINGS)]
        is_done = number < carried_out
        has_recommendation = number < recommended
        findings.append(
            ListedFinding(
                areas[position],
                2 if is_done else chance.choice((0, 1, 1)),
                finding if number < found else None,
                recommendation if has_recommendation else None,
                period.to_date + timedelta(days=chance.randint(-30, 75)) if has_recommendation else None,
                ("done" if is_done else "open") if has_recommendation else None,
            )
        )
    return tuple(findings)


def made_up_difficulties(programme: Programme, story: Story, seed: int) -> tuple[ListedDifficulty, ...]:
    """One for each task in which the unit lags, and for a few others."""
    difficulties = []
    for number, task_code in enumerate(programme.tasks):
        chance = dice(seed, "difficulty", story.unit_code, task_code)
        if story.pace(task_code, 1) < 1 or chance.random() < 0.2:
            words = DIFFICULTIES[number % len(DIFFICULTIES)]
            difficulties.append(ListedDifficulty(task_code, *words))
    return tuple(difficulties)

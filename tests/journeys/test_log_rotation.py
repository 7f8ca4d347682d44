"""The log of the runs is turned over by the shipped cron line, without root, and the runs go on."""

import subprocess

from tests.house import PROJECT_ROOT, House


def test_the_shipped_line_turns_the_log_over(house: House) -> None:
    house.etl("run")
    log = house.home / "log" / "run.jsonl"
    before = log.read_bytes()
    [line] = [one for one in (PROJECT_ROOT / "deploy" / "crontab").read_text(encoding="utf-8").splitlines()
              if "logrotate" in one]  # fmt: skip
    command = (
        line.split(maxsplit=5)[5].replace("@PROJECT@", str(PROJECT_ROOT)).replace("logrotate -s", "logrotate -f -s")
    )
    environment = house.environment | {"PATH": "/usr/bin:/bin:/usr/sbin"}
    done = subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert not log.exists()
    assert (log.parent / "run.jsonl.1").read_bytes() == before
    assert house.etl("run", "--quiet") == ""
    assert log.read_text(encoding="ascii").count("\n") == 1

"""Ctrl-C arrives where no KeyboardInterrupt comes out: the exit code is 130 all the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.flows.commands import heed_interrupts

AN_EXEC = "exec('import signal; signal.raise_signal(signal.SIGINT)')"
A_CALLBACK_FROM_C = (
    "import ctypes, signal, time\nctypes.CFUNCTYPE(None)(lambda: signal.raise_signal(signal.SIGINT))()\ntime.sleep(20)"
)
AN_EXCEPTION_OF_A_LIBRARY = (
    "import signal\n"
    "try: signal.raise_signal(signal.SIGINT)\n"
    "except KeyboardInterrupt: raise ValueError('of the library') from None"
)


@pytest.mark.parametrize("commands", [AN_EXEC, A_CALLBACK_FROM_C, AN_EXCEPTION_OF_A_LIBRARY])
def test_the_exit_code_is_130_wherever_ctrl_c_arrives(commands: str) -> None:
    program = (
        "import flows.application, flows.cli\n"
        f"def command(*_, **__):\n    exec({commands!r}, {{}})\n"
        "flows.application.app = command\n"
        "flows.cli.main()"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=heed_interrupts,
    )
    assert outcome.returncode == 130, outcome.stderr
    assert outcome.stderr == "pressgraph: interrupted; what was finished is kept, run again to go on\n"

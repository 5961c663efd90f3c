"""The main job as the command line runs it: through Prefect where there is work, without it where there is none.

Starting Prefect and a model costs some ten seconds; whether anything is pending is asked before.
"""

from __future__ import annotations

from flows import environment
from flows.lock import sole_run
from flows.nothing_new import if_nothing_new, load_nothing_new
from flows.parameters import RunParameters
from flows.runs import RunReport, recorded_run
from tasks.settings import Settings
from tasks.sources.reader import Gathered
from tasks.sources.web import is_web


def run_main_job(settings: Settings, parameters: RunParameters) -> RunReport:
    """Do what is pending; if nothing is, only record that it was asked.

    Raises:
        PressgraphError: if the run could not be done at all; articles that could not be used are rejects instead.
    """
    if not any(is_web(source) for source in parameters.sources):
        gathered = if_nothing_new(settings, parameters, parameters.sources)
        if gathered is not None:
            return _recorded(settings, parameters, gathered)
    environment.prepare(settings)
    from flows.pipeline import news_pipeline  # noqa: PLC0415 - imports Prefect, which reads the environment

    report: RunReport = news_pipeline(
        sources=list(parameters.sources),
        reading=parameters.reading,
        reprocess=parameters.reprocess,
        languages=list(parameters.languages or ()),
    )
    return report


def _recorded(settings: Settings, parameters: RunParameters, gathered: Gathered) -> RunReport:
    with sole_run(settings), recorded_run(settings, parameters) as run:
        load_nothing_new(settings, gathered, (), run)
    return run.report()

"""One scenario through NegMAS: its frontier and its solution points. Prints one line of JSON.

    VENV/bin/python negmas_frontier.py FOLDER

Only the questions are timed: importing and loading are not. The folder holds one GENIUS domain and its profiles.
"""

import json
import resource
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from negmas.inout import Scenario  # noqa: E402
from negmas.preferences.ops import (  # noqa: E402
    kalai_points,
    ks_points,
    max_welfare_points,
    nash_points,
    pareto_frontier,
)

scenario = Scenario.from_genius_folder(sys.argv[1])
since = time.process_time()
outcomes = list(scenario.outcome_space.enumerate_or_sample())
points, _ = pareto_frontier(scenario.ufuns, outcomes)
for concept in (nash_points, kalai_points, ks_points, max_welfare_points):
    concept(scenario.ufuns, points, outcome_space=scenario.outcome_space)
spent = time.process_time() - since
print(
    json.dumps(
        {
            "cpu_s": spent,
            "points": len(points),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)

"""Works when told to: a line of JSON on standard input each time, answered by a line of JSON.

    python serve.py THREADS

    {"prepare": "learn" or "act", "folder": F}   what came of a first call, by mode; both modes are warm afterwards
    {"turn": "eager", "compile", "matmul" or "copy"}   milliseconds of one more
"""

import json
import sys
import time

import torch
from aql import Problem
from aql_act import Act
from aql_learn import Learn

torch.set_num_threads(int(sys.argv[1]))
KINDS = {"learn": Learn, "act": Act}
CHUNKS = [4, 8, 16, 32, 64, 128]
# Two arrays beyond any cache, and matrices whose product takes long enough to be at the peak.
SOURCE, COPY = torch.ones(2**24), torch.empty(2**24)
MATRIX = torch.rand(2048, 2048)

turns = {"matmul": lambda: MATRIX @ MATRIX, "copy": lambda: COPY.copy_(SOURCE)}


def timed_ms(work) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def prepare(kind: str, folder: str):
    torch._dynamo.reset()
    problem = Problem(folder)
    states = problem.sizes["states"]
    answer = {"torch": torch.__version__}
    for mode in ("eager", "compile"):
        work = KINDS[kind](problem, mode == "compile")
        # The compiler fuses over all states; eager code is fastest in pieces that fit the cache: the best is searched.
        chunks = [states] if mode == "compile" else sorted({min(chunk, states) for chunk in CHUNKS})
        first = work.first(chunks[-1])
        chunk = min(chunks, key=lambda size: min(timed_ms(lambda: work.turn(size)) for _ in range(2)))
        turns[mode] = lambda work=work, chunk=chunk: work.turn(chunk)
        answer[mode] = {**first, "chunk": chunk}
    return answer


for line in sys.stdin:
    command = json.loads(line)
    is_turn = "turn" in command
    answer = timed_ms(turns[command["turn"]]) if is_turn else prepare(command["prepare"], command["folder"])
    print(json.dumps(answer), flush=True)

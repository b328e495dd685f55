"""Times whole commands, with their memory, and prints Markdown: PROGRAMS ELECTIONS [EXPECTED]."""

import os
import statistics
import subprocess
import sys
import tempfile
import time


def generated(file):
    """131,778 ballots, hardly two of them equal, on 197 projects."""
    projects, ballots = 197, 131_778
    file.write(
        "META\nkey;value\ndescription;x\ncountry;x\nunit;x\ninstance;x\n"
        f"num_projects;{projects}\nnum_votes;{ballots}\nbudget;5000000\nvote_type;approval\nrule;greedy\n"
        "date_begin;2026\ndate_end;2026\nPROJECTS\nproject_id;cost\n"
    )
    state = 1
    for project in range(projects):
        state = state * 6364136223846793005 % 2**64
        file.write(f"{project};{1000 + state // 2**40 % 200_000}\n")
    file.write("VOTES\nvoter_id;vote\n")
    for ballot in range(ballots):
        listed = set()
        while len(listed) < 3 + ballot % 4:
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            listed.add(state // 2**40 % projects)
        file.write(f"{ballot};{','.join(map(str, sorted(listed)))}\n")
    file.flush()


def whole(programs, path, *options):
    """Wall seconds of the whole command, and the most memory in MB: its own, or that of this process if that is more."""
    arguments = [f"{programs}/viche-tally", path, "--format", "tsv", *options]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    times = []
    for _ in range(5):
        started = time.perf_counter()
        child = subprocess.Popen(arguments, **quiet)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0, arguments
        times.append(time.perf_counter() - started)
    return statistics.median(times), usage.ru_maxrss / 1024


def commands(programs, elections):
    """The command from start to end."""
    print("| command | file | seconds | memory | file |")
    print("|---|---|---|---|---|")
    with tempfile.NamedTemporaryFile("w", suffix=".pb") as file:
        generated(file)
        paths = {"131,778 different ballots × 197 projects": file.name}
        paths |= {name: f"{elections}/{name}.pb" for name in ["Poland_Wroclaw_2015_150_-_500", "Poland_Lodz_2020"]}
        for name, path in paths.items():
            size = os.path.getsize(path) / 2**20
            for rule in ["greedy", "equal-shares"]:
                took, memory = whole(programs, path, "--rule", rule)
                print(f"| --rule {rule} | {name} | {took:.3f} | {memory:.1f} MB | {size:.1f} MB |")
    for jobs in ["1", str(os.cpu_count())]:
        took, memory = whole(programs, elections, "--preset", "pabutools-1.2.3", "--jobs", jobs)
        print(f"| --preset pabutools-1.2.3 --jobs {jobs} | all | {took:.2f} | {memory:.1f} MB | |")


def main():
    programs, elections, *expected = sys.argv[1:]
    commands(programs, elections)
    if expected:
        corpus = [f"{programs}/examples/corpus", elections, *expected]
        started = time.perf_counter()
        subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
        print(f"\nEvery file by every rule of the expected outcomes, one thread: {time.perf_counter() - started:.1f} s.")


main()

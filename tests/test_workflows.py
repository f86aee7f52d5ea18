"""What runs on GitHub is pinned, may do little, hides no failure, and publishes nothing that has not passed."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from torchproof.book.markdown import PARSER

WORKFLOWS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / ".github/workflows").glob("*.y*ml"))}
RUN, NOXFILE, README = ((ROOT / name).read_text(encoding="utf-8") for name in (".ci/run", "noxfile.py", "README.md"))
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
READS = {"contents": "read"}
MAY = {"publish": {"pages": "write", "id-token": "write"}, "notebooks": {"contents": "write"}}  # the last pushes a branch that nothing runs
WRITERS = ("upload-pages-artifact", "deploy-pages", "git push")
HIDES = re.compile(
    r"\|\|(?! *(?:need\+=|\{ *echo [^}]*exit 1))|;\s*(?:true|:)|\bset (?!-euo pipefail$)|(?<!-)\bexit\b(?! 1;)|\btrap\b|2>\s*/dev/null\s*$|&\s*$|^\s*!"
    r"|\(\) *\{|\balias\b|\beval\b|\b(?:if|while|until) (?!\[ )|PYTEST|NOX|-m pytest",
    re.MULTILINE,
)
KEYS = {  # what a workflow, a job and a step may say
    "workflow": {"name", True, "permissions", "concurrency", "jobs"},
    "job": {"needs", "if", "strategy", "runs-on", "timeout-minutes", "permissions", "environment", "steps"},
    "step": {"id", "if", "name", "uses", "with", "run", "shell", "env"},
}
ACTIONS = {f"actions/{name}" for name in ("checkout", "setup-python", "upload-pages-artifact", "deploy-pages")}
COMMANDS = re.compile(
    r"python3 -m pip install (?:nox==[\d.]+|zensical==[\d.]+|--require-hashes -r requirements/site\.txt)"
    r'|python3 -m (?:nox -s (?:docs|test_snippets|prove|sabotage -- --seconds 18000|test_snippets_gpu -- --re(?:cord|hearse)|notebooks|upgrade -- \$\{\{ matrix\.version \}\})|torchproof (?:addresses|pages))(?: \| tee -a "\$GITHUB_STEP_SUMMARY")?'
    r'|sudo --preserve-env env "PATH=\$PATH" \.ci/run|rm snippets/\*/\*\.proof snippets/\*/exercises/\*\.proof'
    r"|git diff --exit-code --ignor[e]-matching-lines '\^\(date\|seal\|seconds\|torch\) = ' -- snippets"
    r"""|\{ echo '```diff'; git diff -- snippets; echo '```'; \} >> "\$GITHUB_STEP_SUMMARY\""""
    r'|\{ python3 -m zensical build --strict; python3 -m torchproof finish; \} 2>&1 \| tee -a "\$GITHUB_STEP_SUMMARY"'
    r"|git switch --quiet --orphan notebooks\ncp docs/\*/notebooks/\*\.ipynb \.\ngit add --force \./\*\.ipynb\n"
    r'git -c user\.name=torchproof -c user\.email=[\w@.]+ commit --quiet --message "The notebooks of \$GITHUB_SHA"\n'
    r"git push --quiet --force origin notebooks"
)
"""What the steps run: the sessions, whole."""
MATRICES = {"machines": {"runner": ["ubuntu-24.04-arm", "macos-15", "windows-2025"]}, "torch": {"version": ["oldest", "newest"]}}
GROUPS = {"group": "checks-${{ github.ref }}", "cancel-in-progress": "${{ github.event_name == 'pull_request' }}"}
"""A newer commit of a pull request ends the checks of an older one, and nothing else does."""
SET = {"CI", "DEBIAN_FRONTEND", "TORCHPROOF_REPOSITORY", "need", "log"}
"""What `.ci/run` sets."""
ALLOWED_IF = {"build": "github.event_name == 'push'"}
GIVEN = re.compile(r"\$\{\{(?! *(?:matrix\.\w+|github\.repository_owner|github\.event\.repository\.name|github\.ref|github\.event_name == 'pull_request'|steps\.deployment\.outputs\.page_url) *\}\})")  # fmt: skip
WEEKLY = (
    *("nox -s upgrade", "nox -s prove", "nox -s notebooks", "nox -s test_snippets_gpu -- --rehearse", "nox -s sabotage"),
    *("torchproof addresses", "zensical build"),
)
SESSIONS = ("lint", "reproduce", "sabotage", "sample", "test_machinery", "test_site", "test_snippets_gpu")


def hidden(script: str) -> list[str]:
    """What in a shell script could hide a failure, or install what is not pinned."""
    found = [f"hides a failure: {line.strip()}" for line in script.splitlines() if HIDES.search(line)]
    for line in script.splitlines():
        if re.search(r"pip3? install|npm install|curl |wget ", line) and "==" not in line and "--require-hashes" not in line:
            found.append(f"installs what is not pinned: {line.strip()}")
    return found


def steps(jobs: dict) -> Iterator[tuple[str, dict]]:
    """The steps of all jobs, each with its job's name."""
    return ((name, step) for name, job in jobs.items() for step in job["steps"])


def faults(name: str, text: str) -> list[str]:
    """What a workflow may not do."""
    flow = yaml.safe_load(text)
    events, jobs = flow[True], flow["jobs"]  # YAML reads the key "on" as true
    found = [] if flow.get("permissions") == READS else ["may do more than read"]
    wanted = {"push": {"branches": ["main"]}, "pull_request": None} if name == "checks" else {"workflow_dispatch", "schedule"}
    if events != wanted and (name == "checks" or set(events) != wanted):
        found.append(f"starts on {events}")
    found += [f"says {key}" for key in flow.keys() - KEYS["workflow"]]
    found += [f"{job} says {key}" for job, says in jobs.items() for key in says.keys() - KEYS["job"]]
    found += [f"{job} has a step that says {key}" for job, step in steps(jobs) for key in step.keys() - KEYS["step"]]
    for job, says in jobs.items():
        strategy = says.get("strategy")
        if strategy != ({"fail-fast": False, "matrix": MATRICES[job]} if job in MATRICES else None):
            found.append(f"{job} runs as often as {strategy}")
    found += [f"fills in what a stranger may write: {line.strip()}" for line in text.splitlines() if GIVEN.search(line)]
    if "continue-on-error" in text:
        found.append("goes on after an error")
    for job, says in jobs.items():
        if says.get("permissions", {}) not in ({}, MAY.get(job, {})):
            found.append(f"{job} may do {says['permissions']}")
        if says.get("if") != ALLOWED_IF.get(job):
            found.append(f"{job} runs only if {says.get('if')}")
        if "latest" in str(says["runs-on"]) or "latest" in str(says.get("strategy")):
            found.append(f"{job} runs on what moves")
        if not 10 <= (says.get("timeout-minutes") or 999) <= 360:
            found.append(f"{job} may run for ever, or ends before it has begun")
    for job, step in steps(jobs):
        uses, run = step.get("uses", ""), step.get("run", "")
        if uses and not (re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", uses) and uses.partition("@")[0] in ACTIONS):
            found.append(f"{job} uses {uses}, which is not pinned, or not known")
        if run and not COMMANDS.fullmatch(run.strip()):
            found.append(f"{job} runs something else: {run.strip()}")
        if step.get("env", {}).keys() - {"TORCHPROOF_URL", "TORCHPROOF_REPOSITORY"}:
            found.append(f"{job} sets {step['env']}")
        if uses.startswith("actions/checkout") and step["with"] != {"persist-credentials": job == "notebooks"}:
            found.append(f"{job} keeps the credentials of a checkout, or checks out something else")
        if "upload-pages" in uses and step["with"] != {"path": "site"}:
            found.append(f"{job} publishes {step['with']}")
        if uses.startswith("actions/setup-python") and step["with"] != {"python-version": "3.11"}:
            found.append(f"{job} sets up another Python")
        if "if" in step:
            found.append(f"{job} has a step that runs only if {step['if']}")
        if re.search(r"[^|] \| |\|&", run) and step.get("shell") != "bash":
            found.append(f"{job} pipes without pipefail: {run}")
        if step.get("shell", "bash") != "bash":
            found.append(f"{job} runs in the shell {step['shell']}")
        found += [f"{job} {what}" for what in hidden(run)]
        if "sudo" in run and run != 'sudo --preserve-env env "PATH=$PATH" .ci/run':
            found.append(f"{job} loses its Python or CI=true: {run}")
    if name == "checks":
        found += unchecked(jobs)
        if ".ci/run" not in str(jobs["everything"]):
            found.append("does not run .ci/run")
    groups = flow.get("concurrency")
    if groups != (GROUPS if name == "checks" else None):
        found.append(f"runs beside others by {groups}")
    if name == "weekly":
        if not all(re.fullmatch(r"\d+ \d+ \* \* [0-6]", when["cron"]) for when in events.get("schedule", [{"cron": ""}])):
            found.append(f"does not run each week: {events}")
        proves = [step.get("run", "") for job, step in steps(jobs) if job == "attack"][-3:]
        if not (proves[0].startswith("rm ") and proves[1].endswith("prove") and proves[2].startswith("git diff --exit-code")):
            found.append(f"does not prove all anew and compare it: {proves}")
        found += [f"does not run {command}" for command in WEEKLY if not any(command in step.get("run", "") for _, step in steps(jobs))]
    return found


def unchecked(jobs: dict) -> Iterator[str]:
    """The jobs that publish without the others, or hand over another folder than the one that was built."""
    publishers = {job for job, step in steps(jobs) if any(what in str(step) for what in WRITERS)}
    for job in publishers:
        needed, ahead = set(), [job]
        while ahead:
            needs = jobs[ahead.pop()].get("needs", [])
            new = {needs} - needed if isinstance(needs, str) else set(needs) - needed
            needed |= new
            ahead += new
        if missing := jobs.keys() - publishers - needed:
            yield f"{job} does not wait for {sorted(missing)}"
    if publishers != {"build", "publish", "notebooks"}:
        yield f"publishes from {sorted(publishers)}"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_is_pinned_and_may_do_little(name):
    assert faults(name, WORKFLOWS[name]) == []


def test_every_version_is_exact():
    groups = tomllib.loads(PROJECT)["dependency-groups"]
    assert [pin for group in groups.values() for pin in group if not re.fullmatch(r"[\w-]+==\d[\d.]*", pin)] == []


def test_the_workflows_are_these():
    assert list(WORKFLOWS) == ["checks", "gpu", "weekly"]
    for text in WORKFLOWS.values():
        assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in text.splitlines() if "uses:" in line)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("checks", "needs: [everything, machines]", "needs: [machines]", "build does not wait for ['everything']"),
        ("checks", "    needs: build\n", "", "publish does not wait for ['everything', 'machines']"),
        ("checks", "if: github.event_name == 'push'", "if: always()", "build runs only if always()"),
        ("checks", "    needs: build\n", "    needs: build\n    if: ${{ !cancelled() }}\n", "publish runs only if"),
        ("checks", "    if: github.event_name == 'push'\n", "", "build runs only if None"),
        ("checks", "  contents: read", "  contents: write", "may do more than read"),
        ("checks", "permissions:\n  contents: read", "permissions: write-all", "may do more than read"),
        ("checks", "permissions:\n  contents: read\n", "", "may do more than read"),
        ("checks", "    needs: publish\n", "", "notebooks does not wait for ['everything', 'machines']"),
        ("checks", "      contents: write\n", "      contents: write\n      actions: write\n", "notebooks may do"),
        ("checks", "          persist-credentials: true\n", "          persist-credentials: true\n          ref: main\n", "checks out something else"),
        ("checks", "      pages: write\n", "      pages: write\n      contents: write\n", "publish may do"),
        ("checks", "    timeout-minutes: 90\n", "    timeout-minutes: 90\n    permissions: {contents: write}\n", "everything may do"),
        ("checks", "@3d3c42e5aac5ba805825da76410c181273ba90b1 #", "@v7 #", "uses actions/checkout@v7, which is not pinned"),
        ("checks", "actions/setup-python@5fda", "stranger/setup-python@5fda", "which is not pinned"),
        ("checks", "  pull_request:\n", "  pull_request_target:\n", "starts on"),
        ("checks", "  pull_request:\n", "  pull_request:\n    paths: [docs/**]\n", "starts on"),
        ("checks", "    branches: [main]", "    branches: [main]\n    paths-ignore: [docs/**]", "starts on"),
        ("checks", "-s test_snippets\n", "-s test_snippets || true\n", "hides a failure"),
        ("checks", "- run: python3 -m nox -s test_snippets\n", "- run: |\n          python3 -m nox -s test_snippets || :\n", "hides a failure"),
        ("checks", "-s test_snippets\n", "-s test_snippets; true\n", "hides a failure"),
        ("checks", "- run: python3 -m nox -s test_snippets\n", "- run: |\n          set +e\n          python3 -m nox -s test_snippets\n", "hides a failure"),
        ("checks", "    timeout-minutes: 90\n", "    timeout-minutes: 90\n    continue-on-error: true\n", "goes on after an error"),
        ("checks", "sudo --preserve-env env \"PATH=$PATH\" .ci/run", "sudo .ci/run", "loses its Python or CI=true"),
        ("checks", ".ci/run #", "echo #", "loses its Python"),
        ("checks", "sudo --preserve-env env \"PATH=$PATH\" .ci/run", "python3 -m nox -s docs", "does not run .ci/run"),
        ("checks", "persist-credentials: false", "persist-credentials: true", "keeps the credentials"),
        ("checks", "persist-credentials: false", "persist-credentials: false\n          ref: ${{ github.head_ref }}", "fills in what a stranger may write"),
        ("checks", "-s test_snippets\n", "-s test_snippets -- ${{ github.event.pull_request.title }}\n", "fills in what a stranger"),
        ("checks", "nox==2026.10.20", "nox", "installs what is not pinned"),
        ("checks", "macos-15", "macos-latest", "runs on what moves"),
        ("checks", "    timeout-minutes: 60\n", "", "machines may run for ever"),
        ("checks", "\"3.11\"", "\"3.x\"", "sets up another Python"),
        ("checks", "        shell: bash\n", "        shell: bash {0}\n", "runs in the shell"),
        ("checks", "      - run: python3 -m nox -s docs", "      - if: false\n        run: python3 -m nox -s docs", "has a step that runs only if"),
        ("checks", "permissions:\n  contents: read\n", "permissions:\n  contents: read\nenv:\n  PYTEST_ADDOPTS: -q\n", "says env"),
        ("checks", "    timeout-minutes: 90\n", "    timeout-minutes: 90\n    env: {PYTEST_ADDOPTS: -q}\n", "everything says env"),
        ("checks", "-s test_snippets\n", "-s test_snippets\n        env: {PYTEST_ADDOPTS: -q}\n", "machines sets"),
        ("checks", "-s test_snippets\n", "-s test_snippets\n        working-directory: /tmp\n", "has a step that says working-directory"),
        ("checks", "-s test_snippets\n", "-s test_snippets -- mlp/xor\n", "machines runs something else"),
        ("checks", "-s test_snippets\n", "-s lint\n", "machines runs something else"),
        ("checks", "- run: python3 -m nox -s test_snippets\n", "- run: if ! python3 -m nox -s test_snippets; then echo; fi\n", "machines runs something else"),
        ("checks", "- run: python3 -m nox -s test_snippets\n", "- run: python3 -m pytest -p no:planted\n", "machines runs something else"),
        ("checks", "- run: python3 -m nox -s docs", "- run: touch site/evil.html\n      - run: python3 -m nox -s docs", "build runs something else"),
        ("checks", "- run: python3 -m nox -s docs", "- uses: actions/github-script@3d3c42e5aac5ba805825da76410c181273ba90b1\n      - run: python3 -m nox -s docs", "or not known"),
        ("checks", "- run: python3 -m nox -s docs", "- uses: ./.github/actions/build\n      - run: python3 -m nox -s docs", "or not known"),
        ("checks", "    timeout-minutes: 60\n", "    timeout-minutes: 60\n    container: evil/image\n", "machines says container"),
        ("checks", "    timeout-minutes: 60\n", "    timeout-minutes: 60\n    defaults: {run: {shell: 'true {0}'}}\n", "machines says defaults"),
        ("checks", "    timeout-minutes: 60\n", "    timeout-minutes: 1\n", "ends before it has begun"),
        ("checks", ", windows-2025]", "]", "machines runs as often as"),
        ("checks", "windows-2025]\n", "windows-2025]\n        exclude: [{runner: macos-15}]\n", "machines runs as often as"),
        ("checks", "      fail-fast: false\n", "      fail-fast: false\n      max-parallel: 0\n", "machines runs as often as"),
        ("weekly", "        shell: bash # with pipefail, so a claim that fails is seen\n", "", "pipes without pipefail"),
        ("weekly", "      - run: python3 -m nox -s prove\n", "", "does not run nox -s prove"),
        ("weekly", "      - run: python3 -m nox -s notebooks\n", "", "does not run nox -s notebooks"),
        ("weekly", "      - run: python3 -m nox -s test_snippets_gpu -- --rehearse\n", "", "does not run nox -s test_snippets_gpu -- --rehearse"),
        ("weekly", "  schedule:\n", "  push:\n", "starts on"),
        ("weekly", " * * ", " 29 2 ", "does not run each week"),
        ("weekly", "      - run: git diff --exit-code", "      - run: git diff", "runs something else"),
        ("weekly", "      - run: rm snippets/*/*.proof snippets/*/exercises/*.proof\n", "", "does not prove all anew"),
        ("weekly", "      - run: git diff --exit-code --ignor" "e-matching-lines '^(date|seal|seconds|torch) = ' -- snippets\n", "", "compare it"),
        ("checks", "-${{ github.ref }}", "", "runs beside others by"),
        ("checks", "          path: site\n", "          path: .\n", "build publishes"),
        ("gpu", "-- --record", "-- --record || exit 0", "hides a failure"),
    ],
)  # fmt: skip
def test_a_planted_fault_of_a_workflow_is_found(name, old, new, says):
    assert old in WORKFLOWS[name]
    found = faults(name, WORKFLOWS[name].replace(old, new, 1))
    assert any(says in what for what in found), found


def taken(script: str, readme: str, folder: Path) -> list[str]:
    """The commands that `.ci/run` takes from a README."""
    (folder / "README.md").write_text(readme, encoding="utf-8")
    (program,) = re.findall(r"mapfile -t commands < <\((awk .*)\)", script)
    return subprocess.run(["bash", "-c", program], cwd=folder, capture_output=True, text=True, check=True).stdout.splitlines()


def read(readme: str) -> list[str]:
    """The commands that a person reads in a README's fences."""
    shells = ("shell", "sh", "bash", "console")
    return [line for token in PARSER.parse(readme) if token.type == "fence" and token.info in shells for line in token.content.splitlines()]


def test_the_readmes_commands_are_the_ones_that_are_run(tmp_path):
    commands = taken(RUN, README, tmp_path)
    pin = re.findall(r"nox==[\d.]+", str(WORKFLOWS))
    assert commands == read(README) == [f"python3 -m pip install {pin[0]} && python3 -m nox -s docs", "python3 -m nox -s test_snippets"]
    assert len(set(pin)) == 1
    for planted in (
        README.replace("-s test_snippets\n", "-s test_snippets || true\n"),
        README.replace("```shell\npython3 -m nox -s test", "```sh\npython3 -m nox -s test"),
        f"{README}\n<!--\n```shell\ntrue\n```\n-->\n",
        README.replace("```shell\npython3 -m nox -s test", "<!--\n```shell\npython3 -m nox -s test").replace(
            "It builds one", "-->\n\nIt builds"
        ),
    ):
        assert planted != README
        assert not (taken(RUN, planted, tmp_path) == read(planted) == commands)


def test_the_whole_proof_runs_every_session_and_hides_nothing():
    assert RUN.startswith("#!/usr/bin/env bash\n") and "\nset -euo pipefail\n" in RUN
    assert hidden(RUN.replace("python3 -c 'import ensurepip, venv' 2>/dev/null", "")) == []
    run = {
        name
        for line in RUN.splitlines()
        if (found := re.match(r" *python3 -m nox -s (.*)", line))
        for name in found[1].split(" --")[0].split()
    }
    assert run == set(SESSIONS), "each is run, besides the README's two"
    sessions = {node.name for node in ast.parse(NOXFILE).body if isinstance(node, ast.FunctionDef) and node.decorator_list}
    assert sessions - run == {"test_snippets", "docs", "prove", "figures", "upgrade", "lock", "notebooks"}
    assert "success_codes" not in NOXFILE, "what fails would pass"
    assert '\n  for command in "${commands[@]}"; do\n    echo "== README: $command"\n    bash -euc "$command"\n  done\n' in RUN
    lines = [line.strip() for line in RUN.splitlines() if "nox -s" in line and not line.startswith("#")]
    assert lines == [
        "python3 -m nox -s lint reproduce sample test_machinery test_site",
        "python3 -m nox -s sabotage -- --seconds 30",
        "python3 -m nox -s test_snippets_gpu -- --rehearse --sample",
    ]
    assert set(re.findall(r"(?:^|[\s;&|(])(\w+)\+?=", re.sub(r"^#.*", "", RUN, flags=re.MULTILINE), re.MULTILINE)) == SET
    for bad in (
        *("python3 -m nox -s lint || true", "set +e", "python3 -m nox -s lint; true", "pip install nox", "exit 0", "exit", "lint || :"),
        *("set +o errexit", "lint; :", "! python3 -m nox -s lint", "if python3 -m nox -s lint; then echo; fi", "python3() { echo; }"),
        *("alias python3=true", "export PYTEST_ADDOPTS=-q", "python3 -m pytest -p no:planted", "eval true", "set -u", "lint &"),
    ):
        assert hidden(f"{RUN}\n{bad}\n"), bad

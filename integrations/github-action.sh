#!/usr/bin/env bash
# What action.yml runs: compares, writes outputs and the summary of the step, comments, and ends as the comparison did.
set -euo pipefail

ecs_cost=(npx --yes "ecs-cost@${INPUT_VERSION}")
report="${RUNNER_TEMP}/ecs-cost.json"

base="${INPUT_BASE}"
head="${INPUT_HEAD:-HEAD}"
if [ -n "${base}" ]; then
  sides=("${base}" "${head}")
else
  [ -n "${GITHUB_BASE_REF:-}" ] || { echo "::error::ecs-cost: this is no pull request; state the input base"; exit 2; }
  git fetch --quiet origin "+refs/heads/${GITHUB_BASE_REF}:refs/remotes/origin/${GITHUB_BASE_REF}"
  sides=("origin/${GITHUB_BASE_REF}...${head}")
fi

arguments=()
while IFS= read -r argument; do [ -z "${argument}" ] || arguments+=("${argument}"); done <<< "${INPUT_ARGUMENTS}"
paths=()
while IFS= read -r path; do [ -z "${path}" ] || paths+=("${path}"); done <<< "${INPUT_PATHS}"

code=0
"${ecs_cost[@]}" diff ${arguments[@]+"${arguments[@]}"} --quiet --format json --output "${report}" -- "${sides[@]}" ${paths[@]+"${paths[@]}"} || code=$?
[ -f "${report}" ] || exit "${code}"

{
  echo "exit-code=${code}"
  echo "report=${report}"
  node -e '
    const { total } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    for (const [name, amount] of Object.entries({ before: total.beforeUsd, after: total.afterUsd, delta: total.deltaUsd })) console.log(`${name}=${amount ?? ""}`);
  ' "${report}"
} >> "${GITHUB_OUTPUT}"

"${ecs_cost[@]}" comment github --report "${report}" --dry-run --quiet 2> /dev/null | tail -n +3 >> "${GITHUB_STEP_SUMMARY}" || true

if [ "${INPUT_COMMENT}" = true ]; then
  options=(--behavior "${INPUT_BEHAVIOR}" --tag "${INPUT_TAG}")
  [ "${INPUT_SKIP_NO_CHANGE}" != true ] || options+=(--skip-no-change)
  commented=0
  "${ecs_cost[@]}" comment github --report "${report}" "${options[@]}" || commented=$?
  # The comment ends as the comparison did, or with a failure of its own.
  [ "${commented}" -eq "${code}" ] || [ "${commented}" -eq 0 ] || exit "${commented}"
fi

if [ "${code}" -eq 1 ] && [ "${INPUT_FAIL_ON_BUDGET}" != true ]; then exit 0; fi
exit "${code}"

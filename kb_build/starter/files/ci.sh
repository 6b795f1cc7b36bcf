#!/usr/bin/env bash
# <<starter.ci-steps>>
# <<starter.ci-variables>>
# <<starter.ci-comment>>
set -euo pipefail
export KB_LANG="${KB_LANG:-<<starter.language>>}"
if [ -z "${KB:-}" ]; then
  python3 -m venv .venv
  .venv/bin/python -m pip install --quiet "${KB_PACKAGE:-kb-build}"
  KB=.venv/bin/kb
fi

# <<starter.ci-base>>
base="${CI_MERGE_REQUEST_DIFF_BASE_SHA:-${GITHUB_BASE_REF:+origin/$GITHUB_BASE_REF}}"

# <<starter.ci-list>>
list() {
  printf '### %s\n\n' "$1"
  awk 'NR <= 300 { print "    " $0 } END { if (!NR) print "    <<starter.ci-nothing>>"
    if (NR > 300) print "    …… " NR }'
  echo
}

edited() {
  git -c core.quotepath=false diff --name-status --no-renames "$base...HEAD" \
    -- docs reports lexicon mkdocs.yml ':!docs/.generated.tsv' |
    sed 's/^A/<<starter.ci-added>>/; s/^M/<<starter.ci-modified>>/; s/^D/<<starter.ci-deleted>>/'
}

# <<starter.ci-refused>>
"$KB" build --dry-run --quiet > dry-run.txt || true
{
  if [ -n "$base" ]; then edited | list '<<starter.ci-edited>>'; fi
  { grep -P '^[^\s+@-][^\t]*\t' dry-run.txt || true; } | list '<<starter.ci-pending>>'
} > change.txt
cat change.txt
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat change.txt >> "$GITHUB_STEP_SUMMARY"
fi
if [ -n "$base" ] && [ -n "${KB_COMMENT_URL:-}" ] && [ -n "${KB_COMMENT_TOKEN:-}" ]; then
  python3 - <<'PY' || echo '<<starter.ci-no-comment>>' >&2
import json, os, urllib.request

with open("change.txt", encoding="utf-8") as file:
    body = json.dumps({"body": file.read(60000)}).encode()
token = "Bearer " + os.environ["KB_COMMENT_TOKEN"]
headers = {"Authorization": token, "Content-Type": "application/json"}
urllib.request.urlopen(urllib.request.Request(os.environ["KB_COMMENT_URL"], body, headers), timeout=60)
PY
fi

"$KB" build --quiet
"$KB" check --quiet

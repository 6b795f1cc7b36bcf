#!/usr/bin/env bash
# 持续集成运行的全部步骤，各平台相同：说明改动、生成网站、检查。
# 变量：PIP_INDEX_URL 内网的软件源；KB_PACKAGE 要装的程序，可写文件路径；KB 已经装好的 kb 命令；
# KB_COMMENT_URL、KB_COMMENT_TOKEN 在合并请求下留言的接口地址和令牌，不写就不留言。
set -euo pipefail
if [ -z "${KB:-}" ]; then
  python3 -m venv .venv
  .venv/bin/python -m pip install --quiet "${KB_PACKAGE:-kb-build}"
  KB=.venv/bin/kb
fi

# 要合并到的提交或分支；不是合并请求时为空。
base="${CI_MERGE_REQUEST_DIFF_BASE_SHA:-${GITHUB_BASE_REF:+origin/$GITHUB_BASE_REF}}"

# 一节清单：标题，然后每行一项，先动作，后路径。
list() {
  printf '### %s\n\n' "$1"
  awk 'NR <= 300 { print "    " $0 } END { if (!NR) print "    没有变化。"
    if (NR > 300) print "    ……共 " NR " 项" }'
  echo
}

edited() {
  git -c core.quotepath=false diff --name-status --no-renames "$base...HEAD" \
    -- docs reports lexicon mkdocs.yml ':!docs/.generated.tsv' |
    sed 's/^A/新增/; s/^M/修改/; s/^D/删除/'
}

# 有报告读不了时，下面的 kb build 会说明，这里先列出其余的。
"$KB" build --dry-run --quiet > dry-run.txt || true
{
  if [ -n "$base" ]; then edited | list '这次改动的文件'; fi
  { grep -P '^[^\s+@-][^\t]*\t' dry-run.txt || true; } | list '生成时还会变化的页面'
} > change.txt
cat change.txt
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat change.txt >> "$GITHUB_STEP_SUMMARY"
fi
if [ -n "$base" ] && [ -n "${KB_COMMENT_URL:-}" ] && [ -n "${KB_COMMENT_TOKEN:-}" ]; then
  python3 - <<'PY' || echo '没能留言，清单见 change.txt。' >&2
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

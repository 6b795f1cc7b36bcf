#!/usr/bin/env bash
# 持续集成运行的全部步骤，各平台相同：说明改动、检查、生成网站。
# 变量：PIP_INDEX_URL 内网的软件源；KB_PACKAGE 要装的程序，可写文件路径；KB 已经装好的 kb 命令。
set -euo pipefail
if [ -z "${KB:-}" ]; then
  python3 -m venv .venv
  .venv/bin/python -m pip install --quiet "${KB_PACKAGE:-kb-build}"
  KB=.venv/bin/kb
fi

# 有报告读不了时，下面的 kb build 会说明，这里先列出其余的。
"$KB" build --dry-run --quiet > dry-run.txt || true

# 这次提交的报告会使哪些页面新增、更新、有冲突：每行一页，先动作，后路径。
{
  echo '### 页面变化'
  echo
  { grep -P '^[^\s+@-][^\t]*\t' dry-run.txt || echo '没有变化。'; } | sed 's/^/    /'
} > change.txt
cat change.txt
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat change.txt >> "$GITHUB_STEP_SUMMARY"
fi

"$KB" build --quiet
"$KB" check --quiet

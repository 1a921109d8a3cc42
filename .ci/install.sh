#!/bin/sh
# Install pinned, hashed requirements and the checkout itself into the virtual environment.
# usage: VENV=.venv sh .ci/install.sh requirements.lock
set -eu
lock=$1
log=$VENV/install.log
echo "qhld: cài đặt các gói trong $lock (vài phút ở lần đầu)…"
# --no-deps: the lock names every package, so there is nothing to resolve; --no-compile: on all
# processors below, pip compiles on one
if ! "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --require-hashes \
  --no-compile --no-deps -r "$lock" >"$log" 2>&1; then
  tail -n 15 "$log" >&2
  echo "qhld: cài đặt không thành công (chi tiết: $log)." >&2
  if grep -qiE 'connection|resolve|timed out|network|no matching distribution' "$log"; then
    echo "      Có thể máy không nối được tới kho gói Python; hãy kiểm tra mạng hoặc cấu hình pip." >&2
  fi
  exit 1
fi
# what a package brings for a newer Python does not compile; nobody imports it
"$VENV/bin/python" -m compileall -q -j 0 "$VENV/lib" >>"$log" 2>&1 || true
if ! "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --no-deps \
  --no-build-isolation --quiet -e . >>"$log" 2>&1; then
  tail -n 15 "$log" >&2
  echo "qhld: không cài được chính bộ mã nguồn (chi tiết: $log)." >&2
  exit 1
fi

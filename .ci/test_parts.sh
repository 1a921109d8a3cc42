#!/bin/sh
# Runs the parts of `make test` one after the other and prints how long each took beside its budget
# (minutes on 2 cores). The first part that fails ends it; the table is printed in any case.
# usage: MAKE=make VENV=.venv PYTEST_FLAGS= sh .ci/test_parts.sh
set -u
table=$(mktemp)
trap 'rm -f "$table"' EXIT
began=$(date +%s)

show() {
  now=$(date +%s)
  printf '\n%-10s %10s %14s\n' phần 'thời gian' 'mức cho phép'
  cat "$table"
  printf '%-10s %6d:%02d %11s:00\n' 'cộng' $(((now - began) / 60)) $(((now - began) % 60)) 15
}

# part NAME MINUTES COMMAND...
part() {
  name=$1 budget=$2
  shift 2
  start=$(date +%s)
  "$@"
  code=$?
  took=$(($(date +%s) - start))
  printf '%-10s %6d:%02d %11d:00\n' "$name" $((took / 60)) $((took % 60)) "$budget" >>"$table"
  # 5: no test of this part was asked for by PYTEST_FLAGS
  if [ $code -ne 0 ] && ! { [ $code -eq 5 ] && [ -n "${PYTEST_FLAGS:-}" ]; }; then
    show
    echo "qhld: make test dừng ở phần $name." >&2
    exit $code
  fi
}

forms="tests/forms tests/fuzz"
pipeline="tests/pipeline tests/releases tests/briefing"
browser="tests/browser tests/dashboards"
# unit is every folder of tests but those that another part names
elsewhere=$(printf -- ' --ignore=%s' $forms $pipeline $browser tests/slow)
pytest="$VENV/bin/pytest -m not\ slow ${PYTEST_FLAGS:-}"
part set-up 2 "$MAKE" --no-print-directory "$VENV/.browser" check
part unit 1 sh -c "$pytest -n 2 --dist loadfile $elsewhere"
part forms 2 sh -c "$pytest -n 2 $forms"
part pipeline 4 sh -c "$pytest -n 2 --dist loadgroup $pipeline"
part browser 4 sh -c "$pytest -n 2 --dist loadfile $browser"
show
echo "qhld: make test xong, mọi kiểm thử đều đạt (những gì không chạy được có ghi NOT RUN ở trên)."

#!/bin/sh
# Write one archive from which qhld is installed or upgraded on a machine without a network:
# the pinned packages for one Python and platform (this machine's), the committed source, fonts,
# documents and the installer, each file with its SHA-256.
# usage: VENV=.venv OUT=dist sh .ci/make_bundle.sh
set -eu
python=$VENV/bin/python
for folder in .ci dashboards dagster_project dbt ingest data; do
  if [ -n "$(git status --porcelain -- "$folder" 2>/dev/null || echo none)" ]; then
    echo "qhld: bộ cài lấy bản mã nguồn đã commit (git); hãy commit thay đổi trong $folder trước." >&2
    exit 1
  fi
done
version=$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
# one name a commit: an upgrade is told from a repetition by it
version=$version-$(git show -s --format=%cd --date=format:%Y%m%d HEAD)-$(git rev-parse --short=8 HEAD)
tag=$("$python" -c 'import sys, platform; print(f"py{sys.version_info[0]}{sys.version_info[1]}-{platform.machine()}")')
name=qhld-$version-$tag
mkdir -p "$OUT"
work=$(mktemp -d "$OUT/.bundle-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name" "$work/$name/wheelhouse"

echo "qhld: tải các gói đã ghim (một lần, vài phút)…"
if ! "$python" -m pip download --disable-pip-version-check --no-input --require-hashes --only-binary :all: \
  -r requirements.lock -d "$work/$name/wheelhouse" >"$work/download.log" 2>&1; then
  tail -n 15 "$work/download.log" >&2
  echo "qhld: không tải được các gói; kiểm tra mạng hoặc cấu hình pip." >&2
  exit 1
fi
git archive HEAD .ci dagster_project dbt ingest dashboards data README.md Makefile pyproject.toml \
  requirements.lock >"$work/$name/source.tar"
cp .ci/install_bundle.sh "$work/$name/install.sh"
cp data/reference/huong-dan-cai-dat.md "$work/$name/HUONG-DAN-CAI-DAT.md"
"$python" - "$version" >"$work/$name/bundle.json" <<'PYTHON'
import json, platform, sys

about = {
    "version": sys.argv[1],
    "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
    "machine": platform.machine(),
    "system": platform.system(),
}
print(json.dumps(about, indent=1))
PYTHON
(cd "$work/$name" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS)
tar -cf "$work/$name.tar" --owner=0 --group=0 -C "$work" "$name"
mv "$work/$name.tar" "$OUT/$name.tar"
echo "qhld: đã ghi $OUT/$name.tar ($(du -h "$OUT/$name.tar" | cut -f1)); cài trên máy không mạng bằng:"
echo "      tar -xf $name.tar && sh $name/install.sh --to /opt/qhld --home /srv/qhld"

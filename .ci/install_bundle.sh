#!/bin/sh
# Install or upgrade qhld from this bundle, without a network. Nothing outside --to and --home changes.
#   --to/versions/<version>   software, one folder a version; --to/current points at the one in use
#   --to/bin/qhld             the command, with QHLD_HOME set
#   --to/backups              the state as it was before each upgrade
# The pointer moves last: when a step fails, the version in use stays in use.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=/opt/qhld home= python=

usage() {
  echo "Cách dùng: sh install.sh [--to THƯ-MỤC-CÀI] [--home THƯ-MỤC-DỮ-LIỆU] [--python LỆNH-PYTHON]" >&2
  echo "  mặc định: --to /opt/qhld, --home <THƯ-MỤC-CÀI>/home" >&2
  exit 64
}
fail() {
  echo "LỖI: $1" >&2
  exit 1
}
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || usage
  case $1 in
    --to) to=$2 ;;
    --home) home=$2 ;;
    --python) python=$2 ;;
    *) usage ;;
  esac
  shift 2
done

echo "qhld: kiểm tra bộ cài…"
cd "$here"
sha256sum --check --quiet --strict SHA256SUMS >/dev/null 2>&1 ||
  fail "bộ cài không nguyên vẹn (mã SHA-256 không khớp). Chép lại tệp .tar rồi giải nén lại."
field() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" bundle.json; }
version=$(field version) wanted=$(field python) machine=$(field machine)
[ "$(uname -m)" = "$machine" ] || fail "bộ cài cho máy $machine, máy này là $(uname -m)."
[ -n "$python" ] || python=python$wanted
command -v "$python" >/dev/null 2>&1 || python=python3
command -v "$python" >/dev/null 2>&1 || fail "không có Python; cần Python $wanted với gói venv."
found=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
[ "$found" = "$wanted" ] ||
  fail "bộ cài cho Python $wanted, $python là $found. Chỉ đúng lệnh bằng --python, hoặc làm bộ cài bằng Python $found."
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
  fail "thiếu gói venv của Python (Debian/Ubuntu: python3-venv)."

mkdir -p "$to/versions" "$to/bin" "$to/backups"
to=$(cd "$to" && pwd)
chmod 700 "$to/backups"
# an installation keeps its state where it was
if [ -z "$home" ]; then
  if [ -f "$to/home.path" ]; then home=$(cat "$to/home.path"); else home=$to/home; fi
fi
mkdir -p "$home"
home=$(cd "$home" && pwd)
exec 9>"$to/install.lock"
if command -v flock >/dev/null 2>&1; then
  flock -n 9 || fail "đang có một lần cài khác vào $to."
fi
target=$to/versions/$version
old=$(readlink "$to/current" 2>/dev/null || true)

if [ -f "$target/.complete" ]; then
  echo "qhld: phiên bản $version đã có trong $to/versions."
else
  echo "qhld: cài phiên bản $version (một, hai phút)…"
  rm -rf "$target"
  mkdir "$target"
  tar -xf source.tar -C "$target"
  "$python" -m venv "$target/.venv"
  # nothing of this machine's configuration or environment has a say
  pip() {
    "$target/.venv/bin/python" -m pip --isolated install --quiet --disable-pip-version-check \
      --no-input --no-index "$@"
  }
  {
    pip --find-links wheelhouse --require-hashes -r "$target/requirements.lock" &&
      pip --no-deps --no-build-isolation -e "$target"
  } >"$target/install.log" 2>&1 || {
    tail -n 15 "$target/install.log" >&2
    fail "không cài được các gói (chi tiết: $target/install.log); phiên bản đang dùng giữ nguyên."
  }
  QHLD_HOME=$home "$target/.venv/bin/qhld" doctor --software >"$target/doctor.log" 2>&1 || {
    cat "$target/doctor.log" >&2
    fail "phần mềm vừa cài không lành lặn; phiên bản đang dùng giữ nguyên."
  }
  touch "$target/.complete"
fi

if [ "$old" != "versions/$version" ] && [ -f "$home/ledger.sqlite" ]; then
  before=$to/backups/before-$version-$(date +%Y%m%dT%H%M%S).tar
  echo "qhld: sao lưu trạng thái trước khi nâng cấp…"
  # by the version that wrote it, where there is one
  QHLD_HOME=$home "$to/${old:-versions/$version}/.venv/bin/qhld" backup "$before" ||
    fail "không sao lưu được; phiên bản đang dùng giữ nguyên."
fi
QHLD_HOME=$home "$target/.venv/bin/qhld" migrate ||
  fail "không chuyển được trạng thái; phiên bản đang dùng giữ nguyên. Bản sao lưu: ${before:-không có}"

ln -s "versions/$version" "$to/.current-$$"
mv -T "$to/.current-$$" "$to/current"
printf '%s\n' "$home" >"$to/home.path"
cat >"$to/bin/.qhld-$$" <<WRAPPER
#!/bin/sh
# qhld of $to; QHLD_HOME from the environment goes first
export QHLD_HOME="\${QHLD_HOME:-$home}"
exec "$to/current/.venv/bin/qhld" "\$@"
WRAPPER
chmod 755 "$to/bin/.qhld-$$"
mv "$to/bin/.qhld-$$" "$to/bin/qhld"

"$to/bin/qhld" doctor || fail "đã cài $version, nhưng qhld doctor thấy lỗi ở trên cần sửa."
if [ -n "$old" ] && [ "$old" != "versions/$version" ]; then
  echo "qhld: đã nâng cấp từ ${old#versions/} lên $version. Khởi động lại dịch vụ đang chạy."
else
  echo "qhld: đã cài $version. Lệnh: $to/bin/qhld; dữ liệu: $home"
fi

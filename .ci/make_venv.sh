#!/bin/sh
# Make the virtual environment, or say plainly what is missing.
set -eu
if ! command -v "$PYTHON" >/dev/null 2>&1; then
  echo "qhld: không tìm thấy $PYTHON. Cần Python 3.11 đến 3.13 (python3, python3-venv) và GNU make." >&2
  exit 1
fi
if ! "$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; then
  echo "qhld: $PYTHON là $("$PYTHON" -V 2>&1); cần Python 3.11 đến 3.13." >&2
  echo "      Chỉ rõ bằng: make demo PYTHON=python3.11" >&2
  exit 1
fi
if ! "$PYTHON" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  echo "qhld: thiếu gói venv của Python. Trên Debian/Ubuntu: sudo apt-get install python3-venv" >&2
  exit 1
fi
echo "qhld: tạo môi trường ảo trong $VENV ($("$PYTHON" -V 2>&1))"
"$PYTHON" -m venv --clear "$VENV"

#!/bin/sh
# The browser tests need a Chromium: use the one that is there, install Debian's where we may.
set -eu
if [ -n "${QHLD_CHROMIUM:-}" ] && [ -x "$QHLD_CHROMIUM" ]; then exit 0; fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "qhld: cài Chromium cho kiểm thử trình duyệt…"
  if apt-get update -qq >/dev/null 2>&1 &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1; then
    exit 0
  fi
fi
echo "qhld: không có Chromium, các kiểm thử trình duyệt sẽ ghi NOT RUN. Cài bằng: sudo apt-get install chromium" >&2

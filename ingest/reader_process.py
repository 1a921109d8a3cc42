"""The child process in which one untrusted file after another is read and checked.

Started by ``ingest.reader_pool`` as ``python -m ingest.reader_process``. Requests and answers are
JSON lines, so that nothing that a hostile file could make this process say is ever executed.
"""

import contextlib
import json
import os
import resource
import sys
from pathlib import Path

from ingest.check import check_file, refusal
from ingest.reader_limits import Limits
from ingest.sniff import Refused

# address space that Python and the libraries reserve without using
_RESERVED_MB = 512


def main() -> None:
    """Answer requests until standard input closes."""
    limits = Limits.from_environment()
    most = (limits.memory_mb + _RESERVED_MB) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # whatever a library prints must not be taken for an answer
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    for line in sys.stdin:
        request = json.loads(line)
        path = Path(request["path"])
        try:
            answer = check_file(path, request["form"], request["period"], limits=limits)
        except MemoryError:
            answer = refusal(
                path.name,
                None,
                Refused(
                    "unsafe_size",
                    "tệp cần quá nhiều bộ nhớ",
                    f"Đọc tệp cần hơn {limits.memory_mb} MB bộ nhớ nên không an toàn. Hãy chép "
                    "bảng số liệu sang một tệp Excel mới rồi gửi lại.",
                ),
            )
        except OSError as error:
            answer = refusal(
                path.name,
                None,
                Refused(
                    "unreadable",
                    f"không mở được tệp ({error.strerror})",
                    "Không mở được tệp. Hãy kiểm tra tên tệp, quyền đọc rồi thử lại.",
                ),
            )
        with contextlib.suppress(BrokenPipeError):
            answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
            answers.flush()


if __name__ == "__main__":
    main()

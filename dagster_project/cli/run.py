"""Runs the command line and turns every error into a Vietnamese sentence."""

import errno
import os
import sys

import click

from dagster_project.user_error import UserError

EXIT_USAGE = 64  # EX_USAGE; 2 is taken: `qhld check` answers 2 for a refused file
EXIT_UNEXPECTED = 70  # EX_SOFTWARE
EXIT_INTERRUPTED = 130
_BY_PACKAGE = {  # what broke, where the package that raised the error says so
    "sqlite3": "Không đọc, ghi được sổ tiếp nhận ledger.sqlite. Kiểm tra ổ đĩa còn chỗ, quyền ghi "
    "của QHLD_HOME; nếu tệp hỏng, hãy khôi phục từ bản sao lưu, không xoá. Mô tả lỗi:",
    "_duckdb": "Không đọc, ghi được tệp kho số liệu. Kiểm tra ổ đĩa còn chỗ; nếu bản công bố hỏng, "
    "hãy khôi phục từ bản sao lưu, hoặc quay về bản khác bằng qhld release rollback. Mô tả lỗi:",
    "json": "Một tệp trạng thái trong QHLD_HOME (manifest.json hoặc history.json của bản công bố) "
    "bị hỏng; hãy khôi phục từ bản sao lưu. Mô tả lỗi:",
}
_OUR_PACKAGES = ("dagster_project", "ingest", "dashboards")


def main() -> None:
    """Entry point of `qhld`; ends the process with the exit code of the command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line.

    Args:
        arguments: words after `qhld`.

    Returns:
        The exit code. Errors are printed on standard error, as tracebacks only with QHLD_DEBUG=1.
    """
    for stream in (sys.stdout, sys.stderr):
        # A minimal Debian runs in the C locale; the answers are Vietnamese all the same.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from dagster_project.cli.app import app

    try:
        result = app(args=arguments, prog_name="qhld", standalone_mode=False)
    except UserError as error:
        return _fail(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError:
        return EXIT_USAGE  # typer has printed the help while this was raised
    except click.ClickException as error:
        return _fail(_usage_sentence(error), EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        return _fail("Đã dừng theo yêu cầu.", EXIT_INTERRUPTED)
    except BrokenPipeError:
        # `qhld kpi | head`: the reader has seen enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("QHLD_DEBUG") == "1":
            raise
        return _fail(_unexpected_sentence(error), getattr(error, "exit_code", EXIT_UNEXPECTED))
    return result if isinstance(result, int) else 0


def _fail(sentence: str, code: int) -> int:
    click.echo(f"LỖI: {sentence}" if code != EXIT_INTERRUPTED else sentence, err=True)
    return code


def _usage_sentence(error: click.ClickException) -> str:
    """Say in Vietnamese what is wrong with the command line itself."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "qhld"
    hint = f"Xem cách dùng: {command} --help"
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn “{error.option_name}”. {hint}"
    if isinstance(error, click.MissingParameter):
        return f"Thiếu tham số {_as_typed(error.param)}. {hint}"
    if isinstance(error, click.BadParameter):
        name = _as_typed(error.param)
        message = error.message
        if isinstance(getattr(error.param, "type", None), click.types.IntParamType):
            message = "cần một số nguyên."
        return f"Giá trị của {name} không dùng được: {message} {hint}"
    if isinstance(error, click.BadOptionUsage):
        wants = "không đi với giá trị" if "not take" in error.message else "cần một giá trị đi sau"
        return f"Tùy chọn “{error.option_name}” {wants}. {hint}"
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        word = error.message.removeprefix("No such command ").split(".")[0].strip("'")
        return f"Không có lệnh “{word}”. {hint}"
    if isinstance(error, click.UsageError) and error.message.startswith("Got unexpected extra"):
        words = error.message.partition("(")[2].rstrip(")")
        return f"Thừa tham số: {words}. {hint}"
    return f"{error.format_message()} {hint}"


def _as_typed(parameter: click.Parameter | None) -> str:
    """A parameter as it stands on the command line: ``--by``, ``FILE``."""
    if parameter is None:
        return ""
    options = [name for name in parameter.opts if name.startswith("--")]
    return options[0] if options else parameter.human_readable_name.removesuffix("...")


def _unexpected_sentence(error: Exception) -> str:
    """Name the cause where the operating system gives one, else the error as it is."""
    if isinstance(error, PermissionError):
        return f"Không có quyền truy cập {error.filename}. Kiểm tra quyền của thư mục QHLD_HOME."
    if isinstance(error, FileNotFoundError):
        return f"Không tìm thấy {error.filename}."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "Ổ đĩa đã đầy. Giải phóng dung lượng rồi chạy lại lệnh; dữ liệu đã nhận không mất."
    if isinstance(error, NotADirectoryError | IsADirectoryError | FileExistsError):
        return f"Không dùng được {error.filename}: cần thư mục thì có tệp, hoặc ngược lại."
    if isinstance(error, OSError) and error.errno == errno.EROFS:
        return f"{error.filename} nằm trên ổ đĩa chỉ đọc. Kiểm tra QHLD_HOME."
    text = str(error).strip() or "không có mô tả"
    package = type(error).__module__.partition(".")[0]
    if package in _OUR_PACKAGES:
        return text  # raised by us, with a sentence for the user
    return (
        f"{_BY_PACKAGE.get(package, 'Lỗi ngoài dự kiến:')} {text} [{type(error).__name__}]\n"
        "Chạy lại với QHLD_DEBUG=1 để xem chi tiết kỹ thuật nếu cần báo cho bộ phận hỗ trợ."
    )

"""`qhld serve` and `qhld dev`: the two local servers, on 127.0.0.1 only."""

import os
import socket
import sys
from pathlib import Path

import typer

from dagster_project.user_error import UserError

HOST = "127.0.0.1"
DAGSTER_PORT = 3000


def serve_dashboard(port: int) -> int:
    """Serve the dashboard until it is stopped with Ctrl+C.

    Raises:
        UserError: the port is taken.
    """
    require_free_port(port)
    from dagster_project.cli.users import tell_first_admin
    from dashboards.app import serve

    tell_first_admin()
    typer.echo(f"Bảng điều khiển: http://{HOST}:{port}  (dừng bằng Ctrl+C)")
    serve(port)
    return 0


def require_free_port(port: int) -> None:
    """Make sure that nobody listens on a port of this machine.

    Raises:
        UserError: somebody does, or the number is not a port.
    """
    if not 0 < port < 65536:
        raise UserError(f"{port} không phải là số cổng (1 đến 65535).", 64)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Without this a port whose last client left a minute ago would count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise UserError(
                f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình đó hoặc chọn cổng "
                f"khác: qhld serve --port {port + 1}"
            ) from None


def open_dagster() -> int:
    """Become `dagster dev` for this QHLD_HOME until it is stopped with Ctrl+C.

    Raises:
        UserError: the port is taken.
    """
    require_free_port(DAGSTER_PORT)
    from dagster_project.dagster_home import prepare_dagster_home

    os.environ.update(prepare_dagster_home())
    typer.echo(f"Giao diện Dagster: http://{HOST}:{DAGSTER_PORT}  (dừng bằng Ctrl+C)")
    checkout = Path(__file__).resolve().parents[2]
    os.chdir(checkout)
    arguments = ["-m", "dagster", "dev", "-m", "dagster_project.definitions"]
    arguments += ["-h", HOST, "-p", str(DAGSTER_PORT)]
    os.execv(sys.executable, [sys.executable, *arguments])

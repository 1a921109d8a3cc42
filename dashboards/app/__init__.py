"""The web page for leaders and analysts; works with no internet, reads the current release."""

from pathlib import Path


def serve(port: int = 8050, host: str = "127.0.0.1", home: Path | None = None) -> None:
    """Serve the page until stopped.

    Args:
        port: TCP port.
        host: address to listen on; the default is reachable from this computer only.
        home: root of all state (default: ``QHLD_HOME``).

    Raises:
        OSError: the port is taken.
    """
    from dashboards.app.server import serve as serve_app  # dash takes a second to import

    serve_app(port=port, host=host, home=home)

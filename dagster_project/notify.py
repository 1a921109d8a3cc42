"""Tells somebody that a refresh has failed: a webhook, an e-mail, or (by default) nobody.

`QHLD_HOME/notify.yml`; without the file nothing ever leaves the machine:

    webhook:
      url_file: /etc/qhld/webhook-url        # or url: …; the address is a secret as a rule
    smtp:
      host: mail.example.vn
      port: 587
      starttls: true
      user: qhld
      password_file: /etc/qhld/smtp-password
      from: qhld@example.vn
      to: [truc-ban@example.vn]

Secrets are read when they are needed, and stand in no log, message or error: what went wrong is
told by the kind of the error alone.
"""

import json
import logging
import smtplib
import ssl
import urllib.request
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import yaml

from ingest.home import home

_SECONDS = 10
_LOG = logging.getLogger(__name__)


def notify(subject: str, text: str) -> list[str]:
    """Tell whoever the configuration names; a failure to do so stops nothing.

    Args:
        subject: one line, Vietnamese.
        text: the whole, Vietnamese; must hold no personal data.

    Returns:
        What happened on each way, in Vietnamese, without secrets; empty when none is configured.
    """
    try:
        ways = _configuration()
    except (OSError, ValueError, yaml.YAMLError) as error:
        return [_told(f"Không đọc được notify.yml [{type(error).__name__}]")]
    said = []
    for way, send in (("webhook", _post), ("smtp", _mail)):
        if way not in ways:
            continue
        try:
            send(ways[way], subject, text)
            said.append(f"Đã báo qua {way}.")
        except Exception as error:  # whatever it is: the refresh must go on
            said.append(_told(f"Không báo được qua {way} [{type(error).__name__}]"))
    return said


def _told(sentence: str) -> str:
    _LOG.warning(sentence)
    return sentence


def _configuration() -> dict[str, Any]:
    path = home() / "notify.yml"
    if not path.exists():
        return {}
    found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    if not isinstance(found, dict):
        raise ValueError("not a mapping")
    return found


def _secret(way: dict[str, Any], name: str) -> str | None:
    """A secret given in the file itself, or in a file of its own (`<name>_file`)."""
    if f"{name}_file" in way:
        return Path(way[f"{name}_file"]).read_text(encoding="utf-8").strip()
    return way.get(name)


def _post(way: dict[str, Any], subject: str, text: str) -> None:
    address = _secret(way, "url")
    if not address or not address.startswith(("http://", "https://")):
        raise ValueError("url")
    body = json.dumps({"subject": subject, "text": text}, ensure_ascii=False).encode()
    request = urllib.request.Request(
        address, data=body, headers={"Content-Type": "application/json; charset=utf-8"}
    )
    with urllib.request.urlopen(request, timeout=_SECONDS):
        pass


def _mail(way: dict[str, Any], subject: str, text: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, way["from"]
    message["To"] = ", ".join(way["to"])
    message.set_content(text)
    with smtplib.SMTP(way["host"], int(way.get("port", 25)), timeout=_SECONDS) as server:
        if way.get("starttls"):
            server.starttls(context=ssl.create_default_context())
        password = _secret(way, "password")
        if way.get("user") and password:
            server.login(way["user"], password)
        server.send_message(message)

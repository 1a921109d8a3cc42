"""Typer classes whose help pages are Vietnamese, with the English word in brackets."""

import click
import typer.core

_init_argument = typer.core.TyperArgument.__init__


def _init_argument_with_help(self, *args, help: str | None = None, **kwargs) -> None:
    """Keep an argument's help: typer 0.25 sets it before click 8.5 sets it to None."""
    _init_argument(self, *args, help=help, **kwargs)
    self.help = help


typer.core.TyperArgument.__init__ = _init_argument_with_help


def _use_vietnamese_titles() -> None:
    from typer import rich_utils  # loads rich, so only once a help page is really wanted

    rich_utils.ARGUMENTS_PANEL_TITLE = "Tham số (Arguments)"
    rich_utils.OPTIONS_PANEL_TITLE = "Tùy chọn (Options)"
    rich_utils.COMMANDS_PANEL_TITLE = "Lệnh (Commands)"
    rich_utils.DEFAULT_STRING = "[mặc định (default): {}]"
    rich_utils.REQUIRED_LONG_STRING = "[bắt buộc (required)]"


class _VietnameseHelp:
    """Replaces the few English words that click and typer write themselves."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _use_vietnamese_titles()
        super().format_help(ctx, formatter)

    def get_usage(self, ctx: click.Context) -> str:
        return super().get_usage(ctx).replace("Usage:", "Cách dùng (Usage):", 1)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện trang trợ giúp này rồi thoát (show this help)."
        return option


class Command(_VietnameseHelp, typer.core.TyperCommand):
    """One command."""


class Group(_VietnameseHelp, typer.core.TyperGroup):
    """A command with commands under it, shown in the order in which they were written."""

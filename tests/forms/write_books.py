"""Writes the drawn sheets of a case in the format that its file name asks for."""

import csv
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from odf import opendocument, table, text

from ingest.sample.tcvn3 import encode
from tests.forms.read_cases import Case, DrawnSheet, Formula


def write_book(case: Case, folder: Path) -> Path:
    """Write a case's file into a folder and return its path."""
    path = folder / case.file
    change = _TEXTS[case.text]
    for sheet in case.sheets:
        sheet.name = change(sheet.name) if case.text in ("nfd", "upper") else sheet.name
        sheet.grid = [[change(v) if isinstance(v, str) else v for v in row] for row in sheet.grid]
    formulas = [v for s in case.sheets for row in s.grid for v in row if isinstance(v, Formula)]
    if path.suffix == ".xlsx" and any(formula.result is None for formula in formulas):
        _write_openpyxl(case.sheets, path)
    else:
        _WRITERS[path.suffix](case.sheets, path)
    return path


def _bare(value: str) -> str:
    plain = unicodedata.normalize("NFD", value.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


_TEXTS: dict[str | None, Callable[[str], str]] = {
    None: lambda value: value,
    "nfd": lambda value: unicodedata.normalize("NFD", value),
    "tcvn3": encode,
    "bare": _bare,
    "upper": str.upper,
}


def _write_openpyxl(sheets: list[DrawnSheet], path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        target = book.create_sheet(sheet.name)
        for row, values in enumerate(sheet.grid, 1):
            for column, value in enumerate(values, 1):
                if value is not None:
                    target.cell(row, column, _formula_text(value))
        for top, left, bottom, right in sheet.merges:
            target.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    book.save(path)


def _formula_text(value: Any) -> Any:
    return value.text if isinstance(value, Formula) else value


def _write_xlsxwriter(sheets: list[DrawnSheet], path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            target = book.add_worksheet(sheet.name)
            for merge in sheet.merges:
                target.merge_range(*merge, "")
            for row, values in enumerate(sheet.grid):
                for column, value in enumerate(values):
                    if isinstance(value, Formula):
                        target.write_formula(row, column, value.text, None, value.result)
                    elif isinstance(value, date):
                        target.write_datetime(row, column, value, day)
                    elif isinstance(value, str):
                        target.write_string(row, column, value)
                    elif value is not None:
                        target.write_number(row, column, value)
            for row in sheet.hidden_rows:
                target.set_row(row, None, None, {"hidden": True})
            for letters in sheet.hidden_columns:
                target.set_column(f"{letters}:{letters}", None, None, {"hidden": True})
            if sheet.hidden:
                target.hide()


def _write_xls(sheets: list[DrawnSheet], path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for sheet in sheets:
        target = book.add_sheet(sheet.name)
        merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        for row, values in enumerate(sheet.grid):
            for column, value in enumerate(values):
                if (row, column) in merged:
                    bottom, right = merged[row, column]
                    target.write_merge(row, bottom, column, right, value)
                elif isinstance(value, date):
                    target.write(row, column, value, day)
                elif value is not None:
                    target.write(row, column, value)
    book.save(str(path))


def _write_ods(sheets: list[DrawnSheet], path: Path) -> None:
    book = opendocument.OpenDocumentSpreadsheet()
    for sheet in sheets:
        target = table.Table(name=sheet.name)
        spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        covered = {
            (row, column)
            for top, left, bottom, right in sheet.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        } - set(spans)
        for row, values in enumerate(sheet.grid):
            line = table.TableRow()
            for column, value in enumerate(values):
                line.addElement(_ods_cell(value, (row, column) in covered, spans, row, column))
            target.addElement(line)
        book.spreadsheet.addElement(target)
    book.save(str(path))


def _ods_cell(value: Any, is_covered: bool, spans: dict, row: int, column: int) -> Any:
    if is_covered:
        return table.CoveredTableCell()
    attributes: dict[str, Any] = {}
    if (row, column) in spans:
        bottom, right = spans[row, column]
        attributes = {
            "numberrowsspanned": bottom - row + 1,
            "numbercolumnsspanned": right - column + 1,
        }
    if value is None:
        return table.TableCell(**attributes)
    if isinstance(value, int | float):
        return table.TableCell(valuetype="float", value=str(value), **attributes)
    if isinstance(value, date):
        return table.TableCell(valuetype="date", datevalue=value.isoformat(), **attributes)
    cell = table.TableCell(valuetype="string", **attributes)
    for line in value.split("\n"):
        cell.addElement(text.P(text=line))
    return cell


def _write_csv(sheets: list[DrawnSheet], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(
            [value.strftime("%d/%m/%Y") if isinstance(value, date) else value for value in row]
            for row in sheets[0].grid
        )


_WRITERS = {
    ".xlsx": _write_xlsxwriter,
    ".xls": _write_xls,
    ".ods": _write_ods,
    ".csv": _write_csv,
}

"""Makes the small .xlsx files of the tests: python3 make_xlsx.py

Each is written by another hand: openpyxl (also in its write-only way),
XlsxWriter, and LibreOffice, which converts office.fods and votes.xls.
"""

import datetime
import shutil
import subprocess

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference

DAY = datetime.datetime(2024, 9, 9, 10, 30)


def fill(put):
    """One row of each kind of value; put takes a row and a column from 1."""
    rows = [
        ["濮阳市2024年9月述职满意度测评"],
        [],
        ["县区", "姓名", "满意", "满意率", "述职日期", "备注"],
        ["濮阳县", " 张三 ", 45, 0.98461538461538463, DAY, "a<b & \"c\" > 'd'"],
        ["", "李𬍛", 776593.92, 1e-7, datetime.date(2024, 9, 10), "一\n二"],
        ["范县", "买买提·依明", -12, 12345678.25, True, "_x000D_"],
        ["范县", "王五", 123456789012345, 1e21, False, "0.10000000000000001"],
    ]
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value != "":
                put(i + 1, j + 1, value)


def by_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "濮阳县 & 范县"
    fill(lambda row, column, value: sheet.cell(row, column, value))
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A4:A5")
    sheet["G4"] = "=C4*2"
    sheet["G5"] = CellRichText("王", TextBlock(InlineFont(b=True), "五"), "六")
    sheet.row_dimensions[6].hidden = True
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=4, max_row=6))
    book.create_chartsheet("图").add_chart(chart)
    options = book.create_sheet("选项")
    options["B2"] = "满意"
    options.sheet_state = "veryHidden"
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save("openpyxl.xlsx")

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("甲")
    fill_in = {}
    fill(lambda row, column, value: fill_in.setdefault(row, {}).update({column: value}))
    for row in range(1, max(fill_in) + 1):
        cells = fill_in.get(row, {})
        sheet.append([cells.get(column) for column in range(1, 7)])
    book.save("openpyxl_write_only.xlsx")


def by_xlsxwriter():
    book = xlsxwriter.Workbook("xlsxwriter.xlsx", {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("濮阳县")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True})

    def put(row, column, value):
        if isinstance(value, (datetime.date, datetime.datetime)):
            sheet.write_datetime(row - 1, column - 1, value, day)
        else:
            sheet.write(row - 1, column - 1, value)

    fill(put)
    sheet.merge_range("A10:B11", "合计")
    sheet.write_formula("C10", "=SUM(C4:C7)", None, 123456789789018)
    sheet.write_formula("D10", '="甲"&"乙"', None, "甲乙")
    sheet.write_formula("E10", "=1/0", None, "#DIV/0!")
    sheet.write_rich_string("F10", "王", bold, "五", "六")
    sheet.write_blank("XFD12", None, bold)
    sheet.set_row(5, None, None, {"hidden": True})
    book.add_worksheet("空")
    book.add_worksheet("选项").hide()
    book.close()


def by_libreoffice():
    if not shutil.which("soffice"):
        return
    for name in ("office.fods", "votes.xls"):
        subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", name], check=True)
        stem = name.split(".")[0]
        shutil.move(stem + ".xlsx", stem + "_libreoffice.xlsx")


by_openpyxl()
by_xlsxwriter()
by_libreoffice()

"""Makes the small .xls files of the tests: python3 make_xls.py

xlwt writes the first three. office_97.xls is written by LibreOffice from
office.fods, whose formulas it calculates; it is left alone where soffice is
missing.
"""

import datetime
import shutil
import subprocess

import xlwt


def votes():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("濮阳县")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    percent = xlwt.easyxf(num_format_str="0.00%")
    sheet.write_merge(0, 0, 0, 6, "濮阳市2024年9月述职满意度测评")
    sheet.write_merge(2, 3, 0, 0, "姓名")
    sheet.write_merge(2, 2, 1, 2, "测评票数")
    sheet.write(3, 1, "满意")
    sheet.write(3, 2, "不满意")
    sheet.write(2, 3, "满意率")
    sheet.write(2, 4, "述职日期")
    sheet.write(4, 0, " 张三 ")
    sheet.write(4, 1, 45)
    sheet.write(4, 2, 0)
    sheet.write(4, 3, 0.98461538461538463, percent)
    sheet.write(4, 4, datetime.date(2024, 9, 9), day)
    sheet.write(5, 0, "李𬍛")
    sheet.write(5, 1, 776593.92000000004)
    sheet.write(5, 2, -12)
    sheet.write(5, 3, 0.0012)
    sheet.write(5, 5, True)
    sheet.write(5, 6, 123456789012345678)
    sheet.write_rich_text(6, 0, ("王", ("五", xlwt.easyfont("bold on")), "六"))
    sheet.write(6, 1, 1e-7)
    sheet.write(6, 2, 12345678.25)
    sheet.row(6).hidden = True
    options = book.add_sheet("选项")
    options.visibility = 1
    options.write(0, 0, "满意")
    book.save("votes.xls")


def long_strings():
    """The shared strings fill more than one record; some cross the seam."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for i in range(7):
        sheet.write(i, 0, f"{i:02d}" + "履职" * 300)
        sheet.write(i, 1, f"{i:02d}" + "abc" * 200)
    book.save("long_strings.xls")


def since_1904():
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("Sheet1").write(0, 0, 44082)
    book.save("since_1904.xls")


def office():
    if shutil.which("soffice") is None:
        return
    subprocess.run(["soffice", "--headless", "--convert-to", "xls:MS Excel 97", "office.fods"], check=True)
    shutil.move("office.xls", "office_97.xls")


votes()
long_strings()
since_1904()
office()

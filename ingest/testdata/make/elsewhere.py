"""Makes the fixtures of ../mess that begin with else_: files as other programs
write them. Needs openpyxl, xlwt, pandas and soffice; run by hand in a folder of
your own and copy what you want: python3 elsewhere.py
"""

import datetime
import subprocess

import openpyxl
import pandas
import xlwt


def by_openpyxl():
    """Real dates with a format of their own, rates as formulas nobody calculated."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "9月份述职测评"
    sheet.merge_cells("A1:L1")
    sheet["A1"] = "商丘市9月份人大代表述职评议满意度测评统计表（2024年）"
    sheet["A2"], sheet["J2"] = "填报单位：商丘市人大常委会代表工委", "2024.10.8"
    sheet.append(["序\n号", "述职代表\n姓名", "性别", "所属县（市、区）", "代表类别", "述职时间", "参评\n人数", "测评票情况", None, None, None, "满意率\n（%）"])
    sheet.append([None] * 7 + ["满意", "基本\n满意", "不满意", "弃权", None])
    for column in "ABCDEFGL":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("H3:K3")
    for row in (
        (1, "王建国", "男", "梁园区", "市级", datetime.date(2024, 9, 5), 58, 50, 5, 2, 1, "=H5/G5*100"),
        (2, "李  梅", "女", "睢阳区", "市级", datetime.datetime(2024, 9, 12, 9, 30), 46, 44, 2, 0, 0, "=H6/G6*100"),
        (3, "买买提·艾力", "男", "民权县", "县级", datetime.date(2024, 9, 20), "62人", 60, 1, 1, 0, 96.8),
        (4, "张伟", "男", "永城市", "县级", "9月25日", 60, "58票", 1, 1, None, 0.967),
    ):
        sheet.append(row)
    for number in range(5, 9):
        sheet[f"F{number}"].number_format = 'm"月"d"日"'
    sheet.append(["合计", None, None, None, None, None, "=SUM(G5:G8)", "=SUM(H5:H8)"])
    sheet.append(["填表人：赵六", "", "", "联系电话：0370-3288123"])
    sheet.freeze_panes, sheet.auto_filter.ref = "C5", "A4:L8"
    book.save("else_openpyxl.xlsx")


def by_xlwt():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    sheet.write_merge(0, 0, 0, 7, "驻马店市2023年度市人大代表履职积分汇总表")
    rows = [("名次", "代表姓名", "所在代表团", "会议出席", "履职活动", "议案建议", "合计得分", "评定等次"), (1, "陈思", "西平县代表团", 30, 40, 28, 98, "优秀"),
            (2, "周文", "上蔡县代表团", 28, 36, 20, 84, "称职"), (3, "吴江", "正阳县代表团", 20, 20, 15.5, 55.5, "不称职")]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number + 1, column, value)
    book.save("else_xlwt.xls")


def by_pandas():
    pandas.DataFrame({
        "活动日期": ["2024-09-03", "2024-09-10"], "活动名称": ["接待选民日", "视察河道"], "活动类别": ["进站接待", "视察"],
        "组织单位": ["文峰区人大", "文峰区人大"], "参加人数": [23, 41], "地点": ["中华路联络站", "洹河"],
    }).to_html("else_pandas.html", index=False)
    pandas.DataFrame({
        "姓名": ["孙一", "孙二"], "届次": ["十四届", "十四届"], "出生年月": ["1970-05", None], "性别": ["男", "女"], "民族": ["汉", "回"],
        "工作单位及职务": ["漯河一中教师", "某公司经理"], "手机": ["13800138000", "13900139000"], "代表团": ["郾城", "召陵"],
        "是否连任": [1.0, 0.0], "当选年月": ["202302", "202302"],
    }).to_csv("else_pandas.csv", encoding="gbk")


def by_libreoffice():
    """A csv that became a spreadsheet there, then a workbook."""
    with open("else_libreoffice.csv", "w", encoding="utf-8") as f:
        f.write("信阳市2024年9月代表联络站运行情况\n站点名称,站点类型,所属乡镇（街道）,进站代表数,接待群众人次,收集意见,办结数,站长,站长电话\n"
                "老城街道代表联络站,站,老城街道,25,130,42,40,杨一,0376-6221234\n茶产业联络点,行业点,浉河港镇,8,30,6,6,杨二,\n")
    subprocess.run(["soffice", "--headless", "--infilter=CSV:44,34,76", "--convert-to", "ods", "else_libreoffice.csv"], check=True)
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "else_libreoffice.ods"], check=True)


def out_of_a_mail():
    with open("else_mail.txt", "w", encoding="gbk", newline="") as f:
        f.write("代表姓名\t述职时间\t应到\t实到\t满意\t基本满意\t不满意\t满意度\r\n郭一\t2024.01.15\t30\t28\t27\t1\t0\t96.43%\r\n郭二\t2024.02.30\t30\t30\t30\t0\t0\t100%\r\n")


if __name__ == "__main__":
    by_openpyxl()
    by_xlwt()
    by_pandas()
    by_libreoffice()
    out_of_a_mail()

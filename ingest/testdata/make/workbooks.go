package main

import (
	"fmt"
	"path/filepath"

	"github.com/xuri/excelize/v2"
)

const title9 = "濮阳市2024年9月人大代表述职满意度测评情况统计表"

// paper is a workbook in the making; the first fault is kept.
type paper struct {
	*excelize.File
	err error
}

func (p *paper) try(err error) {
	if p.err == nil {
		p.err = err
	}
}

// rows writes lines from a row on; nil leaves a cell out.
func (p *paper) rows(sheet string, from int, lines ...[]any) {
	for i, line := range lines {
		p.try(p.SetSheetRow(sheet, fmt.Sprintf("A%d", from+i), &line))
	}
}

func (p *paper) merge(sheet string, areas ...[2]string) {
	for _, a := range areas {
		p.try(p.MergeCell(sheet, a[0], a[1]))
	}
}

func (p *paper) sheets(names ...string) {
	p.try(p.SetSheetName("Sheet1", names[0]))
	for _, name := range names[1:] {
		_, err := p.NewSheet(name)
		p.try(err)
	}
}

// style formats an area as a spreadsheet program does: numbers stay numbers.
func (p *paper) style(sheet, from, to, format string) {
	id, err := p.NewStyle(&excelize.Style{CustomNumFmt: &format})
	p.try(err)
	p.try(p.SetCellStyle(sheet, from, to, id))
}

// workbooks writes the xlsx fixtures.
func workbooks(folder string) error {
	for name, fill := range map[string]func(*paper){
		"title.xlsx": title, "merged_header.xlsx": mergedHeader, "totals.xlsx": totals, "sheets.xlsx": sheets,
		"numbers.xlsx": numbers, "dates.xlsx": dates, "dates_1904.xlsx": dates1904, "header_variants.xlsx": headerVariants,
	} {
		p := &paper{File: excelize.NewFile()}
		fill(p)
		p.try(p.SaveAs(filepath.Join(folder, name)))
		p.try(p.Close())
		if p.err != nil {
			return fmt.Errorf("make %s: %w", name, p.err)
		}
	}
	return nil
}

func title(p *paper) {
	p.rows("Sheet1", 1, []any{"附件2"}, []any{title9}, []any{"填报单位（盖章）：濮阳市人大常委会代表工委", nil, nil, nil, "填报时间：2024年10月8日", nil, nil, nil, "单位：票"},
		[]any{"序号", "姓名", "述职日期", "发出票数", "收回票数", "有效票数", "满意", "基本满意", "不满意"},
		[]any{1, "张三", "2024年9月9日", 50, 50, 50, 45, 3, 2}, []any{2, "李四", "2024年9月9日", 50, 49, 49, 44, 3, 2})
	p.merge("Sheet1", [2]string{"A2", "I2"}, [2]string{"A3", "D3"}, [2]string{"E3", "H3"})
}

func mergedHeader(p *paper) {
	p.rows("Sheet1", 1, []any{title9},
		[]any{"序号", "代表\n姓名", "述职\n时间", "测评票数（张）", nil, nil, "测  评  结  果"},
		[]any{nil, nil, nil, "发出", "收回", "有效", "满意", nil, "基本满意", nil, "不满意", nil, "弃权"},
		[]any{nil, nil, nil, nil, nil, nil, "票数", "占比", "票数", "占比", "票数", "占比", "票数"},
		[]any{1, "张三", "9月9日", 50, 50, 50, 45, 0.9, 3, 0.06, 2, 0.04, 0},
		[]any{2, "李四", "9月9日", 50, 50, 49, 44, 0.898, 3, 0.061, 1, 0.02, 1})
	p.merge("Sheet1", [2]string{"A1", "M1"}, [2]string{"A2", "A4"}, [2]string{"B2", "B4"}, [2]string{"C2", "C4"}, [2]string{"D2", "F2"}, [2]string{"G2", "M2"},
		[2]string{"D3", "D4"}, [2]string{"E3", "E4"}, [2]string{"F3", "F4"}, [2]string{"G3", "H3"}, [2]string{"I3", "J3"}, [2]string{"K3", "L3"})
	p.style("Sheet1", "H5", "H6", "0.0%")
	p.style("Sheet1", "J5", "J6", "0.0%")
	p.style("Sheet1", "L5", "L6", "0.0%")
}

func totals(p *paper) {
	p.rows("Sheet1", 1, []any{"平顶山市2023年度人大代表履职积分情况表"},
		[]any{"序号", "县（市、区）", "代表姓名", "代表层级", "基础分", "加分", "扣分", "总分", "等次"},
		[]any{"全市合计", nil, nil, nil, 265.5, 12, 1, 276.5},
		[]any{1, "鲁山县", "张三", "市级", 88.5, 5, 0, 93.5, "优秀"},
		[]any{2, "鲁山县", "李四", "市级", 92, 5, 1, 96, "优秀"},
		[]any{nil, "鲁山县小计", nil, nil, 180.5, 10, 1, 189.5},
		[]any{nil, "其中：市级代表", nil, nil, 180.5, 10, 1, 189.5},
		[]any{3, "宝丰县", "合计明", "市级", 85, 2, 0, 87, "称职"},
		[]any{nil, "小  计", nil, nil, 85, 2, 0, 87},
		[]any{"总计", nil, nil, nil, 265.5, 12, 1, 276.5},
		[]any{"平均", nil, nil, nil, 88.5, 4, 0.33, 92.17})
	p.merge("Sheet1", [2]string{"A1", "I1"})
}

// sheets is one sheet a county, counties merged downwards, a 汇总 that
// repeats them, a hidden sheet, hidden rows and instructions.
func sheets(p *paper) {
	p.sheets("填表说明", "濮阳县", "其他县", "汇总", "去年")
	p.rows("填表说明", 1, []any{"填表说明"}, []any{"一、每名代表填写一行。"}, []any{"二、姓名、述职日期必须填写。"})
	columns := []any{"姓名", "述职日期", "有效票", "满意", "基本满意", "不满意"}
	p.rows("濮阳县", 1, []any{title9}, columns, []any{"张三", "9月9日", 50, 45, 3, 2}, []any{"李四", "9月9日", 50, 46, 2, 2}, []any{"王五", "9月9日", 50, 47, 2, 1})
	p.try(p.SetRowVisible("濮阳县", 4, false))
	p.rows("其他县", 1, []any{title9}, append([]any{"县（市、区）"}, columns...), []any{"范县", "赵六", "9月10日", 40, 35, 3, 2}, []any{nil, "孙七", "9月10日", 40, 36, 2, 2},
		[]any{"台前县", "周八", "9月10日", 40, 37, 2, 1}, []any{nil, "吴九", "9月10日", 40, 38, 1, 1})
	p.merge("其他县", [2]string{"A3", "A4"}, [2]string{"A5", "A6"})
	p.rows("汇总", 1, []any{title9}, columns, []any{"张三", "9月9日", 50, 45, 3, 2}, []any{"李四", "9月9日", 50, 46, 2, 2}, []any{"王五", "9月9日", 50, 47, 2, 1},
		[]any{"赵六", "9月10日", 40, 35, 3, 2}, []any{"孙七", "9月10日", 40, 36, 2, 2}, []any{"周八", "9月10日", 40, 37, 2, 1}, []any{"吴九", "9月10日", 40, 38, 1, 1}, []any{"合计", nil, 310, 284, 15, 11})
	p.rows("去年", 1, []any{"濮阳市2023年9月人大代表述职满意度测评情况统计表"}, columns, []any{"老张", "2023年9月9日", 50, 45, 3, 2})
	p.try(p.SetSheetVisible("去年", false))
}

func numbers(p *paper) {
	p.rows("Sheet1", 1, []any{title9},
		[]any{"姓名", "述职日期", "发出票数", "收回票数", "有效票数", "满意", "基本满意", "不满意", "参评人数", "编外列"},
		[]any{"甲一", "9月9日", "５０", "50张", "'50", "四十五", "3", "2", "1,050", 410901199001011234.0},
		[]any{"甲二", "9月9日", 50.0, 50, 50, 44.99999999999999, 3.0000000000000004, 2, "约50", "680余"},
		[]any{"甲三", "9月9日", 50, 50, 50, "(45)", 3, 2, 50},
		[]any{"甲四", "9月9日", 50, 50, 50, 45.5, 3, 2, 50},
		[]any{"甲五", "9月9日", 50, 51, 51, 46, 3, 2, 50},
		[]any{"甲六", "9月9日", 50, 50, 50, 45, 3, 3, 50},
		[]any{"甲七", "9月9日", 50, 50, 49, 45, 2, 2, "680余"},
		[]any{"甲八", "9月9日", "五十", "伍拾", 50, 45, 3, 2, 50},
		[]any{"甲九", "9月9日", 4.10901e17, 50, 50, 45, 3, 2, 50},
		[]any{"甲十", "9月9日", 50, 50, 50, 45, 3, 2, "50（含列席2人）"})
}

func dates(p *paper) {
	p.rows("Sheet1", 1, []any{title9}, []any{"姓名", "述职日期", "有效票", "满意", "基本满意", "不满意"})
	for i, day := range []any{"2024年9月9日", "2024.9.9", "2024-09-09", "2024/9/9", 20240909, "9月9日", "2024年9月", 45544, "9日至11日", "２０２４年９月９日（星期一）", "二〇二四年九月九日", "2024-09-09 15:30:00",
		"元月9日", "2024年9月31日", "2022年换届以来", "2025年9月9日", nil, 45544.5} {
		p.rows("Sheet1", 3+i, []any{fmt.Sprintf("乙%c", []rune("一二三四五六七八九十甲丙丁戊己庚辛壬")[i]), day, 50, 45, 3, 2})
	}
	p.style("Sheet1", "B10", "B10", "yyyy\"年\"m\"月\"d\"日\"")
	p.style("Sheet1", "B20", "B20", "yyyy-mm-dd hh:mm")
}

func dates1904(p *paper) {
	old := true
	p.try(p.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &old}))
	p.rows("Sheet1", 1, []any{title9}, []any{"姓名", "述职日期", "有效票", "满意", "基本满意", "不满意"}, []any{"张三", 44082, 50, 45, 3, 2}, []any{"李四", "2024年9月10日", 50, 45, 3, 2})
	p.style("Sheet1", "B3", "B3", "yyyy/m/d")
}

func headerVariants(p *paper) {
	p.rows("Sheet1", 1, []any{title9},
		[]any{"代表\n姓  名", "所在县区", "述职时间：", "发出票数（张）", "收回票数(张)", "有效票数【张】", "满意（票）", "基本满意", "不满意*", "满意率（%）", "备 注", "联系电话", "参会媒体", nil},
		[]any{"张三", "濮阳县", "9月9日", 50, 50, 50, 45, 3, 2, 90, "首次述职", "13812345678", "濮阳日报", "多出来的"},
		[]any{"李四", "范县", "9月9日", 50, 50, 50, 44, 4, 2, 88, nil, nil, nil, nil})
	p.merge("Sheet1", [2]string{"A1", "M1"})
}

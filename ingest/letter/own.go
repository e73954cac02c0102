package letter

import (
	"strings"
)

// The sheets of a receipt that are ours, by name and by what stands in their
// first row. They are known by the row: a clerk may have copied them.
const (
	SummarySheet = "回执"
	ProblemSheet = "问题清单"
	SummaryTitle = "数据接收回执"
)

// ProblemHeads are the columns of the list of problems.
func ProblemHeads() []string {
	return []string{"处理", "工作表", "单元格", "原值", "问题", "怎么改"}
}

// OwnSheet reports whether a sheet whose first used row is given is one of
// ours: a receipt that was mended and sent back carries them along.
func OwnSheet(first []string) bool {
	var used []string
	for _, text := range first {
		if text = strings.TrimSpace(text); text != "" {
			used = append(used, text)
		}
	}
	text := strings.Join(used, "\x1f")
	return text == SummaryTitle || text == strings.Join(ProblemHeads(), "\x1f")
}

// excerptMark ends the name of a sheet of which the receipt shows only a part.
const excerptMark = "（节选）"

// Excerpt reports whether a sheet's name says that it is only a part. Taken
// in, it would replace the whole by a few rows.
func Excerpt(sheetName string) bool {
	return strings.HasSuffix(strings.TrimSpace(sheetName), excerptMark)
}

// ExcerptName marks a sheet's name as that of a part.
func ExcerptName(sheetName string) string { return sheetName + excerptMark }

// What is said of a file that has such a sheet.
const (
	ExcerptReason = "这是回执里的节选，只有表头和有问题的行，不是整份报表"
	ExcerptRemedy = "请在原来的文件里改好，把整份文件重新报送"
)

// Origin is the batch a receipt was made for.
type Origin struct{ Dataset, Unit, Scope, Period, SHA256 string }

// OriginLabel names the line of the summary that holds the origin.
const OriginLabel = "识别信息（请保留）"

// OriginLine writes an origin for OriginOf to read.
func OriginLine(f Facts) string {
	parts := []string{f.Dataset, f.Unit, f.Scope, f.Period, f.SHA256}
	for i, p := range parts {
		if p == "" {
			parts[i] = "-"
		}
	}
	return strings.Join(parts, " / ")
}

// OriginOf reads the origin out of the rows of a summary sheet.
func OriginOf(rows [][]string) (Origin, bool) {
	for _, row := range rows {
		for i, label := range row {
			if strings.TrimSpace(label) != OriginLabel || i+1 >= len(row) {
				continue
			}
			parts := strings.Split(strings.TrimSpace(row[i+1]), " / ")
			if len(parts) != 5 {
				return Origin{}, false
			}
			for j, p := range parts {
				if p == "-" {
					parts[j] = ""
				}
			}
			return Origin{Dataset: parts[0], Unit: parts[1], Scope: parts[2], Period: parts[3], SHA256: parts[4]}, true
		}
	}
	return Origin{}, false
}

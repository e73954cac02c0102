package letter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"lvzhi/ingest/check"
)

// LongSheet is the number of rows from which on a receipt shows of a sheet
// only what is wrong; such a sheet is no longer the whole and must not be sent
// back.
const LongSheet = 5000

// SeverityWord says what becomes of a cell or row with such a problem.
func SeverityWord(s check.Severity) string {
	if s == check.Error {
		return "退回"
	}
	return "提示"
}

// Day writes a date as official papers do; "" for no date.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006年1月2日")
}

// Month writes 2024-09 as 2024年9月.
func Month(period string) string {
	t, err := time.Parse("2006-01", period)
	if err != nil {
		return period
	}
	return t.Format("2006年1月")
}

// Result says in a few words what became of the file.
func Result(f Facts) string {
	switch {
	case f.State == Refused:
		return "没有接收"
	case f.State == Unchanged:
		return "与已收下的文件内容相同，未作改动"
	case f.Accepted == 0 && f.Quarantined > 0 && f.SelfCheck:
		return fmt.Sprintf("%d行全部会被退回，请改好再报送", f.Quarantined)
	case f.Accepted == 0 && f.Quarantined > 0:
		return fmt.Sprintf("%d行全部退回", f.Quarantined)
	case f.SelfCheck && f.Quarantined > 0:
		return fmt.Sprintf("有%d行会被退回，请改好再报送", f.Quarantined)
	case f.SelfCheck && f.Warnings > 0:
		return "可以报送，有提示请核对"
	case f.SelfCheck:
		return "可以报送"
	case f.State == Replaced && f.Quarantined > 0:
		return fmt.Sprintf("部分接收，替换了此前的一份；有%d行退回", f.Quarantined)
	case f.State == Replaced && f.Warnings > 0:
		return "全部接收，替换了此前的一份；有提示请核对"
	case f.State == Replaced:
		return "全部接收，替换了此前的一份"
	case f.Quarantined > 0:
		return fmt.Sprintf("部分接收，有%d行退回", f.Quarantined)
	case f.Warnings > 0:
		return "全部接收，有提示请核对"
	}
	return "全部接收"
}

// Account says that every row is accounted for.
func Account(f Facts) string {
	form := "读到%d行 ＝ 接收%d行 ＋ 退回%d行 ＋ 略过%d行"
	if f.SelfCheck {
		form = "读到%d行 ＝ 可以接收%d行 ＋ 会被退回%d行 ＋ 略过%d行"
	}
	text := fmt.Sprintf(form, f.Read, f.Accepted, f.Quarantined, f.Skipped)
	if f.Skipped > 0 {
		text += "（标题、合计、说明和重复的行）"
	}
	return text
}

// Against says how the file stands against the previous try; "" where there
// is nothing to compare.
func Against(f Facts) string {
	p := f.Progress
	if p.Before == 0 {
		return ""
	}
	text := fmt.Sprintf("上次%d处，已改%d处，", p.Before, p.Mended)
	if p.Remaining > 0 {
		text += fmt.Sprintf("还有%d处未改，", p.Remaining)
	}
	if p.New == 0 {
		return text + "没有新增"
	}
	return text + fmt.Sprintf("新增%d处", p.New)
}

// KeptWord says what was kept of the bytes that were sent.
func KeptWord(o Original) string {
	switch o {
	case Kept:
		return "原文件已留存"
	case Sealed:
		return "原文件已加密留存"
	}
	return "原文件没有留存（含个人信息，或未被接收）"
}

// Reason is why a file was refused and what helps.
func Reason(f Facts) (reason, remedy string) {
	for _, p := range slices.Backward(f.Problems) {
		if p.Rule == refusal {
			return p.Message, p.Remedy
		}
	}
	return "", ""
}

// StepsHere are the steps as they read inside the receipt itself.
func StepsHere(f Facts) []string {
	steps := Steps(f)
	for i, text := range steps {
		steps[i] = strings.Replace(text, withReceipt, "", 1)
	}
	return steps
}

// withReceipt is said where the receipt lies beside what is read.
const withReceipt = "打开随附的回执："

// Steps say what to do next, each a sentence.
func Steps(f Facts) []string {
	switch {
	case f.State == Unchanged:
		return []string{"不需要再做什么。"}
	case f.State == Refused:
		return refusedSteps(f)
	case f.SelfCheck:
		return homeSteps(f)
	case f.Quarantined > 0:
		return []string{
			withReceipt + "在“问题清单”里点单元格，就跳到表上的那一格；涂色的格子上有批注，写着原因和改法。",
			whereToMend(f) + "改好后整份重新报送（不要只报改过的行），新文件自动替换这一份。",
			whatCounts(f) + by(f) + "重新报送。",
		}
	case f.Warnings > 0 || len(f.Problems) > 0:
		return []string{
			withReceipt + "按“问题清单”逐条核对，点单元格就跳到表上的那一格。全部行已经入库。",
			"确有错误的要改：" + whereToMend(f) + "改好后整份重新报送，新文件自动替换这一份。没有错误的，不需要再做什么。",
		}
	}
	return []string{"全部行已经入库，不需要再做什么。"}
}

func whatCounts(f Facts) string {
	if f.Accepted == 0 {
		return fmt.Sprintf("退回的%d行在重新报送前不计入统计。", f.Quarantined)
	}
	return fmt.Sprintf("接收的%d行已经入库；退回的%d行在重新报送前不计入统计。", f.Accepted, f.Quarantined)
}

func whereToMend(f Facts) string {
	if f.Read > LongSheet {
		return "请改原来的文件（回执里标“节选”的表不全，不能报送）。"
	}
	return "直接改回执里涂色的格子，或者改原来的文件，都可以。"
}

func refusedSteps(f Facts) []string {
	steps := []string{}
	if _, remedy := Reason(f); remedy != "" {
		steps = append(steps, Plain(sentence(remedy)))
	}
	if f.SelfCheck {
		return append(steps, "改好后再查一遍，没有问题了再报送。")
	}
	return append(steps, "改好后，"+by(f)+"把整份文件重新报送。", "这份文件没有任何内容入库；此前已经收下的数据不受影响。")
}

func homeSteps(f Facts) []string {
	if len(f.Problems) == 0 {
		return []string{"没有发现问题，可以报送。"}
	}
	return []string{"按上表逐格核对、修改；注明“退回”的必须改，注明“提示”的核对无误可以不改。", "改好后再查一遍，没有“退回”了再报送。"}
}

// by asks for a mended file in time.
func by(f Facts) string {
	if f.Due.IsZero() {
		return "请尽快"
	}
	return "请于" + Day(f.Due) + "前"
}

// sentence ends a text with a full stop.
func sentence(text string) string { return strings.TrimRight(text, "。.；;") + "。" }

func number(n int64) string { return strconv.FormatInt(n, 10) }

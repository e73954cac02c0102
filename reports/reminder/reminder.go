// Package reminder drafts what goes out to units that have not sent their
// files: a 催报函 to each, and a 通报 over all. Its papers are values first and
// text, html or Word after that. It is pure, adds nothing to what it is told,
// and marks every paper as a draft: whether it is sent is for people to decide.
package reminder

import (
	"fmt"
	"strings"
	"time"
)

// State is what became of one file a unit had to send.
type State string

// The states, as the warehouse names them, and NotDue: missing, but its day
// has not come.
const (
	OnTime  State = "on_time"
	Late    State = "late"
	Missing State = "missing"
	Excused State = "excused"
	Refused State = "refused"
	NotDue  State = "not_due"
)

// Unit is one reporting unit and what it had to send.
type Unit struct {
	Code, Name string
	Items      []Item
}

// Item is one dataset of the period.
type Item struct {
	Label    string
	State    State
	Due      time.Time
	Received time.Time // zero: nothing came
	DaysLate int64
	Reason   string // why it was refused, or excused; "" where the receipt says it
}

// Options say which month, as of when, and who speaks.
type Options struct {
	Period string // YYYY-MM
	AsOf   time.Time
	Organ  string
	Demo   bool // the data are made up
}

// Paper is a draft: what stands in it, not how it looks.
type Paper struct {
	Name        string   // of its files, without an ending
	Marks       []string // above everything
	Title       string
	To          string // "" for nobody by name
	Opening     []string
	Items       []string // numbered from 1
	Head        []string // of the table; nil for none
	Rows        [][]string
	Closing     []string
	Signed, Day string
}

// draft is what a paper says of itself until someone signs it.
const draft = "草稿，未经核签不得发出"

func (o Options) paper(name, title string) Paper {
	p := Paper{Name: name, Title: title, Marks: []string{"内部资料　注意保存", draft}, Signed: o.Organ, Day: Date(o.AsOf)}
	if o.Demo {
		p.Marks = append(p.Marks, "演示数据")
	}
	return p
}

// Date is a day as official papers write it.
func Date(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// Month is a period as official papers write it.
func Month(period string) string {
	t, err := time.Parse("2006-01", period)
	if err != nil {
		return period
	}
	return fmt.Sprintf("%d年%d月", t.Year(), int(t.Month()))
}

// IsOwed reports whether the unit is to be reminded of it.
func (i Item) IsOwed() bool { return i.State == Missing || i.State == Refused }

// Owed lists the items that are past their day or were returned.
func (u Unit) Owed() []Item {
	var owed []Item
	for _, i := range u.Items {
		if i.IsOwed() {
			owed = append(owed, i)
		}
	}
	return owed
}

// Letter is the 催报函 to a unit that owes something.
func Letter(u Unit, o Options) Paper {
	p := o.paper("reminder-"+o.Period+"-"+u.Code, "关于催报"+Month(o.Period)+"报表的函")
	p.To = addressee(u.Name)
	p.Opening = []string{fmt.Sprintf("截至%s，贵单位%s的下列报表没有收到，或者收到后没有接收：", Date(o.AsOf), Month(o.Period))}
	returned := false
	for _, i := range u.Owed() {
		p.Items = append(p.Items, i.Label+"："+i.Sentence()+"。")
		returned = returned || i.State == Refused
	}
	closing := "请尽快报送。"
	if returned {
		closing = "请尽快报送；没有接收的，请按回执所列问题改正后整份重报。"
	}
	p.Closing = []string{closing + "如已报送，请告知文件名和报送日期，以便核对。"}
	return p
}

// addressee is whom a letter to a unit is addressed to: the issue of 《代表工作》
// goes to the same bodies.
func addressee(unit string) string {
	if strings.HasSuffix(unit, "示范区") {
		return unit + "人大工委："
	}
	return unit + "人大常委会："
}

// Sentence says of an owed item, without a full stop, what is the matter.
func (i Item) Sentence() string {
	s := "报送期限为" + Date(i.Due)
	switch {
	case i.State == Refused && i.Reason != "":
		s += fmt.Sprintf("，%s收到的文件没有接收（%s）", Date(i.Received), i.Reason)
	case i.State == Refused:
		s += fmt.Sprintf("，%s收到的数据没有通过检查，一行也没有采用（问题见回执）", Date(i.Received))
	default:
		s += "，没有收到"
	}
	if i.DaysLate > 0 {
		s += fmt.Sprintf("，已逾期%d天", i.DaysLate)
	}
	return s
}

// columns of the 通报's table, in order.
var columns = []struct {
	state State
	word  string
}{{OnTime, "按时"}, {Late, "迟报"}, {Missing, "未报"}, {Refused, "退回未重报"}, {Excused, "免报"}, {NotDue, "未到期"}}

// Circular is the 通报 over all units: counts of each, and who owes what.
func Circular(units []Unit, o Options) Paper {
	p := o.paper("circular-"+o.Period, "关于"+Month(o.Period)+"报表报送情况的通报")
	p.Head = []string{"单位"}
	for _, c := range columns {
		p.Head = append(p.Head, c.word)
	}
	total := map[State]int{}
	for _, u := range units {
		count := map[State]int{}
		for _, i := range u.Items {
			count[i.State]++
			total[i.State]++
		}
		p.Rows = append(p.Rows, counted(u.Name, count))
	}
	p.Rows = append(p.Rows, counted("合计", total))
	said := []string{}
	for _, c := range columns {
		if total[c.state] > 0 {
			said = append(said, fmt.Sprintf("%s%d份", c.word, total[c.state]))
		}
	}
	if len(said) == 0 {
		said = []string{"没有应报的报表"}
	}
	p.Opening = []string{fmt.Sprintf("截至%s，按单位和报表计，%s：%s。", Date(o.AsOf), Month(o.Period), strings.Join(said, "，"))}
	for _, c := range columns[1:4] {
		if list := whose(units, c.state); list != "" {
			p.Closing = append(p.Closing, c.word+"："+list+"。")
		}
	}
	return p
}

func counted(name string, count map[State]int) []string {
	row := []string{name}
	for _, c := range columns {
		row = append(row, number(count[c.state]))
	}
	return row
}

// whose lists for each dataset the units in a state: 代表名册（甲市、乙市）.
func whose(units []Unit, state State) string {
	var labels []string
	names := map[string][]string{}
	for _, u := range units {
		for _, i := range u.Items {
			if i.State != state {
				continue
			}
			if names[i.Label] == nil {
				labels = append(labels, i.Label)
			}
			names[i.Label] = append(names[i.Label], u.Name)
		}
	}
	for n, label := range labels {
		labels[n] = label + "（" + strings.Join(names[label], "、") + "）"
	}
	return strings.Join(labels, "、")
}

// number leaves a zero blank, so that the table can be read at a glance.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

package ingest

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// reference reads a file of data/reference without its header.
func reference(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "data", "reference", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

// unitOf is the reporting unit and the scope a code stands for, worked out
// from its digits: 济源 alone is a unit with a county's code.
func unitOf(code string) string {
	switch {
	case code == "419001":
		return code + " all"
	case strings.HasSuffix(code, "00"):
		return code + " all"
	}
	return code[:4] + "00 " + code
}

const untitled = "述职满意度测评统计表"

// sentAs receives a file of one row without keeping it, and says whose it is
// taken for.
func (d *desk) sentAs(name, titles string) string {
	d.t.Helper()
	o := d.send(name, votes(titles, sound), Hints{})
	if o.Status == Refused {
		return "? " + o.Problems[len(o.Problems)-1].Message
	}
	return o.Unit + " " + o.Scope
}

// TestEveryPlaceIsKnown: each of the 174 divisions, 24 development zones and
// 701 names, in a title, in the line 填报单位 and as the folder a file lies
// in.
func TestEveryPlaceIsKnown(t *testing.T) {
	d := newDesk(t)
	d.DryRun = true
	counts := map[string]int{}
	for _, list := range []string{"divisions.csv", "pseudo_units.csv"} {
		for _, line := range reference(t, list) {
			counts[list]++
			if got, want := d.sentAs("x.csv", line[1]+"2024年9月"+untitled), unitOf(line[0]); got != want {
				t.Errorf("%s in a title: %s, want %s", line[1], got, want)
			}
		}
	}
	for _, line := range reference(t, "aliases.csv") {
		counts["aliases.csv"]++
		name, want := line[0], unitOf(line[1])
		if line[2] == "short_ambiguous" {
			want = fmt.Sprintf("? “%s”可能是市，也可能是县", name)
		}
		if got := d.sentAs("x.csv", untitled+"（2024年9月）\n填报单位（盖章）："+name); got != want {
			t.Errorf("%s under 填报单位: %s, want %s", name, got, want)
		}
		if got := d.sentAs(name+"/附件2（2024年9月）.csv", untitled); got != want {
			t.Errorf("%s as a folder: %s, want %s", name, got, want)
		}
		if line[2] == "short" {
			continue // in a running title 中原 or 红旗 is an ordinary word too
		}
		if got := d.sentAs("x.csv", name+"2024年9月"+untitled); got != want {
			t.Errorf("%s in a title: %s, want %s", name, got, want)
		}
	}
	if counts["divisions.csv"] != 174 || counts["pseudo_units.csv"] != 24 || counts["aliases.csv"] != 701 {
		t.Errorf("places %v", counts)
	}
}

// TestEveryPlaceIsKnownInAColumn: the names of a unit's own counties, in the
// column of its rows; there 濮阳 can only be the county.
func TestEveryPlaceIsKnownInAColumn(t *testing.T) {
	names := map[string][][2]string{}
	for _, line := range reference(t, "aliases.csv") {
		if line[2] == "short_ambiguous" && strings.HasSuffix(line[1], "00") {
			continue
		}
		unit := strings.Fields(unitOf(line[1]))[0]
		names[unit] = append(names[unit], [2]string{line[0], line[1]})
	}
	if len(names) != 18 {
		t.Fatalf("%d units", len(names))
	}
	d := newDesk(t)
	for unit, list := range names {
		var rows strings.Builder
		for i, n := range list {
			fmt.Fprintf(&rows, "甲%s,%s,9月9日,45,3,2\n", strings.Repeat("乙", i%7+1)+string(rune('一'+i)), n[0])
		}
		o := d.send(unit+".csv", []byte("述职满意度测评2024年9月\n姓名,县（市、区）,述职日期,满意,基本满意,不满意\n"+rows.String()), Hints{Unit: unit})
		got := d.accepted(o)
		if len(got) != len(list) {
			t.Errorf("%s: %d rows of %d: %v", unit, len(got), len(list), o.Problems)
			continue
		}
		for i, r := range got {
			if r.values["county_code"] != list[i][1] {
				t.Errorf("%s in a row of %s: %s, want %s", list[i][0], unit, r.values["county_code"], list[i][1])
			}
		}
	}
}

// TestWhoseFileItIs: what a clerk writes beside the plain names.
func TestWhoseFileItIs(t *testing.T) {
	d := newDesk(t)
	d.DryRun = true
	for _, c := range []struct{ titles, want string }{
		{"新乡长垣市2024年9月" + untitled, "410700 410783"},
		{"新乡市长垣县2024年9月" + untitled, "410700 410783"},
		{"河南省新乡市2024年9月" + untitled, "410700 all"},
		{"新乡县2024年9月" + untitled, "410700 410721"},
		{"新乡2024年9月" + untitled, "? “新乡”可能是市，也可能是县"},
		{"安阳2024年9月" + untitled, "? “安阳”可能是市，也可能是县"},
		{"许昌2024年9月" + untitled, "411000 all"},
		{"平顶山人大常委会代表工委2024年9月" + untitled, "410400 all"},
		{"城关镇2024年9月" + untitled, "? 看不出是哪个单位报送的"},
		{"丹水镇2024年9月" + untitled, "? 看不出是哪个单位报送的"},
		{"长葛市、禹州市2024年9月" + untitled, "411000 all"},
		{"长垣市、禹州市2024年9月" + untitled, "? 文件同时提到新乡市、许昌市，分不清是谁报送的"},
		{"邯郸市2024年9月" + untitled, "? “邯郸市”不是本省的报送单位"},
		{"郑州航空港区2024年9月" + untitled, "410100 410173"},
		{"洛阳市吉利区2024年9月" + untitled, "410300 410308"},
		{"开封县2019年9月" + untitled, "410200 410212"},
	} {
		if got := d.sentAs("x.csv", c.titles); got != c.want {
			t.Errorf("%s: %s, want %s", c.titles, got, c.want)
		}
	}
}

// TestATownshipSpeaksForItself: two townships of one county stand side by
// side; one township over its county is a question.
func TestATownshipSpeaksForItself(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ path, title, want string }{
		{"x.csv", "西峡县丹水镇2024年9月" + untitled, "411300 411323101 accepted"},
		{"西峡县/回车镇/2024年9月.csv", untitled, "411300 411323104 accepted"},
		{"y.csv", "西峡县2024年9月" + untitled, "411300 411323 refused"},
		{"z.csv", "西峡县2024年8月" + untitled + "（丹水镇、回车镇）", "411300 411323 accepted"},
		{"v.csv", "西峡县回车镇2024年8月" + untitled, "411300 411323104 refused"},
		{"w.csv", "济源示范区轵城镇2024年9月" + untitled, "419001 419001102 accepted"},
	} {
		o := d.send(c.path, votes(c.title, strings.ReplaceAll(sound, "9月", monthOf(c.title))), Hints{})
		if got := o.Unit + " " + o.Scope + " " + string(o.Status); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.title, c.path, got, c.want)
		}
	}
	for _, r := range d.accepted(d.send("u.csv", votes("西峡县丹水镇2024年7月"+untitled, "张三,7月9日,50,50,50,45,3,2,0"), Hints{})) {
		if r.values["county_code"] != "411323" || r.values["township"] != "丹水镇" {
			t.Errorf("%v", r.values)
		}
	}
}

// monthOf is the month a title names, so that its rows lie in it.
func monthOf(title string) string {
	if strings.Contains(title, "8月") {
		return "8月"
	}
	return "9月"
}

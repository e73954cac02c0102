package transform

import (
	"context"
	"testing"

	"lvzhi/contracts"
	models "lvzhi/sql"
)

// Every mart has a Chinese view and every column a Chinese label, none twice
// in one view. Add lines to sql/dictionary.yaml.
func TestEveryMartIsLabelled(t *testing.T) {
	db, _ := emptyWarehouse(t)
	if err := store(context.Background(), db, nil); err != nil {
		t.Fatal(err)
	}
	dictionary, err := models.ReadDictionary()
	if err != nil {
		t.Fatal(err)
	}
	marts, err := martColumns(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	views := map[string]string{}
	for _, m := range marts {
		view, ok := dictionary.View(m.name)
		if !ok {
			t.Errorf("marts.%s has no view in the dictionary", m.name)
		}
		if other := views[view]; other != "" {
			t.Errorf("marts.%s and marts.%s are both 分析.%s", m.name, other, view)
		}
		views[view] = m.name
		labels := map[string]string{}
		for _, c := range m.columns {
			label, ok := dictionary.Label(m.name, c)
			if !ok {
				t.Errorf("marts.%s.%s has no label in the dictionary", m.name, c)
			}
			if other := labels[label]; other != "" {
				t.Errorf("marts.%s: %s and %s are both %s", m.name, c, other, label)
			}
			labels[label] = c
		}
	}
	if len(marts) < 7 {
		t.Errorf("only %d marts seen", len(marts))
	}
}

// The views speak Chinese in their values too; the marts keep the codes.
func TestViewsSayWordsForCodes(t *testing.T) {
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2024-09", contracts.Increment,
		vote("甲", "2024-09-10", 18, 20), vote("乙", "2024-09-10", 8, 20))
	w.run("b1")
	got := texts(w.query("select 层级, 计票口径, 后续处理, 后续处理核实状态 from 分析.述职测评 order by 满意票数"))
	if got != "市 参评人员 辞去或罢免（线索） 已核实\n市 参评人员 无 已核实" {
		t.Errorf("reviews: %q", got)
	}
	got = texts(w.query("select distinct 数据种类, 报送状态 from 分析.报送情况_单位月 order by all"))
	if got != "述职满意度测评 按时\n述职满意度测评 未报" {
		t.Errorf("submissions: %q", got)
	}
	if got := texts(w.query("select distinct level from marts.satisfaction_unit_month order by 1")); got != "all\ncity" {
		t.Errorf("the mart's own levels: %q", got)
	}
}

// A code of a contract that a view shows has a word, so that nobody meets
// codes in one column and words in the next.
func TestEveryCodeOfAContractHasAWord(t *testing.T) {
	dictionary, err := models.ReadDictionary()
	if err != nil {
		t.Fatal(err)
	}
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range datasets {
		for _, f := range d.Fields {
			for code := range f.Values {
				if words := dictionary.Values[f.Name]; f.Name != "gender" && words[code] == "" {
					t.Errorf("%s.%s: no word for %s", d.Name, f.Name, code)
				}
			}
		}
	}
}

package syntax_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lvzhi/internal/warehouse"
	"lvzhi/transform/syntax"
)

// Each SELECT reads s.a(k, x, y) and s.b(k, z, w); what is written behind is
// worked out by hand: column<sources, and rows<sources.
func TestWhereColumnsComeFrom(t *testing.T) {
	for query, want := range map[string]string{
		"select k, x + y as n, 1 as one from s.a":                                                                                 "k<a.k n<a.x,a.y one< rows<",
		"select a.k, b.z from s.a as a left join s.b as b on b.k = a.k and b.w > 3":                                               "k<a.k z<b.z rows<a.k,b.k,b.w",
		"select z from s.a inner join s.b using (k)":                                                                              "z<b.z rows<a.k,b.k",
		"with c as (select a.*, y * 2 as d from s.a as a), e as (select k, d from c where x > 0) select d from e":                 "d<a.y rows<a.x",
		"select x from s.a union all select z from s.b":                                                                           "x<a.x,b.z rows<",
		"select x from s.a union select z from s.b":                                                                               "x<a.x,b.z rows<a.x,b.z",
		"select k, count(*) as n, cast(sum(x) as bigint) as s from s.a where y > 0 group by k having max(x) > 1":                  "k<a.k n<a.k,a.y s<a.x rows<a.k,a.x,a.y",
		"select row_number() over (partition by k order by x nulls last) as r from s.a":                                           "r<a.k,a.x rows<",
		"select case when x > 1 then y else k end as c from s.a":                                                                  "c<a.k,a.x,a.y rows<",
		"select (select max(z) from s.b where w = 1) as m from s.a":                                                               "m<b.z rows<b.w",
		"select k from s.a where k in (select k from s.b where z > 1)":                                                            "k<a.k rows<a.k,b.k,b.z",
		"select k from s.a where exists (select 1 as one from s.b where b.k = a.k)":                                               "k<a.k rows<a.k,b.k",
		"select q from (select x as q, y from s.a) as t order by y":                                                               "q<a.x rows<",
		"select q from (select x as q, y from s.a) as t order by y limit 3":                                                       "q<a.x rows<a.y",
		"select double_of(x) as d, coalesce(y, k) as c from s.a":                                                                  "d<a.x c<a.k,a.y rows<",
		"select distinct x from s.a":                                                                                              "x<a.x rows<a.x",
		"with c(u, v) as (select k, x from s.a) select v, u from c":                                                               "v<a.x u<a.k rows<",
		"with c as (select x from s.a), d as (with c as (select z from s.b) select z from c) select c.x, d.z from c cross join d": "x<a.x z<b.z rows<",
	} {
		r := read(t, query)
		var got []string
		for _, c := range r.Columns {
			got = append(got, c.Name+"<"+short(c.Sources))
		}
		if text := strings.Join(append(got, "rows<"+short(r.Rows)), " "); text != want {
			t.Errorf("%s\n got %s\nwant %s", query, text, want)
		}
	}
}

// How a row of the answer knows the rows it was made of: column=copies/words/blanks.
func TestWhatIsHandedOn(t *testing.T) {
	for query, want := range map[string]string{
		"select k, x + 1 as n from s.a":                                                "k=a.k// n=//",
		"select k from s.a union all select 'all' as k from s.a":                       "k=a.k/all/",
		"select coalesce(k, 'unstated') as k from s.a":                                 "k=a.k//unstated",
		"select a.k from s.a as a left join s.b as b on b.k = a.k":                     "k=a.k,b.k//",
		"select a.k from s.a as a cross join s.b as b where b.k = a.k and b.z > 1":     "k=a.k,b.k//",
		"select k from s.a union all select k || 'x' as k from s.b":                    "k=//",
		"select case when x > 1 then 'high' else 'low' end as c from s.a":              "c=/high,low/",
		"select coalesce(k, case when x > 1 then 'high' else 'low' end) as c from s.a": "c=a.k//high,low",
		"select cast(x as bigint) as x, cast(x as varchar) as t from s.a":              "x=a.x// t=//",
	} {
		var got []string
		for _, c := range read(t, query).Columns {
			got = append(got, fmt.Sprintf("%s=%s/%s/%s", c.Name, short(c.Copies), strings.Join(c.Words, ","), strings.Join(c.Blanks, ",")))
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s\n got %s\nwant %s", query, text, want)
		}
	}
}

func TestWhatChangesNothingIsFound(t *testing.T) {
	if r := read(t, "with c as (select k, x, y from s.a) select k from c where x > 1"); short(r.Idle) != "a.y" {
		t.Errorf("idle: %v, want a.y", r.Idle)
	}
}

func TestWhatCannotBeFollowedIsAnError(t *testing.T) {
	db, catalog := database(t)
	for query, want := range map[string]string{"select no from s.a": "no column no", "select k from nowhere": "no table nowhere", "select k from s.none": "no table s.none", "select * from range(3)": "TABLE_FUNCTION"} {
		tree, err := db.Syntax(context.Background(), query)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := syntax.Read(tree, catalog); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", query, err, want)
		}
	}
}

func short(sources []syntax.Source) string {
	var names []string
	for _, s := range sources {
		names = append(names, s.Table+"."+s.Column)
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}

func read(t *testing.T, query string) syntax.Reading {
	t.Helper()
	db, catalog := database(t)
	tree, err := db.Syntax(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	r, err := syntax.Read(tree, catalog)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return r
}

func database(t *testing.T) (*warehouse.DB, syntax.Catalog) {
	t.Helper()
	db, err := warehouse.Create(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	body, err := db.Syntax(context.Background(), "select 2 * v")
	if err != nil {
		t.Fatal(err)
	}
	columns := func(first string, others ...string) []syntax.Column {
		list := []syntax.Column{{Name: first, Kind: syntax.Text}}
		for _, name := range others {
			list = append(list, syntax.Column{Name: name, Kind: syntax.Whole})
		}
		return list
	}
	return db, syntax.Catalog{
		Tables: map[string][]syntax.Column{"s.a": columns("k", "x", "y"), "s.b": columns("k", "z", "w")},
		Macros: map[string]syntax.Macro{"double_of": {Parameters: []string{"v"}, Tree: body}},
	}
}

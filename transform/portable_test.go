package transform

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
	"lvzhi/transform/syntax"
)

// TestModelsArePortable: every model and assertion is in the subset that DuckDB, Trino and
// Spark share, apart from the macros.
func TestModelsArePortable(t *testing.T) {
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	db, _ := emptyWarehouse(t)
	catalog := readable(t, db)
	for _, m := range all {
		t.Run(m.Table(), func(t *testing.T) {
			for _, p := range portability(t, db, catalog, m.Query) {
				t.Error(p)
			}
		})
	}
	checks, err := models.Checks()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range checks {
		t.Run("assertions."+a.Name, func(t *testing.T) {
			for _, p := range portability(t, db, catalog, a.Query) {
				t.Error(p)
			}
		})
	}
}

// portability is what another engine could not run of a query.
func portability(t *testing.T, db *warehouse.DB, catalog syntax.Catalog, query string) []string {
	t.Helper()
	reading := reading(t, db, catalog, query)
	problems := reading.Problems
	bare := textless(query)
	for word, why := range map[string]string{`"`: "quoted names differ between engines", "::": "write cast(a as b)", "date_part(": "write extract(year from d)", "materialized": "a hint that only DuckDB takes"} {
		if strings.Contains(bare, word) {
			problems = append(problems, word+": "+why)
		}
	}
	return problems
}

// textless is a query without comments and what stands in quotes.
func textless(query string) string {
	var out strings.Builder
	for line := range strings.Lines(query) {
		for i, part := range strings.Split(line, "'") {
			if code, _, cut := strings.Cut(part, "--"); i%2 == 0 {
				if out.WriteString(code); cut {
					break
				}
			}
		}
	}
	return strings.ToLower(out.String())
}

func reading(t *testing.T, db *warehouse.DB, catalog syntax.Catalog, query string) syntax.Reading {
	t.Helper()
	tree, err := db.Syntax(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	r, err := syntax.Read(tree, catalog)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readable is every table and macro of a database.
func readable(t *testing.T, db *warehouse.DB) syntax.Catalog {
	t.Helper()
	ctx := context.Background()
	catalog := syntax.Catalog{Tables: map[string][]syntax.Column{}, Macros: map[string]syntax.Macro{}}
	found, err := db.Query(ctx, `select table_schema || '.' || table_name, column_name, data_type
		from information_schema.columns order by 1, ordinal_position`)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range found.Rows {
		table := row[0].(string)
		catalog.Tables[table] = append(catalog.Tables[table], syntax.Column{Name: row[1].(string), Kind: syntax.KindOf(row[2].(string))})
	}
	found, err = db.Query(ctx, `select function_name, array_to_string(parameters, ','), macro_definition
		from duckdb_functions() where function_type = 'macro' and schema_name = 'main' and not internal`)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range found.Rows {
		tree, err := db.Syntax(ctx, "select "+row[2].(string))
		if err != nil {
			t.Fatal(err)
		}
		catalog.Macros[row[0].(string)] = syntax.Macro{Parameters: strings.Split(row[1].(string), ","), Tree: tree}
	}
	if len(catalog.Macros) == 0 || len(catalog.Tables) == 0 {
		t.Fatal("no macros or tables seen")
	}
	return catalog
}

// Each thing that another engine lacks is found where it stands.
func TestWhatOtherEnginesLackIsFound(t *testing.T) {
	db, _ := emptyWarehouse(t)
	catalog := readable(t, db)
	const from = " from staging.stg_votes as v"
	for query, want := range map[string]string{
		"select v.unit_code" + from + " qualify row_number() over (order by v.period nulls last) = 1":                    "QUALIFY",
		"select distinct on (v.unit_code) v.unit_code, v.period" + from:                                                  "DISTINCT ON",
		"select v.unit_code, count(*) as n" + from + " group by all":                                                     "GROUP BY ALL",
		"select v.unit_code, count(*) as n" + from + " group by 1":                                                       "GROUP BY a position",
		"select v.satisfied // v.valid as x" + from:                                                                      "function //",
		"select v.satisfied / v.valid as x" + from:                                                                       "engines round it differently",
		"select list_transform([1], x -> x + 1) as x" + from:                                                             "function list_transform",
		"select [v.unit_code] as x" + from:                                                                               "list_value",
		"select {'a': v.unit_code} as x" + from:                                                                          "struct_pack",
		"select v.*" + from:                                                                                              "has a star",
		"with a as (select v.* exclude (period)" + from + ") select a.unit_code from a":                                  "EXCLUDE",
		"select count(*) filter (where v.valid > 0) as n" + from:                                                         "FILTER",
		"select v.unit_code" + from + " asof join staging.stg_plans as p on v.review_date >= p.planned_on":               "ASOF",
		"select v.unit_code" + from + " positional join staging.stg_plans as p":                                          "POSITIONAL",
		"select v.unit_code" + from + " semi join staging.stg_plans as p on p.unit_code = v.unit_code":                   "SEMI",
		"select v.unit_code" + from + " natural join staging.stg_plans as p":                                             "NATURAL",
		"select v.unit_code" + from + " full join staging.stg_plans as p on p.unit_code > v.unit_code":                   "FULL",
		"select v.unit_code" + from + " using sample 10%":                                                                "SAMPLE",
		"select v.review_date - 1 as d" + from:                                                                           "dates move by macros",
		"select case when v.review_date = '2024-09-30' then 1 else 0 end as x" + from:                                    "comparison of date and text",
		"select case when v.valid = '3' then 1 else 0 end as x" + from:                                                   "comparison of integer and text",
		"select v.unit_code || v.valid as x" + from:                                                                      "|| of a integer",
		"select case when v.valid > 0 then 'a' else 0 end as x" + from:                                                   "a CASE is text here and integer there",
		"select v.unit_code as x" + from + " union all select v.valid" + from:                                            "union's column x",
		"select row_number() over (order by v.period) as x" + from:                                                       "without NULLS LAST",
		"select row_number() over () as x" + from:                                                                        "without an order",
		"select sum(cast(v.valid as double)) as x" + from:                                                                "depends on the order",
		"select median(v.valid) as x" + from:                                                                             "function median",
		"select greatest(v.valid, 1) as x" + from:                                                                        "function greatest",
		"select regexp_matches(v.unit_code, 'a') as x" + from:                                                            "function regexp_matches",
		"select try_cast(v.unit_code as bigint) as x" + from:                                                             "TRY_CAST",
		"select cast(v.valid as hugeint) as x" + from:                                                                    "type HUGEINT",
		"select v.valid::double as x" + from:                                                                             "write cast",
		"select v.valid as \"票\"" + from:                                                                                 "quotes",
		"select v.valid as leading" + from:                                                                               "reserved",
		"select v.valid as x, x + 1 as y" + from:                                                                         "the same SELECT gives",
		"select null as x" + from:                                                                                        "bare NULL",
		"select (select max(p.plan_year) from staging.stg_plans as p where p.unit_code = v.unit_code) as x" + from:       "outer query",
		"select v.valid" + from + " order by all":                                                                        "ORDER BY ALL",
		"select v.valid" + from + " union by name select v.valid" + from:                                                 "UNION_BY_NAME",
		"with a as materialized (select v.valid" + from + ") select a.valid from a":                                      "only DuckDB takes",
		"select sum(v.valid) over (order by v.period nulls last groups between 1 preceding and current row) as x" + from: "window frame",
		"select lag(v.valid ignore nulls) over (order by v.period nulls last) as x" + from:                               "ignore_nulls",
		"select date_trunc('month', v.review_date) as x" + from:                                                          "function date_trunc",
		"select min(v.valid order by v.period) as x" + from:                                                              "ORDER BY inside",
		"select columns('valid|issued')" + from:                                                                          "COLUMNS",
	} {
		problems := portability(t, db, catalog, query)
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("%s: want %q, got %v", query, want, problems)
		}
	}
	for _, query := range []string{
		"select cast(date_trunc('month', v.review_date) as date) as x, add_months(v.review_date, 3) as y, extract(year from v.review_date) as z" + from,
		"select cast(v.satisfied as double) / nullif(v.valid, 0) as x, wilson_low(cast(v.satisfied as double) / v.valid, v.valid) as y" + from,
		"select v.unit_code, count(*) as n, cast(sum(v.valid) as bigint) as s" + from + " where exists (select 1 as one from staging.stg_plans as p where p.unit_code = v.unit_code) group by v.unit_code",
		"select row_number() over (partition by v.unit_code order by v.period nulls last) as x, cast(null as varchar) as y, 'it''s -- \" ::' as z" + from,
	} {
		if problems := portability(t, db, catalog, query); len(problems) > 0 {
			t.Errorf("%s: %v", query, fmt.Sprint(problems))
		}
	}
}

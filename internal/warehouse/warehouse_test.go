package warehouse

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func memory(t *testing.T) *DB {
	t.Helper()
	db, err := Create(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestRefsSeeThroughCTEsAndJoins(t *testing.T) {
	db := memory(t)
	got, err := db.Refs(context.Background(), `
		with a as (select * from staging.stg_votes), b as (select * from a)
		select * from b left join ref.unit u using (unit_code)
		union all by name select * from marts.review where x in (select y from ref.term)`)
	if err != nil {
		t.Fatal(err)
	}
	want := []Ref{{"marts", "review"}, {"ref", "term"}, {"ref", "unit"}, {"staging", "stg_votes"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Refs = %v, want %v", got, want)
	}
}

func TestOnlyOneSelectPasses(t *testing.T) {
	db := memory(t)
	for _, ok := range []string{"select 1", "with a as (select 1) select * from a", "from ref.unit", "values (1)"} {
		if err := db.CheckOneSelect(context.Background(), ok); err != nil {
			t.Errorf("%q: %v", ok, err)
		}
	}
	for _, bad := range []string{"select 1; select 2", "drop table x", "copy (select 1) to 'x'", "attach 'x'", "set threads=1", "", "select from from", "pragma version", "insert into x select 1"} {
		if err := db.CheckOneSelect(context.Background(), bad); !errors.Is(err, ErrNotOneSelect) {
			t.Errorf("%q: %v, want ErrNotOneSelect", bad, err)
		}
	}
}

func TestReadOnlyReachesNothingOutside(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path, secret := filepath.Join(dir, "w.duckdb"), filepath.Join(dir, "secret.csv")
	if err := os.WriteFile(secret, []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := Create(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Exec(ctx, "create table t as select 42 as x"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ro, err := OpenReadOnly(ctx, path, "512MB")
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	if got, err := ro.Query(ctx, "select x from t"); err != nil || got.Rows[0][0] != int32(42) {
		t.Fatalf("read: %v, %v", got, err)
	}
	for _, attack := range []string{
		"select * from read_csv('" + secret + "')",
		"select * from '" + secret + "'",
		"select * from read_text('/etc/passwd')",
		"select * from glob('/*')",
		"copy t to '" + filepath.Join(dir, "out.csv") + "'",
		"attach '" + filepath.Join(dir, "other.duckdb") + "'",
		"set enable_external_access=true",
		"create table u as select 1",
	} {
		if _, err := ro.Query(ctx, attack); err == nil {
			t.Errorf("%s: went through", attack)
		}
	}
}

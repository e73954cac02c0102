package selfcheck_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"lvzhi/contracts"
	"lvzhi/ingest"
	"lvzhi/internal/lake"
)

// said is what ingest and the page must say alike of a file.
type said struct {
	Path, SHA256, Status, Unit, Scope, Dataset, Period  string
	Rows_read, Accepted, Quarantined, Skipped, Warnings int64
	Problems                                            []map[string]any
}

func decode(t *testing.T, raw []byte) (s said) {
	t.Helper()
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// received is what `lvzhi ingest --dry-run --json` says of a file.
func received(t *testing.T, path string, given ingest.Hints, adopted ...contracts.ColumnAlias) []said {
	t.Helper()
	w, err := lake.OpenWriter(context.Background(), filepath.Join(t.TempDir(), "data"), "test", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	r := &ingest.Receiver{Lake: w, Datasets: datasets, Aliases: contracts.Aliases{Columns: adopted}, Places: places, Log: slog.New(slog.DiscardHandler), Now: time.Now, DryRun: true}
	outcomes, err := r.Receive(context.Background(), path, given)
	if err != nil {
		t.Fatal(err)
	}
	var all []said
	for _, o := range outcomes {
		raw, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		s := decode(t, raw)
		s.Path = strings.TrimPrefix(s.Path, filepath.Dir(path)+"/")
		all = append(all, s)
	}
	return all
}

// checked hands files to the page and returns what it replies of each, in order.
func (v *visitor) checked(paths ...string) [][]said {
	v.t.Helper()
	v.run(chromedp.SetUploadFiles("#files", paths, chromedp.ByQuery))
	return v.replies(len(paths))
}

func (v *visitor) replies(n int) [][]said {
	v.t.Helper()
	v.run(chromedp.Poll(fmt.Sprintf("replies.length >= %d", v.position+n), nil, chromedp.WithPollingTimeout(2*time.Minute)))
	v.state("done")
	var all [][]said
	for _, reply := range eval[[]struct{ Files []json.RawMessage }](v, fmt.Sprintf("replies.slice(%d, %d)", v.position, v.position+n)) {
		var files []said
		for _, raw := range reply.Files {
			files = append(files, decode(v.t, raw))
		}
		all = append(all, files)
	}
	v.position += n
	return all
}

func same(t *testing.T, name string, got, want []said) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		g, _ := json.MarshalIndent(got, "", " ")
		w, _ := json.MarshalIndent(want, "", " ")
		t.Errorf("%s: the page says\n%s\ningest says\n%s", name, g, w)
	}
}

// fixtures are the files of the rooms beside this one, and some of its own.
func fixtures(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, folder := range []string{"../sheet/testdata", "../testdata"} {
		err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasSuffix(path, ".go") || strings.HasSuffix(path, ".py") || strings.Contains(path, "golden") {
				return err
			}
			raw, err := os.ReadFile(path)
			all = append(all, written(t, filepath.Base(path), string(raw)))
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	for name, content := range map[string]string{
		"好.csv": votes(puyang9, sound), "退.csv": votes(puyang9, sound, broken), "问.csv": votes("述职测评", sound), "月.csv": votes("濮阳市述职测评", sound),
		"将来.csv": votes("濮阳市2099年9月述职测评", sound), "空表.csv": votes(puyang9), "空.csv": "", "坏.xlsx": "PK\x03\x04 no archive", "文.pdf": "%PDF-1.7",
		"无.csv": "甲,乙\n1,2\n", "个人.csv": votes(puyang9, "王五 13812345678,9月9日,50,50,50,45,3,2,0"),
		"包.zip": zipped(t, map[string]string{"濮阳市/2024年9月.csv": votes("述职满意度测评", sound), "x.csv": "甲"}),
		"越.zip": zipped(t, map[string]string{"../x.csv": votes(puyang9, sound)}),
	} {
		all = append(all, written(t, name, content))
	}
	return all
}

func TestPage(t *testing.T) {
	program := compile(t)
	file := assemble(t, program, contracts.Aliases{})
	if info, err := os.Stat(file); err != nil || info.Size() > 12_000_000 {
		t.Errorf("%d bytes, %v", info.Size(), err)
	} else {
		t.Logf("the page has %d bytes", info.Size())
	}

	// The page says what ingest says, field by field; nothing leaves the browser.
	t.Run("as ingest says", func(t *testing.T) {
		v, all := visit(t, file), fixtures(t)
		replies := v.checked(all...)
		for i, path := range all {
			same(t, filepath.Base(path), replies[i], received(t, path, ingest.Hints{}))
		}
		if shown, want := eval[int](v, "document.querySelectorAll('.file').length"), 0; shown <= want {
			t.Error("nothing is shown")
		}
		if knocks, faults := v.knocks.ofThePage(), v.faults(); len(knocks) != 0 || len(faults) != 0 {
			t.Errorf("connections %v, faults %v", knocks, faults)
		}
	})

	t.Run("with the names an office adopted", func(t *testing.T) {
		alias := contracts.ColumnAlias{Dataset: "votes", Field: "county_code", Header: "</script>所在地", By: "某某"}
		file := assemble(t, program, contracts.Aliases{Columns: []contracts.ColumnAlias{alias}})
		html, err := os.ReadFile(file)
		if err != nil || strings.Contains(string(html), alias.By) {
			t.Error("the page says who adopted a name")
		}
		path := written(t, "别名.csv", puyang9+"\n"+header+",</script>所在地\n"+sound+",范县\n")
		got := visit(t, file).checked(path)[0]
		same(t, "adopted", got, received(t, path, ingest.Hints{}, alias))
		if len(got[0].Problems) != 0 {
			t.Errorf("the adopted name is not known: %v", got[0].Problems)
		}
	})

	t.Run("shown to the clerk", func(t *testing.T) {
		v := visit(t, file)
		v.checked(written(t, "退.csv", votes(puyang9, sound, broken, "说明：弃权票计入有效票")))
		text := eval[string](v, "document.body.innerText")
		for _, want := range []string{"文件只在本机检查，不会上传", "有1行会被退回", "读到4行 ＝", "2月30日", "这一天不存在", "濮阳市 · 全部 · 述职满意度测评 · 2024年9月"} {
			if !strings.Contains(text, want) {
				t.Errorf("the page does not say %s:\n%s", want, text)
			}
		}
		if coloured := eval[[]string](v, "[...document.querySelectorAll('.rows td.error')].map((c) => c.textContent)"); !reflect.DeepEqual(coloured, []string{"2月30日", "50"}) {
			t.Errorf("coloured: %v", coloured)
		}
		if why := eval[string](v, "document.querySelector('.rows td.error').title"); !strings.HasPrefix(why, "“2月30日”这一天不存在。") {
			t.Errorf("a coloured cell says %q", why)
		}
		v.run(chromedp.Click("[data-severity=warning]", chromedp.ByQuery))
		if n := eval[int](v, "document.querySelectorAll('.list tbody tr').length"); n != 0 {
			t.Errorf("%d warnings", n)
		}
		// mended: the second try says what was done
		v.checked(written(t, "改.csv", votes(puyang9, sound, "李四,9月10日,50,50,50,45,3,2,0")))
		if text := eval[string](v, "document.querySelector('.file:last-child .against, div:last-child > .file .against').textContent"); !strings.Contains(text, "上次2处，已改2处，没有新增") {
			t.Errorf("second try: %s", text)
		}
		v.run(emulation.SetDeviceMetricsOverride(390, 800, 1, false))
		if wide := eval[int](v, "document.documentElement.scrollWidth"); wide > 390 {
			t.Errorf("on a telephone the page is %d wide", wide)
		}
	})

	t.Run("a question is answered on the page", func(t *testing.T) {
		v := visit(t, file)
		path := written(t, "问.csv", votes("2024年9月述职测评", sound))
		if asked := v.checked(path)[0]; asked[0].Status != "refused" {
			t.Fatalf("%+v", asked)
		}
		choose := func(unit string) string {
			return fmt.Sprintf(`{const s = document.querySelector('.asks select'); s.value = %q; s.dispatchEvent(new Event('change'));}`, unit)
		}
		v.run(chromedp.Evaluate(choose("410900"), nil))
		same(t, "answered", v.replies(1)[0], received(t, path, ingest.Hints{Unit: "410900"}))
		// in an archive the answer is for the file that asked
		z := visit(t, file)
		packed := written(t, "包.zip", zipped(t, map[string]string{"1.csv": votes("2024年9月述职测评", sound), "2.csv": votes("安阳市2024年9月述职测评", sound)}))
		z.checked(packed)
		z.run(chromedp.Evaluate(choose("410900"), nil))
		if both := z.replies(1)[0]; both[0].Unit != "410900" || both[1].Unit != "410500" || len(both[1].Problems) != 0 {
			t.Errorf("%+v", both)
		}
		// what was chosen and is gone when it is read again is said
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		v.run(chromedp.Evaluate(choose("410500"), nil))
		if gone := v.replies(1)[0][0]; gone.Status != "refused" || gone.Problems[0]["message"] != "文件在检查时被改动或移走了" {
			t.Errorf("a file that is gone: %+v", gone)
		}
	})

	t.Run("hostile names and cells", func(t *testing.T) {
		v := visit(t, file)
		const bad = `<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>`
		name := "<img src=x onerror=window.hacked=1>\u202efdp.csv"
		v.checked(written(t, name, votes(puyang9, strings.ReplaceAll(broken, "李四", bad), `=HYPERLINK(""http://x""),2月31日,50,50,50,45,3,2,0`, `李四,=cmd|' /C calc'!A0,50,50,50,45,3,2,0`)))
		if eval[bool](v, "window.hacked !== undefined || document.querySelector('#results img, #results script') !== null") {
			t.Error("markup of a file became markup of the page")
		}
		if text := eval[string](v, "document.querySelector('.file h2').textContent"); strings.Contains(text, "\u202e") || !strings.HasPrefix(text, "<img") {
			t.Errorf("named %q", text)
		}
		v.run(chromedp.Evaluate(`[...document.querySelectorAll('button')].filter((b) => b.textContent.includes('csv'))[0].click()`, nil))
		list := eval[string](v, "new Promise((done) => { const r = new FileReader(); r.onload = () => done(r.result); r.readAsText(saved[saved.length - 1]); })")
		if !strings.Contains(list, `"'=cmd|' /C calc'!A0"`) || strings.Contains(list, `"=`) {
			t.Errorf("the list would be run:\n%s", list)
		}
	})
	// A loader that sends something out tries in vain, in the page's worker
	// too; without the policy the door hears it.
	t.Run("the policy forbids every connection", func(t *testing.T) {
		leaky := program
		leaky.Loader = append([]byte("fetch('http://leak.test/worker').catch(() => {});\n"), program.Loader...)
		file := assemble(t, leaky, contracts.Aliases{})
		html, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		open := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).ReplaceAllString(string(html), "")
		for name, c := range map[string]struct {
			file  string
			leaks bool
		}{"closed": {file, false}, "open": {written(t, "open.html", open), true}} {
			v := visit(t, c.file)
			v.checked(written(t, "好.csv", votes(puyang9, sound)))
			v.run(chromedp.Evaluate(`fetch('http://leak.test/page').catch(() => {}); new Image().src = 'http://leak.test/image'; void 0`, nil), chromedp.Sleep(300*time.Millisecond))
			if knocks := strings.Join(v.knocks.ofThePage(), "\n"); strings.Contains(knocks, "worker") != c.leaks || strings.Contains(knocks, "page") != c.leaks || strings.Contains(knocks, "image") != c.leaks {
				t.Errorf("%s: the door heard %q", name, knocks)
			}
		}
	})

	t.Run("stopped, the page goes on", func(t *testing.T) {
		v := visit(t, file)
		v.state("ready")
		v.run(chromedp.SetUploadFiles("#files", []string{written(t, "大.csv", votes(puyang9, strings.Repeat(sound+"\n", 200_000)))}, chromedp.ByQuery))
		v.state("busy")
		v.run(chromedp.Click("#state button", chromedp.ByQuery))
		if text := eval[string](v, "document.querySelector('#results').textContent"); !strings.Contains(text, "已按您的要求停止") {
			t.Errorf("after a stop: %s", text)
		}
		if after := v.checked(written(t, "好.csv", votes(puyang9, sound))); after[0][0].Status != "accepted" {
			t.Errorf("%+v", after)
		}
	})

	t.Run("an old browser is told", func(t *testing.T) {
		v := visit(t, file, "delete window.DecompressionStream;")
		if text := eval[string](v, "document.body.innerText"); !strings.Contains(text, "这个浏览器打不开自检程序") || strings.Contains(text, "把报表拖到这里") {
			t.Error(text)
		}
	})
}

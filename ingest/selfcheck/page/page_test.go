package page

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var program = Program{Packed: []byte("\x1f\x8bpacked"), Loader: []byte("// loader")}

func TestPolicyLetsOutNothing(t *testing.T) {
	raw, err := Assemble(program, Edition{Version: "<1>", Date: "2024-10-08"})
	if err != nil {
		t.Fatal(err)
	}
	html := string(raw)
	for _, want := range []string{"default-src 'none'", "connect-src 'none'", "worker-src blob:", "script-src 'sha256-", "&lt;1&gt;版 · 2024-10-08", "文件只在本机检查，不会上传"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(policy(), "http") || strings.Contains(policy(), "*") || strings.Contains(policy(), "script-src 'unsafe-inline'") {
		t.Errorf("the policy is open: %s", policy())
	}
	if found := regexp.MustCompile(`<[^>]+\s(?:on\w+|src|href)=`).FindString(frame); found != "" {
		t.Errorf("the frame holds %s", found)
	}
}

// What stems from a file must never be read as markup or run.
func TestScriptsBuildNoMarkup(t *testing.T) {
	for name, text := range map[string]string{"page.js": script, "worker.js": worker} {
		for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "localStorage"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s uses %s", name, bad)
			}
		}
	}
}

func TestWhatWouldBreakThePageIsRefused(t *testing.T) {
	for name, p := range map[string]Program{
		"not packed":  {Packed: []byte("\x00asm"), Loader: program.Loader},
		"ends itself": {Packed: program.Packed, Loader: []byte("'</Script>'")},
		"a comment":   {Packed: program.Packed, Loader: []byte("'<!--'")},
	} {
		if _, err := Assemble(p, Edition{}); err == nil {
			t.Errorf("%s: assembled", name)
		}
	}
}

// Every module that is linked into the program is named with its licence.
func TestLicencesAreComplete(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "../wasm")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Fields(string(out))
	if len(modules) < 3 {
		t.Fatalf("only %v", modules)
	}
	for _, m := range modules {
		if !strings.Contains(licences, m) {
			t.Errorf("%s is linked in, and licences.txt does not name it", m)
		}
	}
}

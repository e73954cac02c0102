package reports

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestZY(t *testing.T) {
	i := 0
	h := []string{`</script><script>window.__pwned=1</script>`, `"><img src=x onerror="window.__pwned=1">`, "{head|" + strings.Repeat("长", 2000) + "}", strings.Repeat("x", 2000)}
	p := pagesOf(t, newBuild(t, func(p *place) { p.name, p.short = h[i%4], h[i%4]; i++ }))
	var out string
	browse(t, p.Release, 390, true, chromedp.Evaluate(`document.querySelectorAll('[data-fig]')[0].click();[...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right>391 && !e.closest('.scroll')&& !e.closest('svg')).map(e => e.tagName+'.'+e.className+e.getBoundingClientRect().right).slice(0,12).join('\n')`, &out))
	t.Log(out)
}

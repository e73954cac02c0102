package bulletin

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestExplore(t *testing.T) {
	b, _ := os.ReadFile(os.Getenv("S"))
	for _, s := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		cs := readClaims(s)
		fmt.Println("#", s)
		for _, c := range cs {
			fmt.Printf("   %s/%s [%s,%s] %s %q tb=%s printed=%q unclear=%v pop=%q\n", c.Kind, c.Metric, show(c.Low), show(c.High), c.CountingUnit, c.Comparison, c.TimeBase, c.Printed, c.BasisUnclear, c.Population)
		}
	}
	big := "代表工作\n第3期\n2024年7月9日\n濮阳市：述职\n今年以来，" + strings.Repeat("共有12名代表，", 20000) + "\n（濮阳市人大供稿）"
	is, err := Parse(big, henan)
	fmt.Println(len(is.Articles), err)
}

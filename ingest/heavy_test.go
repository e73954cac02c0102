package ingest

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// heaviest is what a process may hold while it takes a file in, in MB.
const heaviest = 512

// Long cells cost no more memory than short ones: neither those that are
// stored nor those that are remarked on.
func TestLongCellsAreNotHeld(t *testing.T) {
	for name, row := range map[string]string{
		"stored":   "代表%d,县级,范县,2024-09-01,视察%d,视察,范县人大常委会,站,出席,1,%s%d\n",
		"in fault": "代表%d,县级,范县,2024-09-01,视察%d,视察,范县人大常委会,站,出席,约%s%d,无\n",
	} {
		path := filepath.Join(t.TempDir(), "濮阳市2024年9月履职活动.csv")
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		out := bufio.NewWriter(file)
		fmt.Fprintln(out, "姓名,代表层级,县区,活动日期,活动名称,活动类型,组织单位,活动地点,出席情况,参加人次,备注")
		long := strings.Repeat("长", 1_700)
		for i := range 20_000 {
			fmt.Fprintf(out, row, i, i, long, i)
		}
		if err := out.Flush(); err != nil {
			t.Fatal(err)
		}
		file.Close()
		if _, _, peak := child(t, "any", path); peak > heaviest {
			t.Errorf("%s: %.0f MB", name, peak)
		}
	}
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"lvzhi/demo"
	"lvzhi/ingest"
	"lvzhi/ingest/check"
	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
	"lvzhi/reports/album"
)

// workspaceRooms are the folders a workspace consists of; a demo clears these
// and nothing else.
var workspaceRooms = []string{"inbox", "raw", "lake", "quarantine", "receipts", "manifests", "warehouse", "reports", "regimes"}

func (a *app) demoCommand() *cobra.Command {
	var o demo.Options
	c := &cobra.Command{
		Use: "demo", Short: "造一个省的演示数据，走完全部工作", Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.Scale == demo.Nation {
				return a.showNation(c.Context())
			}
			if o.Scale != demo.Small && o.Scale != demo.Province {
				return usagef("--scale 只能是 small、province 或 nation，而不是“%s”", o.Scale)
			}
			if o.Months < 0 || o.Months > 60 {
				return usagef("--months 要在 1 到 60 之间")
			}
			doc, err := a.demo(c.Context(), o)
			if err != nil {
				return err
			}
			if err := a.print(doc, doc.text(a.data)); err != nil {
				return fault("结果没能输出", err)
			}
			if len(doc.Differences) > 0 {
				return &spoken{code: exitFault, said: true}
			}
			return nil
		},
	}
	c.Flags().StringVar(&o.Scale, "scale", demo.Small, "规模：small（约四千席位）、province（约十八万席位）或 nation（二百八十万席位、一亿四千万行活动记录，只做名册和活动，要几十分钟和40 GB磁盘）")
	c.Flags().IntVar(&o.Months, "months", 0, "月数，默认 small 9、province 26")
	c.Flags().Uint64Var(&o.Seed, "seed", 1, "随机种子；同一种子造出同样的数据")
	return c
}

// demoDocument is the document of a demo: what was made, and where ingest or
// the marts did otherwise than planted.
type demoDocument struct {
	Seed        uint64   `json:"seed"`
	Period      string   `json:"period"`
	Mandates    int      `json:"mandates"`
	Files       int      `json:"files"`
	Accepted    int64    `json:"accepted"`
	Quarantined int64    `json:"quarantined"`
	Refused     int      `json:"refused"`
	Manifest    int64    `json:"manifest"`
	Differences []string `json:"differences"`
	Reports     []string `json:"reports"`
}

func (d demoDocument) text(data string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "演示数据：%d席位，%d个文件；接收%d行，退回%d行，拒收%d个文件；数据版本第%d号\n", d.Mandates, d.Files, d.Accepted, d.Quarantined, d.Refused, d.Manifest)
	if len(d.Differences) == 0 {
		b.WriteString("退回和拒收的，恰好是埋下的错误；履职、计划、整改、变动各表与埋下的数一致。\n")
	}
	for _, x := range d.Differences {
		fmt.Fprintf(&b, "  与埋下的不符：%s\n", x)
	}
	b.WriteString("看这里：\n")
	for _, r := range d.Reports {
		fmt.Fprintf(&b, "  %s\n", r)
	}
	fmt.Fprintf(&b, "  回执在 %s，问数仓：lvzhi --data %s sql \"select 报送单位, 满意率 from 分析.满意度_单位月 where 月份 = '%s' and 层级 = '合计' and 计票口径 = '有效票'\"\n", filepath.Join(data, "receipts"), data, d.Period)
	return b.String()
}

func (a *app) demo(ctx context.Context, o demo.Options) (demoDocument, error) {
	doc := demoDocument{Seed: o.Seed, Differences: []string{}}
	if err := a.clearDemo(); err != nil {
		return doc, err
	}
	truth, err := a.writeDemo(ctx, o)
	if err != nil {
		return doc, err
	}
	doc.Period, doc.Mandates, doc.Files = truth.LastPeriod, truth.Mandates, len(truth.Files)
	outcomes, manifest, err := a.receiveDemo(ctx, truth)
	if err != nil {
		return doc, err
	}
	doc.Manifest = manifest
	for _, out := range outcomes {
		doc.Accepted += out.Accepted
		doc.Quarantined += out.Quarantined
		if out.Status == ingest.Refused {
			doc.Refused++
		}
	}
	doc.Differences = append(doc.Differences, againstTruth(filepath.Join(a.data, "inbox"), truth, outcomes)...)
	if _, err := a.transform(ctx, 0, time.Time{}, false); err != nil {
		return doc, err
	}
	found, err := a.martsAgainst(ctx, truth)
	if err != nil {
		return doc, err
	}
	doc.Differences = append(doc.Differences, found...)
	if doc.Reports, err = a.monthly(ctx, truth.LastPeriod); err != nil {
		return doc, err
	}
	page, err := a.sampleAlbum(ctx)
	if err != nil {
		return doc, err
	}
	doc.Reports = append(doc.Reports, page)
	return doc, nil
}

// clearDemo makes room: only a workspace that is a demo itself, or holds
// nothing yet, may be overwritten.
func (a *app) clearDemo() error {
	settings, err := a.config()
	if err != nil {
		return err
	}
	if !settings.Demo {
		for _, room := range workspaceRooms {
			if entries, err := os.ReadDir(filepath.Join(a.data, room)); err == nil && len(entries) > 0 {
				return usagef("工作区 %s 里已有数据（%s），不能用演示数据覆盖；请用 --data 换一个文件夹", a.data, room)
			}
		}
	}
	for _, room := range workspaceRooms {
		if err := os.RemoveAll(filepath.Join(a.data, room)); err != nil {
			return fault("旧的演示数据清不掉，请检查权限", err)
		}
	}
	raw, err := yaml.Marshal(config{Demo: true})
	if err != nil {
		return fault("工作区的设置写不出来", err)
	}
	if err := durable.WriteFile(a.configPath(), "", raw); err != nil {
		return fault("工作区写不进去，请检查权限和磁盘空间", err)
	}
	return nil
}

func (a *app) writeDemo(ctx context.Context, o demo.Options) (demo.Truth, error) {
	truth, err := demo.Write(ctx, filepath.Join(a.data, "inbox"), o)
	if err != nil {
		return truth, fault("演示数据没有造成", err)
	}
	if err := demo.WriteRegimes(filepath.Join(a.data, "regimes")); err != nil {
		return truth, fault("演示用的办法没有写成", err)
	}
	kept := truth
	kept.PrivateNumbers = nil // they may not leave the inbox
	raw, err := json.MarshalIndent(kept, "", " ")
	if err != nil {
		return truth, fault("演示数据的底账没有写成", err)
	}
	if err := durable.WriteFile(filepath.Join(a.data, "reports", "demo-truth.json"), "", raw); err != nil {
		return truth, fault("演示数据的底账没有写成", err)
	}
	return truth, nil
}

// receiveDemo takes the files in as they would have arrived: month by month,
// each some days after its period.
func (a *app) receiveDemo(ctx context.Context, truth demo.Truth) ([]ingest.Outcome, int64, error) {
	datasets, places, err := promises()
	if err != nil {
		return nil, 0, err
	}
	writer, err := lake.OpenWriter(ctx, a.data, a.owner("demo"), patience)
	if err != nil {
		return nil, 0, fault("工作区"+a.data+"无法写入", err)
	}
	defer writer.Close()
	clock := a.now()
	receiver := &ingest.Receiver{Lake: writer, Datasets: datasets, Places: places, Now: func() time.Time { return clock }, Log: a.log()}
	files := slices.Clone(truth.Files)
	slices.SortStableFunc(files, func(x, y demo.File) int { return strings.Compare(x.Period, y.Period) })
	var outcomes []ingest.Outcome
	for _, f := range files {
		clock = arrival(f, a.now())
		received, err := receiver.Receive(ctx, filepath.Join(a.data, "inbox", filepath.FromSlash(f.Path)), ingest.Hints{})
		if err != nil {
			return nil, 0, fault("接收演示文件“"+f.Path+"”时出错", err)
		}
		outcomes = append(outcomes, received...)
	}
	return outcomes, writer.State.Number, nil
}

// arrival is the made-up day a file came in: early in the month after its
// period, for a few units too late.
func arrival(f demo.File, otherwise time.Time) time.Time {
	first, err := time.Parse("2006-01", f.Period)
	if err != nil {
		return otherwise
	}
	day := 2
	if len(f.Unit) == 6 {
		if n := int(f.Unit[2]-'0')*10 + int(f.Unit[3]-'0') + int(first.Month()); n%9 == 0 {
			day = 8
		}
	}
	return first.AddDate(0, 1, day).Add(9 * time.Hour)
}

// againstTruth compares what was refused and quarantined with what was
// planted; only differences come back.
func againstTruth(inbox string, truth demo.Truth, outcomes []ingest.Outcome) []string {
	planted, found := map[string]bool{}, map[string]bool{}
	for _, r := range truth.Refused {
		planted["拒收 "+r.File] = true
	}
	for _, r := range truth.Quarantined {
		planted[fmt.Sprintf("退回 %s %s 第%d行", r.File, r.Sheet, r.Row)] = true
	}
	for _, o := range outcomes {
		rel, err := filepath.Rel(inbox, o.Path)
		if err != nil {
			rel = o.Path
		}
		rel = filepath.ToSlash(rel)
		if o.Status == ingest.Refused {
			found["拒收 "+rel] = true
		}
		if o.Status == ingest.Unchanged {
			continue
		}
		for _, p := range o.Problems {
			if p.Severity == check.Error && p.Row > 0 {
				found[fmt.Sprintf("退回 %s %s 第%d行", rel, p.Sheet, p.Row)] = true
			}
		}
	}
	var differences []string
	for x := range planted {
		if !found[x] {
			differences = append(differences, "没有"+x)
		}
	}
	for x := range found {
		if !planted[x] {
			differences = append(differences, "多出"+x)
		}
	}
	slices.Sort(differences)
	return differences
}

// sampleAlbum sets the sample issue's own articles again, in official layout.
func (a *app) sampleAlbum(ctx context.Context) (string, error) {
	db, err := a.openWarehouse(ctx, "")
	if err != nil {
		return "", err
	}
	defer db.Close()
	issues, err := db.Query(ctx, "select issue_no, album_no, issued_on from marts.bulletin_issue order by issue_no limit 1")
	if err != nil || len(issues.Rows) == 0 {
		return "", fault("样刊没有入库", err)
	}
	articles, err := db.Query(ctx, "select article_no, title, body, contributor from marts.bulletin_article where issue_no = ? order by article_no", issues.Rows[0][0])
	if err != nil {
		return "", fault("样刊的稿件读不出来", err)
	}
	folder := filepath.Join(a.data, "reports", "articles")
	for _, row := range articles.Rows {
		text := fmt.Sprintf("%v\n\n%v\n\n（%v供稿）\n", row[1], strings.ReplaceAll(fmt.Sprint(row[2]), "\n", "\n\n"), row[3])
		if err := durable.WriteFile(filepath.Join(folder, fmt.Sprintf("%02d.txt", row[0])), "", []byte(text)); err != nil {
			return "", fault("样刊的稿件写不进去", err)
		}
	}
	no, _ := issues.Rows[0][0].(int64)
	number, _ := issues.Rows[0][1].(int64)
	day, _ := issues.Rows[0][2].(time.Time)
	return a.album(album.Options{IssueNo: int(no), AlbumNo: int(number), Date: day}, folder, "")
}

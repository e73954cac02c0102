package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/contracts"
	"lvzhi/ingest"
	"lvzhi/ingest/check"
	"lvzhi/internal/lake"
)

// patience is how long a command waits for another writer to end.
const patience = 5 * time.Second

var monthForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

func (a *app) ingestCommand() *cobra.Command {
	var given ingest.Hints
	var dryRun bool
	c := &cobra.Command{
		Use:     "ingest 路径…",
		Short:   "接收报表：文件或文件夹，逐个给出回执",
		Example: "  lvzhi ingest data/inbox\n  lvzhi ingest 附件2.xlsx --unit 410900 --period 2024-09",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("请写明要接收的文件或文件夹，例如 lvzhi ingest data/inbox")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			result, err := a.ingest(c.Context(), args, given, dryRun)
			if err != nil {
				return err
			}
			text := result.text()
			if dryRun {
				text += "只作了检查，没有接收，什么也没有写入\n"
			}
			if err := a.print(result, text); err != nil {
				return fault("结果没能输出", err)
			}
			return result.verdict()
		},
	}
	c.Flags().StringVar(&given.Unit, "unit", "", "报送单位代码，如 410900")
	c.Flags().StringVar(&given.Dataset, "dataset", "", "数据名，如 votes；可用的见 lvzhi contract list")
	c.Flags().StringVar(&given.Period, "period", "", "报送期 YYYY-MM")
	c.Flags().BoolVar(&dryRun, "dry-run", false, "只检查，不写入")
	return c
}

// intake is the document of an ingest.
type intake struct {
	Files    []ingest.Outcome `json:"files"`
	Manifest int64            `json:"manifest"`
}

// ingest takes in every file under the paths, in order of name.
func (a *app) ingest(ctx context.Context, paths []string, given ingest.Hints, dryRun bool) (intake, error) {
	result := intake{Files: []ingest.Outcome{}}
	datasets, places, aliases, err := a.adopted()
	if err != nil {
		return result, err
	}
	if err := checkHints(given, datasets, places); err != nil {
		return result, err
	}
	files, err := filesUnder(paths)
	if err != nil {
		return result, err
	}
	settings, err := a.config()
	if err != nil {
		return result, err
	}
	originals, err := settings.originals()
	if err != nil {
		return result, err
	}
	matcher, err := settings.matcher()
	if err != nil {
		return result, err
	}
	writer, err := lake.OpenWriter(ctx, a.data, a.owner("ingest"), patience)
	if err != nil {
		return result, fault("工作区"+a.data+"无法写入，请检查文件夹权限和磁盘空间", err)
	}
	defer writer.Close()
	receiver := &ingest.Receiver{Lake: writer, Datasets: datasets, Aliases: aliases, Places: places, Now: a.now, Log: a.log(), DryRun: dryRun, Originals: originals, Office: settings.Organ}
	if matcher != nil {
		receiver.Fingerprint = matcher.Fingerprint
	}
	defer ingest.Frugal()()
	progress := a.progress(files)
	receiver.Progress = progress.rows
	at := ""
	err = receiver.ReceiveAll(ctx, files, given, func(i int, outcomes []ingest.Outcome) {
		progress.clear()
		for _, outcome := range outcomes {
			fmt.Fprintf(a.stderr, "[%d/%d] %s\n", i+1, len(files), line(outcome))
		}
		result.Files = append(result.Files, outcomes...)
		at = files[i]
		progress.done(i)
	})
	progress.clear()
	if err != nil {
		result.Manifest = writer.State.Number
		return result, after(map[string]any{"ingest": result}, fault(fmt.Sprintf("接收“%s”时出错，没有写完，此前的%d个文件已完成", filepath.Base(at), len(result.Files)), err))
	}
	result.Manifest = writer.State.Number // also where there was no file
	return result, nil
}

func (a *app) owner(command string) string {
	return fmt.Sprintf("进程 %d，lvzhi %s，始于 %s", os.Getpid(), command, a.now().Format("15:04:05"))
}

func promises() ([]contracts.Dataset, *contracts.Places, error) {
	datasets, err := contracts.Datasets()
	if err != nil {
		return nil, nil, fault("程序自带的数据约定有误", err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		return nil, nil, fault("程序自带的区划资料有误", err)
	}
	return datasets, places, nil
}

func checkHints(given ingest.Hints, datasets []contracts.Dataset, places *contracts.Places) error {
	if given.Unit != "" {
		if _, ok := places.UnitOf(given.Unit); !ok {
			return usagef("--unit %s 不是本省的报送单位代码，例如濮阳市是 410900", given.Unit)
		}
	}
	known := given.Dataset == "" || given.Dataset == ingest.Bulletin
	for _, d := range datasets {
		known = known || d.Name == given.Dataset && d.Source == ""
	}
	if !known {
		return usagef("--dataset %s 不是认识的数据名，可用的见 lvzhi contract list", given.Dataset)
	}
	if given.Period != "" && !monthForm.MatchString(given.Period) {
		return usagef("--period 要写成 YYYY-MM，例如 2024-09，而不是“%s”", given.Period)
	}
	return nil
}

// filesUnder lists the files to take in; hidden ones and spreadsheet lock
// files are nobody's export.
func filesUnder(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			switch name := filepath.Base(p); {
			case err != nil:
				return err
			case p != path && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")):
				if e.IsDir() {
					return filepath.SkipDir
				}
			case e.Type().IsRegular(), e.Type()&fs.ModeSymlink != 0 && p == path:
				files = append(files, p)
			}
			return nil
		})
		if errors.Is(err, fs.ErrNotExist) {
			return nil, usagef("找不到“%s”，请检查路径", path)
		}
		if err != nil {
			return nil, fault(fmt.Sprintf("读不到“%s”里的文件夹，请检查权限后重试；还没有接收任何文件", path), err)
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

var statusWords = map[ingest.Status]string{ingest.Accepted: "已接收", ingest.Partial: "部分接收", ingest.Refused: "拒收", ingest.Unchanged: "未变", ingest.Replaced: "已替换"}

// line is one file's outcome in one line.
func line(o ingest.Outcome) string {
	name, _ := check.Scrub(filepath.Base(o.Path))
	switch o.Status {
	case ingest.Refused:
		last := o.Problems[len(o.Problems)-1]
		remedy := last.Remedy
		if o.Hint != "" {
			remedy += "，" + o.Hint
		}
		return fmt.Sprintf("%s  %s：%s，%s", statusWords[o.Status], name, last.Message, remedy)
	case ingest.Unchanged:
		return fmt.Sprintf("%s  %s：内容与已收过的文件相同，未作改动", statusWords[o.Status], name)
	}
	return fmt.Sprintf("%s  %s：%s %s %s，接收%d行，退回%d行，提示%d条", statusWords[o.Status], name, o.Unit, o.Dataset, o.Period, o.Accepted, o.Quarantined, o.Warnings)
}

func (r intake) text() string {
	count := map[ingest.Status]int{}
	var accepted, quarantined int64
	for _, o := range r.Files {
		count[o.Status]++
		if o.Status != ingest.Unchanged {
			accepted += o.Accepted
			quarantined += o.Quarantined
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "共%d个文件：", len(r.Files))
	for _, s := range []ingest.Status{ingest.Accepted, ingest.Partial, ingest.Replaced, ingest.Unchanged, ingest.Refused} {
		if count[s] > 0 {
			fmt.Fprintf(&b, "%s%d个 ", statusWords[s], count[s])
		}
	}
	fmt.Fprintf(&b, "\n接收%d行，退回%d行；数据版本第%d号\n", accepted, quarantined, r.Manifest)
	for _, o := range r.Files {
		if o.Status == ingest.Refused || o.Quarantined > 0 && o.Status != ingest.Unchanged {
			fmt.Fprintf(&b, "  %s\n    回执：%s\n", line(o), o.Receipt)
		}
	}
	return b.String()
}

func (r intake) verdict() error {
	for _, o := range r.Files {
		if o.Status != ingest.Unchanged && !o.Clean() {
			return attention()
		}
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
	"lvzhi/internal/workspace"
)

func (a *app) gcCommand() *cobra.Command {
	var grace string
	var keep int
	var dryRun bool
	c := &cobra.Command{
		Use: "gc", Short: "清理不再需要的旧版本、旧数仓和残留文件，腾出磁盘", Args: none,
		Example: "  lvzhi gc --dry-run\n  lvzhi gc --grace 30d --keep 50",
		RunE: func(c *cobra.Command, _ []string) error {
			age, err := parseGrace(grace)
			if err != nil {
				return err
			}
			if keep < 1 {
				return usagef("--keep 至少是 1：当前的数据版本总要留着")
			}
			doc, err := a.gc(c.Context(), lake.Keep{Manifests: keep, Grace: age, Now: a.now()}, dryRun)
			if err != nil {
				return err
			}
			if err := a.print(doc, doc.text()); err != nil {
				return fault("结果没能输出", err)
			}
			return nil
		},
	}
	c.Flags().StringVar(&grace, "grace", "7d", "多久以内用过的都留着，如 7d、12h；0 表示不看时间")
	c.Flags().IntVar(&keep, "keep", 10, "最近多少个数据版本总是留着")
	c.Flags().BoolVar(&dryRun, "dry-run", false, "只列出要清理什么，不动文件")
	return c
}

// parseGrace reads 7d, 12h or 0.
func parseGrace(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 && n <= 36500 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if age, err := time.ParseDuration(text); err == nil && age >= 0 {
		return age, nil
	}
	return 0, usagef("--grace 要写成天数或小时数，例如 7d 或 12h，而不是“%s”", text)
}

// gcDocument is the document of a clearing.
type gcDocument struct {
	DryRun    bool     `json:"dry_run"`
	Oldest    int64    `json:"oldest_manifest"` // that stays
	Kept      int      `json:"kept_manifests"`
	Manifests int      `json:"removed_manifests"`
	Files     int      `json:"removed_files"`
	Freed     int64    `json:"freed_bytes"`
	Removed   []gcFile `json:"removed"`
	InUse     []string `json:"in_use"` // builds left because a transform is running
}

type gcFile = lake.Loose

var gcWords = []struct{ why, word string }{
	{lake.Past, "只有旧版本用到的数据文件"}, {lake.Original, "没有批次用到的原始文件"}, {lake.Orphan, "没有收完的批次留下的文件"},
	{workspace.Build, "旧数仓"}, {workspace.Unfinished, "被中断的运行留下的残留"},
}

func (d gcDocument) text() string {
	if d.Manifests == 0 && d.Files == 0 {
		return fmt.Sprintf("没有要清理的；现有%d个数据版本\n", d.Kept)
	}
	verb, tail := "清理了", ""
	if d.DryRun {
		verb, tail = "可以清理", "（这次只是列出，没有动任何文件）"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s%d个旧数据版本、%d个文件或文件夹，腾出%s%s\n", verb, d.Manifests, d.Files, size(d.Freed), tail)
	for _, w := range gcWords {
		count, bytes := 0, int64(0)
		for _, f := range d.Removed {
			if f.Why == w.why {
				count++
				bytes += f.Bytes
			}
		}
		if count > 0 {
			fmt.Fprintf(&b, "  %s：%d个，%s\n", w.word, count, size(bytes))
		}
	}
	if d.DryRun {
		for _, f := range d.Removed {
			fmt.Fprintf(&b, "    %s\n", f.Path)
		}
	}
	fmt.Fprintf(&b, "留下%d个数据版本，最早的是第%d号；回执都留着\n", d.Kept, d.Oldest)
	if len(d.InUse) > 0 {
		b.WriteString("正在建库，旧数仓这次没有清理，请等建库结束后再运行一次\n")
	}
	return b.String()
}

func (a *app) gc(ctx context.Context, keep lake.Keep, dryRun bool) (gcDocument, error) {
	doc := gcDocument{DryRun: dryRun, Removed: []gcFile{}, InUse: []string{}}
	clearing, err := a.clearLake(ctx, keep, dryRun)
	if errors.Is(err, lake.ErrClock) {
		return doc, fault("没有清理：电脑的时钟比最新数据版本的时间还早，分不清新旧，请先校准时钟（或用 --grace 0 不看时间）", err)
	}
	if err != nil {
		return doc, fault("没有清理完，数据没有受影响，可以再运行一次", err)
	}
	doc.Oldest, doc.Kept, doc.Manifests = clearing.Oldest, clearing.Kept, len(clearing.Manifests)
	for _, f := range clearing.Files {
		doc.add(f)
	}
	if err := a.clearLeftovers(ctx, keep, &doc); err != nil {
		return doc, fault("数据湖已清理，残留没有清理完，可以再运行一次", err)
	}
	return doc, nil
}

func (d *gcDocument) add(f gcFile) {
	d.Removed = append(d.Removed, f)
	d.Files++
	d.Freed += f.Bytes
}

func (a *app) clearLake(ctx context.Context, keep lake.Keep, dryRun bool) (lake.Clearing, error) {
	if _, err := os.Stat(filepath.Join(a.data, "manifests")); err != nil || dryRun {
		return lake.PlanClearing(a.data, keep) // of an empty lake too
	}
	writer, err := lake.OpenWriter(ctx, a.data, a.owner("gc"), patience)
	if err != nil {
		return lake.Clearing{}, err
	}
	defer writer.Close()
	return writer.Clear(keep)
}

// unfinishedFor is how long a temporary file may be somebody's, whatever the
// grace: a report being written holds no lock.
const unfinishedFor = time.Hour

// clearLeftovers removes what lies about beside the lake. Builds are safe to
// remove while no transform runs.
func (a *app) clearLeftovers(ctx context.Context, keep lake.Keep, doc *gcDocument) error {
	found, err := workspace.Leftovers(a.data)
	if err != nil || len(found) == 0 {
		return err
	}
	isBuilding := false
	if _, err := os.Stat(filepath.Join(a.data, "warehouse")); err == nil && !doc.DryRun {
		lock, err := durable.Lock(ctx, filepath.Join(a.data, "warehouse", ".lock"), a.owner("gc"), 0)
		if isBuilding = errors.Is(err, durable.ErrLocked); err != nil && !isBuilding {
			return err
		}
		if err == nil {
			defer lock.Close()
		}
	}
	for _, l := range found {
		isBuild := strings.HasPrefix(l.Path, "warehouse/")
		least := keep.Grace
		if !isBuild {
			least = max(least, unfinishedFor)
		}
		switch {
		case least > 0 && keep.Now.Sub(l.Since) < least:
			continue
		case isBuild && isBuilding:
			doc.InUse = append(doc.InUse, l.Path)
			continue
		}
		if !doc.DryRun {
			if err := os.RemoveAll(filepath.Join(a.data, filepath.FromSlash(l.Path))); err != nil {
				return fmt.Errorf("remove %s: %w", l.Path, err)
			}
		}
		doc.add(gcFile{Path: l.Path, Bytes: l.Bytes, Why: l.Kind})
	}
	return nil
}

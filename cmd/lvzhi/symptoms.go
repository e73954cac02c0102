package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"lvzhi/internal/browser"
	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
	"lvzhi/internal/workspace"
)

// Each function looks at one thing and says how it stands, what was found,
// and what to do.

func (a *app) lookAtVersions(ctx context.Context) (condition, string, string) {
	engine, err := engineVersion(ctx)
	if err != nil {
		return troubled, "数据库引擎 DuckDB 启动不了：" + err.Error(), "请重新安装 lvzhi，或换一台电脑试试"
	}
	return fine, fmt.Sprintf("lvzhi %s，DuckDB %s，%s/%s", version, engine, runtime.GOOS, runtime.GOARCH), ""
}

func engineVersion(ctx context.Context) (string, error) {
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		return "", err
	}
	defer db.Close()
	table, err := db.Query(ctx, "select version()")
	if err != nil || len(table.Rows) != 1 {
		return "", fmt.Errorf("ask version: %w", err)
	}
	return fmt.Sprint(table.Rows[0][0]), nil
}

func (a *app) lookAtFormat(context.Context) (condition, string, string) {
	found, err := lake.FormatOf(a.data)
	switch {
	case errors.Is(err, lake.ErrDamaged):
		return troubled, "工作区的格式标记 manifests/format.json 损坏了", "请运行 lvzhi upgrade 重写，再运行 lvzhi verify"
	case err != nil:
		return troubled, "工作区读不出来：" + machineReason(err), "请检查 --data 写的文件夹和它的权限"
	case found == 0:
		return fine, "还没有数据，第一次接收时建立", ""
	case found > lake.Format:
		return troubled, fmt.Sprintf("格式%d，是更新的 lvzhi 写的，这个程序只认到格式%d", found, lake.Format), "请换用新版的 lvzhi"
	case found < lake.Format:
		return watch, fmt.Sprintf("格式%d，是旧版写的，只能看、不能写", found), "请运行 lvzhi upgrade 升级"
	}
	state, err := lake.Read(a.data, 0)
	if err != nil {
		return troubled, "数据版本读不出来", "请运行 lvzhi verify 看哪个文件损坏，从备份恢复"
	}
	return fine, fmt.Sprintf("格式%d，数据版本第%d号，%d个批次", found, state.Number, len(state.Batches)), ""
}

// lookAtWriting tries it: permissions, locks of the file system and virus
// scanners all tell only then.
func (a *app) lookAtWriting(context.Context) (condition, string, string) {
	folder := nearest(a.data)
	f, err := os.CreateTemp(folder, durable.Unfinished+"*")
	if err != nil {
		reason := machineReason(err)
		if reason == "" {
			reason = "写不进去"
		}
		return troubled, fmt.Sprintf("%s：%s", folder, reason), "请让管理电脑的人给这个文件夹写的权限，或用 --data 换一个文件夹"
	}
	f.Close()
	os.Remove(f.Name())
	return fine, "可以写 " + folder, ""
}

// nearest is the folder itself, or the one it would be made in.
func nearest(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	for {
		if info, err := os.Stat(path); err == nil && info.IsDir() || filepath.Dir(path) == path {
			return path
		}
		path = filepath.Dir(path)
	}
}

// Below these a month's work may not end well.
const (
	scarce = 5 << 30
	short  = 1 << 30
)

func (a *app) lookAtDisk(context.Context) (condition, string, string) {
	free, err := durable.Free(nearest(a.data))
	if err != nil {
		return watch, "看不出还剩多少空间", ""
	}
	message := "还剩" + size(int64(free))
	switch {
	case free < short:
		return troubled, message, "请腾出空间：lvzhi gc 清理旧版本，或把工作区移到大一点的磁盘"
	case free < scarce:
		return watch, message, "空间不多了，可以用 lvzhi gc 清理旧版本"
	}
	return fine, message, ""
}

// lookAtModes finds files of the program that others may look into. What a
// city's file in the inbox may be read by is the user's own matter, but not
// that everyone may go there.
func (a *app) lookAtModes(context.Context) (condition, string, string) {
	if runtime.GOOS == "windows" {
		return fine, "Windows 上按文件夹的权限", ""
	}
	open, first := 0, ""
	for _, room := range []string{"lake", "quarantine", "receipts", "raw", "manifests", "warehouse", "reports", "logs"} {
		err := filepath.WalkDir(filepath.Join(a.data, room), func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil // what cannot be looked into is not open
			}
			if info, err := e.Info(); err == nil && info.Mode().Perm()&0o077 != 0 && e.Type()&fs.ModeSymlink == 0 {
				if open++; first == "" {
					first, _ = filepath.Rel(a.data, path)
				}
			}
			return nil
		})
		if err != nil {
			return watch, "看不出文件的权限", ""
		}
	}
	if open > 0 {
		return watch, fmt.Sprintf("有%d个文件或文件夹别人也能看，如 %s", open, first), fmt.Sprintf("请运行 chmod -R go-rwx '%s'", a.data)
	}
	if a.isOpenToAll(".") && a.isOpenToAll("inbox") {
		return fine, "程序写的文件只有本人能看；inbox 里的原始文件别人也能看", fmt.Sprintf("原始文件里有身份证号的，请运行 chmod go-rwx '%s'", a.data)
	}
	return fine, "只有本人能看", ""
}

func (a *app) isOpenToAll(folder string) bool {
	info, err := os.Stat(filepath.Join(a.data, folder))
	return err == nil && info.Mode().Perm()&0o005 == 0o005
}

func (a *app) lookAtLocks(context.Context) (condition, string, string) {
	for _, lock := range []string{filepath.Join("manifests", "lock"), filepath.Join("warehouse", ".lock")} {
		owner, err := durable.Holder(filepath.Join(a.data, lock))
		if err != nil {
			return watch, "看不出有没有程序正在写", ""
		}
		if owner != "" {
			return watch, "正在写的是：" + owner, "请等它结束；确认它已经卡住，再结束那个进程，锁会自动放开"
		}
	}
	return fine, "没有程序正在写", ""
}

func (a *app) lookAtClock(context.Context) (condition, string, string) {
	now := a.now()
	message := now.Format("2006-01-02 15:04")
	state, err := lake.Read(a.data, 0)
	if err != nil {
		return fine, message, ""
	}
	newest := state.CreatedAt
	for _, b := range state.Batches {
		if b.ReceivedAt.After(newest) {
			newest = b.ReceivedAt
		}
	}
	if now.Before(newest.Add(-time.Minute)) {
		return troubled, fmt.Sprintf("现在是%s，却早于最新数据版本的%s", message, newest.In(now.Location()).Format("2006-01-02 15:04")), "请校准电脑的时钟；数据的先后按版本号排，没有乱，但新收的文件会写上错误的日期"
	}
	return fine, message, ""
}

func (a *app) lookAtConfig(context.Context) (condition, string, string) {
	_, err := a.config()
	var s *spoken
	if errors.As(err, &s) {
		return troubled, s.sentence, "改好 " + a.configPath() + " 后再运行一次"
	}
	if _, err := os.Stat(a.configPath()); err != nil {
		return fine, "没有 lvzhi.yaml，都按默认", ""
	}
	return fine, "lvzhi.yaml 写法正确", ""
}

func (a *app) lookAtKeys(context.Context) (condition, string, string) {
	settings, err := a.config()
	if err != nil {
		return watch, "设置文件有误，看不出原始文件怎么保存", "先改好设置文件"
	}
	message := map[string]string{"": "只保存没有身份证号和电话的原始文件", keepClean: "只保存没有身份证号和电话的原始文件", keepEncrypted: "原始文件加密保存", keepNone: "不保存原始文件"}[settings.Raw.Keep]
	if settings.Privacy.MatchKey == "" {
		return fine, message, ""
	}
	if _, err := settings.matcher(); err != nil {
		return troubled, message + "；比对用的密钥读不出来：" + settings.Privacy.MatchKey, "请插好存放密钥的U盘，或改正 lvzhi.yaml 里的 match_key"
	}
	if info, err := os.Stat(settings.Privacy.MatchKey); err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return watch, message + "；比对用的密钥别人也能看", fmt.Sprintf("请运行 chmod 600 '%s'", settings.Privacy.MatchKey)
	}
	return fine, message + "；比对用的密钥能用", ""
}

func (a *app) lookAtLeftovers(context.Context) (condition, string, string) {
	found, err := workspace.Leftovers(a.data)
	if err != nil {
		return watch, "看不出有没有残留", ""
	}
	n, bytes := 0, int64(0)
	for _, l := range found {
		if l.Kind == workspace.Unfinished && a.now().Sub(l.Since) > unfinishedFor {
			n++
			bytes += l.Bytes
		}
	}
	if n > 0 {
		return watch, fmt.Sprintf("被中断的运行留下了%d个文件或文件夹，%s，不影响数据", n, size(bytes)), "请运行 lvzhi gc 清理"
	}
	return fine, "没有", ""
}

func (a *app) lookAtBrowser(context.Context) (condition, string, string) {
	path, err := browser.Find()
	if err != nil {
		return watch, "没有找到 Chromium、Chrome 或 Edge", "网页版月报用任何浏览器都能打开；要转成 PDF，请装一个 Chromium、Chrome 或 Edge"
	}
	return fine, path, ""
}

// lookAtFonts wants a Chinese font at all, and those of official documents.
func (a *app) lookAtFonts(ctx context.Context) (condition, string, string) {
	names := chineseFonts(ctx)
	if len(names) == 0 {
		return watch, "没有找到中文字体", "图表和文件里的汉字会显示成方框，请安装中文字体，如思源黑体（Noto Sans CJK SC）或宋体"
	}
	if !slices.ContainsFunc(names, func(n string) bool {
		return strings.Contains(n, "仿宋") || strings.Contains(strings.ToLower(n), "fang")
	}) {
		return fine, fmt.Sprintf("有%d种，如 %s；没有仿宋，公文会换用别的字体", len(names), names[0]), ""
	}
	return fine, fmt.Sprintf("有%d种，有仿宋", len(names)), ""
}

// chineseFonts asks fontconfig, and where there is none looks for the files
// that Windows and macOS bring along.
func chineseFonts(ctx context.Context) []string {
	ctx, stop := context.WithTimeout(ctx, 10*time.Second)
	defer stop()
	if out, err := exec.CommandContext(ctx, "fc-list", ":lang=zh-cn", "family").Output(); err == nil {
		return slices.Compact(slices.Sorted(slices.Values(strings.FieldsFunc(string(out), func(r rune) bool { return r == '\n' || r == '\r' }))))
	}
	var found []string
	for _, folder := range []string{filepath.Join(os.Getenv("WINDIR"), "Fonts"), "/System/Library/Fonts", "/Library/Fonts", "/usr/share/fonts"} {
		for _, pattern := range []string{"simsun*", "simfang*", "simhei*", "msyh*", "PingFang*", "STHeiti*", "Songti*", "*/*/NotoSansCJK*", "*/*/wqy*"} {
			files, err := filepath.Glob(filepath.Join(folder, pattern))
			if err == nil {
				found = append(found, files...)
			}
		}
	}
	return found
}

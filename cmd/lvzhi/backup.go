package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
	"lvzhi/internal/workspace"
)

// backupSuffix ends the name of a backup; a path without it names a folder.
const backupSuffix = ".tar.zst"

func (a *app) backupCommand() *cobra.Command {
	var what workspace.Copy
	c := &cobra.Command{
		Use: "backup 文件.tar.zst|文件夹", Short: "把工作区备份成一个文件，写好后逐个核对", Example: "  lvzhi backup /media/usb\n  lvzhi backup 履职数仓.tar.zst --with-inbox",
		Args: wants(1, "请写明备份到哪里：一个 .tar.zst 文件，或一个文件夹（如U盘）"),
		RunE: func(c *cobra.Command, args []string) error {
			doc, err := a.backup(c.Context(), args[0], what)
			if err != nil {
				return err
			}
			if err := a.print(doc, doc.text()); err != nil {
				return fault("结果没能输出", err)
			}
			if len(doc.Damaged) > 0 {
				return attention()
			}
			return nil
		},
	}
	c.Flags().BoolVar(&what.IsWithInbox, "with-inbox", false, "连 inbox 里的原始文件一起备份（里面可能有身份证号和电话）")
	c.Flags().BoolVar(&what.IsWithBuild, "with-warehouse", false, "连数仓一起备份（不带也行，恢复后可以重建）")
	return c
}

// backupDocument is the document of a backup.
type backupDocument struct {
	Backup   string        `json:"backup"`
	Bytes    int64         `json:"bytes"` // of the backup file
	Files    int           `json:"files"`
	Content  int64         `json:"content_bytes"` // of the files in it
	Manifest int64         `json:"manifest"`
	Damaged  []lake.Damage `json:"damaged"` // in the workspace; copied as they are
	Inbox    int           `json:"inbox_left_out"`
	Skipped  []string      `json:"skipped"`
}

func (d backupDocument) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "已备份到 %s：%d个文件，备份文件%s，已逐个核对；数据版本第%d号\n", d.Backup, d.Files, size(d.Bytes), d.Manifest)
	b.WriteString("恢复用 lvzhi restore；数仓没有带上的，恢复后用 lvzhi transform 重建\n")
	if d.Inbox > 0 {
		fmt.Fprintf(&b, "没有带上 inbox 里的%d个文件（可能有身份证号和电话），要一起带走用 --with-inbox\n", d.Inbox)
	}
	for _, s := range d.Skipped {
		fmt.Fprintf(&b, "没有带上链接 %s，请另外备份它指向的文件\n", s)
	}
	if len(d.Damaged) > 0 {
		fmt.Fprintf(&b, "工作区里有%d个文件在备份之前就已损坏或丢失，备份里也是这样，请从更早的备份恢复，或重新接收原来的文件：\n", len(d.Damaged))
		for _, x := range d.Damaged {
			fmt.Fprintf(&b, "  %s\n", x.Path)
		}
	}
	return b.String()
}

func (a *app) backup(ctx context.Context, target string, what workspace.Copy) (backupDocument, error) {
	doc := backupDocument{Damaged: []lake.Damage{}, Skipped: []string{}}
	if found, err := lake.FormatOf(a.data); err == nil && found == 0 {
		return doc, usagef("工作区 %s 里还没有数据，没有可备份的；要备份别的工作区请用 --data 写明", a.data)
	}
	path, err := a.backupPath(target)
	if err != nil {
		return doc, err
	}
	doc.Backup = path
	lock, err := lake.Hold(ctx, a.data, a.owner("backup"), patience)
	if err != nil && !durable.IsReadOnly(err) { // where nobody can write, nobody has to be kept from it
		return doc, fault("没有备份：工作区锁不上", err)
	}
	if err == nil {
		defer lock.Close()
	}
	found, err := lake.Verify(ctx, a.data)
	if err != nil {
		return doc, fault("没有备份：工作区核对不下去", err)
	}
	for _, d := range found.Damaged {
		if d.Hurts() {
			doc.Damaged = append(doc.Damaged, d)
		}
	}
	what.Root, what.Program, what.Now = a.data, version, a.now()
	list, err := writeBackup(ctx, path, what)
	if errors.Is(err, workspace.ErrChanged) {
		return doc, fault("没有备份成：有文件在备份时变了，请等正在写的程序结束后再运行一次", err)
	}
	if err != nil {
		return doc, fault(fmt.Sprintf("没有备份成，“%s”没有写出来，请换一个地方再试", path), err)
	}
	if info, err := os.Stat(path); err == nil {
		doc.Bytes = info.Size()
	}
	doc.Files, doc.Content, doc.Manifest, doc.Skipped = len(list.Files), list.Bytes(), list.Manifest, append(doc.Skipped, list.Skipped...)
	if !what.IsWithInbox {
		doc.Inbox = a.countInbox()
	}
	return doc, nil
}

// backupPath is the file to write: as named, or a new one in a folder.
func (a *app) backupPath(target string) (string, error) {
	path := target
	if info, err := os.Stat(target); err == nil && info.IsDir() || err != nil && !strings.HasSuffix(target, backupSuffix) {
		path = filepath.Join(target, "lvzhi-"+a.now().Format("20060102-150405")+backupSuffix)
	} else if !strings.HasSuffix(target, backupSuffix) {
		return "", usagef("备份文件的名字要以 .tar.zst 结尾，而不是“%s”", target)
	}
	if _, err := os.Stat(path); err == nil {
		return "", usagef("“%s”已经有了，备份不会覆盖它，请换一个名字", path)
	}
	return path, a.refuseInside(path, "备份")
}

// writeBackup writes beside the path, reads everything again, and gives the
// file its name only then.
func writeBackup(ctx context.Context, path string, what workspace.Copy) (workspace.List, error) {
	part := path + ".part" // a killed backup leaves it; the next of this name writes over it
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return workspace.List{}, fmt.Errorf("make folder: %w", err)
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_RDWR|os.O_TRUNC, 0o600)
	if err != nil {
		return workspace.List{}, fmt.Errorf("create backup: %w", err)
	}
	defer os.Remove(part)
	defer f.Close()
	list, err := workspace.Pack(ctx, f, what)
	if err != nil {
		return list, err
	}
	if err := f.Sync(); err != nil {
		return list, fmt.Errorf("sync backup: %w", err)
	}
	if _, err := f.Seek(0, 0); err != nil {
		return list, fmt.Errorf("read backup again: %w", err)
	}
	written, err := workspace.Inspect(ctx, f, nil)
	if err != nil {
		return list, err
	}
	if !reflect.DeepEqual(written, list) {
		return list, fmt.Errorf("%w: the list read back is another", workspace.ErrNoBackup)
	}
	if err := f.Close(); err != nil {
		return list, fmt.Errorf("close backup: %w", err)
	}
	return list, durable.Place(part, path)
}

func (a *app) countInbox() int {
	n := 0
	_ = filepath.WalkDir(filepath.Join(a.data, "inbox"), func(_ string, e fs.DirEntry, err error) error { // only a number to mention
		if err == nil && e.Type().IsRegular() {
			n++
		}
		return nil
	})
	return n
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore 备份文件 文件夹", Short: "把备份恢复成一个新的工作区", Example: "  lvzhi restore /media/usb/lvzhi-20241008-090000.tar.zst data",
		Args: wants(2, "请写明备份文件，和恢复到哪个文件夹（要空的或还没有的）"),
		RunE: func(c *cobra.Command, args []string) error {
			list, err := workspace.Restore(c.Context(), args[0], args[1], a.owner("restore"))
			if err != nil {
				return restoreFailure(err, args[0], args[1])
			}
			doc := map[string]any{"directory": args[1], "files": len(list.Files), "bytes": list.Bytes(), "manifest": list.Manifest, "format": list.Format, "made_at": list.MadeAt}
			text := fmt.Sprintf("已恢复到 %s：%d个文件，%s，都核对无误；数据版本第%d号，备份于%s\n", args[1], len(list.Files), size(list.Bytes()), list.Manifest, list.MadeAt.Local().Format("2006-01-02 15:04"))
			if list.Format < lake.Format {
				text += fmt.Sprintf("这是旧版的工作区，请先运行 lvzhi --data %s upgrade\n", args[1])
			}
			if err := a.print(doc, text+fmt.Sprintf("请运行 lvzhi --data %s transform 重建数仓\n", args[1])); err != nil {
				return fault("结果没能输出", err)
			}
			return nil
		},
	}
}

func restoreFailure(err error, backup, dir string) error {
	var room *workspace.NoRoomError
	switch {
	case errors.Is(err, fs.ErrNotExist) && missing(backup):
		return usagef("找不到备份文件“%s”，请检查路径", backup)
	case errors.Is(err, workspace.ErrOccupied):
		return &spoken{code: exitUsage, sentence: fmt.Sprintf("“%s”里已有文件，备份只恢复到空的或还没有的文件夹，请换一个", dir), cause: err}
	case errors.Is(err, workspace.ErrNoBackup):
		return fault(fmt.Sprintf("“%s”不是完整的备份，可能没有拷完或已损坏，没有恢复任何文件，请换一份备份", backup), err)
	case errors.As(err, &room):
		return fault(fmt.Sprintf("磁盘放不下：恢复至少需要%s，只剩%s，没有恢复任何文件，请腾出空间后再试", size(room.Needs), size(room.Free)), err)
	}
	return fault("没有恢复成，没有留下任何文件", err)
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
)

// because adds to the sentence of a failure what the machine said, and what
// to do about it. What no command can mend by itself gets its own sentence.
func because(err error) error {
	var s *spoken
	if !errors.As(err, &s) || s.cause == nil {
		return err
	}
	told := *s
	var other *lake.FormatError
	var cleared *lake.ClearedError
	switch {
	case errors.As(s.cause, &other) && other.IsNewer():
		told.code, told.sentence = exitUsage, fmt.Sprintf("这个工作区是更新的 lvzhi 写的（格式%d，这个程序只认到格式%d），请换用新版的 lvzhi；没有改动任何文件", other.Found, lake.Format)
	case errors.As(s.cause, &other):
		told.code, told.sentence = exitUsage, fmt.Sprintf("这个工作区是旧版 lvzhi 写的（格式%d），请先运行 lvzhi upgrade 升级到格式%d，再重新运行；没有改动任何文件", other.Found, lake.Format)
	case errors.As(s.cause, &cleared):
		told.code, told.sentence = exitUsage, fmt.Sprintf("第%d号数据版本已经清理掉了，现存最早的是第%d号", cleared.Number, cleared.Oldest)
	default:
		reason := machineReason(s.cause)
		if reason == "" {
			return err
		}
		told.sentence += "：" + reason
	}
	return &told
}

// machineReason says in words what the operating system said; DuckDB hands
// that on only as text.
func machineReason(err error) string {
	says := func(text string) bool { return strings.Contains(err.Error(), text) }
	switch {
	case durable.IsFull(err), says("No space left on device"):
		return "磁盘满了，请腾出空间后重新运行"
	case durable.IsTooLarge(err), says("File too large"):
		return "文件超过了这个磁盘容许的大小，请换一个磁盘（FAT32 格式的U盘放不下4 GB以上的文件）"
	case durable.IsReadOnly(err):
		return "这个磁盘是只读的，请换一个可以写的地方"
	case durable.IsBroken(err):
		return "磁盘读写出错，可能已经损坏，请尽快把工作区备份到别的磁盘"
	case errors.Is(err, fs.ErrPermission), says("Permission denied"):
		return "没有权限，请检查文件夹属于谁、能不能写"
	}
	return ""
}

// size says a number of bytes as people do.
func size(bytes int64) string {
	units := []string{"字节", "KB", "MB", "GB", "TB"}
	n, i := float64(bytes), 0
	for ; n >= 1000 && i < len(units)-1; i++ {
		n /= 1024
	}
	if i == 0 {
		return fmt.Sprintf("%d字节", bytes)
	}
	return fmt.Sprintf("%.1f %s", n, units[i])
}

package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use: "doctor", Short: "检查这台电脑和工作区：缺什么、哪里不对、怎么办", Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			doc := a.examine(c.Context())
			if err := a.print(doc, doc.text()); err != nil {
				return fault("结果没能输出", err)
			}
			if doc.Attention+doc.Trouble > 0 {
				return attention()
			}
			return nil
		},
	}
}

// condition is how one thing stands.
type condition string

const (
	fine     condition = "ok"
	watch    condition = "attention" // works, but somebody should look
	troubled condition = "trouble"   // something will not work
)

var conditionWords = map[condition]string{fine: "正常", watch: "注意", troubled: "有问题"}

// symptom is what was found of one thing, and what to do about it.
type symptom struct {
	Name    string    `json:"name"`  // for programs
	Label   string    `json:"label"` // for people
	State   condition `json:"state"`
	Message string    `json:"message"`
	Remedy  string    `json:"remedy"` // empty where nothing is to be done
}

// diagnosis is the document of a doctor.
type diagnosis struct {
	Workspace string    `json:"workspace"`
	Checks    []symptom `json:"checks"`
	Attention int       `json:"attention"`
	Trouble   int       `json:"trouble"`
}

// examine looks at everything, also where something is wrong.
func (a *app) examine(ctx context.Context) diagnosis {
	d := diagnosis{Workspace: a.data, Checks: []symptom{}}
	for _, part := range []struct {
		name, label string
		look        func(context.Context) (condition, string, string)
	}{
		{"versions", "版本", a.lookAtVersions}, {"format", "工作区格式", a.lookAtFormat}, {"write", "写入权限", a.lookAtWriting}, {"disk", "磁盘空间", a.lookAtDisk},
		{"private", "文件权限", a.lookAtModes}, {"lock", "写锁", a.lookAtLocks}, {"clock", "时钟", a.lookAtClock}, {"config", "设置文件", a.lookAtConfig},
		{"raw", "原始文件", a.lookAtKeys}, {"leftovers", "残留文件", a.lookAtLeftovers}, {"browser", "浏览器", a.lookAtBrowser}, {"fonts", "中文字体", a.lookAtFonts},
	} {
		s := symptom{Name: part.name, Label: part.label}
		s.State, s.Message, s.Remedy = part.look(ctx)
		switch s.State {
		case watch:
			d.Attention++
		case troubled:
			d.Trouble++
		}
		d.Checks = append(d.Checks, s)
	}
	return d
}

func (d diagnosis) text() string {
	var b strings.Builder
	for _, s := range d.Checks {
		word := conditionWords[s.State]
		fmt.Fprintf(&b, "%s%s  %s%s  %s\n", word, strings.Repeat(" ", 6-places(word)), s.Label, strings.Repeat(" ", 10-places(s.Label)), s.Message)
		if s.Remedy != "" {
			fmt.Fprintf(&b, "%s怎么办：%s\n", strings.Repeat(" ", 20), s.Remedy)
		}
	}
	if d.Attention+d.Trouble == 0 {
		b.WriteString("一切正常\n")
	} else {
		fmt.Fprintf(&b, "%d处有问题，%d处要注意\n", d.Trouble, d.Attention)
	}
	return b.String()
}

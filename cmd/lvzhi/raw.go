package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
	"lvzhi/internal/sealed"
)

func (a *app) rawCommand() *cobra.Command {
	c := &cobra.Command{Use: "raw", Short: "原始文件：做密钥、取回", Args: none, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(a.rawKeyCommand(), a.matchKeyCommand(), a.rawOpenCommand())
	return c
}

// answer prints the end of a command that has no more to say.
func (a *app) answer(doc any, text string) error {
	if err := a.print(doc, text); err != nil {
		return fault("结果没能输出", err)
	}
	return nil
}

func (a *app) rawKeyCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use: "key", Short: "做一对密钥，用来加密保存原始文件", Args: none, Example: "  lvzhi raw key -o /media/usb/lvzhi.key",
		RunE: func(*cobra.Command, []string) error {
			key, err := sealed.NewKey()
			if err != nil {
				return fault("密钥没有做成", err)
			}
			if err := a.writeKey(output, key.Secret()); err != nil {
				return err
			}
			text := fmt.Sprintf("私钥写在 %s：请另存一份在保险的地方，丢了就再也打不开加密的原始文件，不要放进工作区\n在 lvzhi.yaml 里写上下面三行，以后收的原始文件就加密保存：\nraw:\n  keep: encrypted\n  recipient: %s\n", output, key.Recipient())
			return a.answer(map[string]string{"key": output, "recipient": key.Recipient()}, text)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "私钥写到哪个文件，要在工作区外面（必填）")
	return c
}

func (a *app) matchKeyCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use: "match-key", Short: "做一个密钥，用来比对同一个人而不保存身份证号", Args: none, Example: "  lvzhi raw match-key -o /media/usb/lvzhi-match.key",
		RunE: func(*cobra.Command, []string) error {
			if err := a.writeKey(output, sealed.NewMatcherKey()); err != nil {
				return err
			}
			full, err := filepath.Abs(output)
			if err != nil {
				return fault("看不出密钥文件的完整路径", err)
			}
			text := fmt.Sprintf("密钥写在 %s：有了它就能逐个试出身份证号，请像身份证号一样保管，不要放进工作区\n在 lvzhi.yaml 里写上：\nprivacy:\n  match_key: %s\n", output, full)
			return a.answer(map[string]string{"key": output, "match_key": full}, text)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "密钥写到哪个文件，要在工作区外面（必填）")
	return c
}

// writeKey writes a key file outside the workspace, never over another.
func (a *app) writeKey(path, content string) error {
	if path == "" {
		return usagef("请用 -o 写明密钥写到哪个文件")
	}
	if err := a.refuseInside(path, "密钥"); err != nil {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return usagef("“%s”已经有了，密钥不会覆盖它，请换一个名字", path)
	}
	if err := durable.WriteFile(path, "", []byte(content)); err != nil {
		return fault(fmt.Sprintf("密钥写不进“%s”", path), err)
	}
	return nil
}

func (a *app) rawOpenCommand() *cobra.Command {
	var output, key string
	c := &cobra.Command{
		Use: "open 批次", Short: "取回一个批次的原始文件，加密的要用私钥", Example: "  lvzhi raw open 00000012-3ef745a1 --key /media/usb/lvzhi.key -o 原件.xlsx",
		Args: wants(1, "请写明一个批次，批次号写在 lvzhi lake batches 和回执的文件名里"),
		RunE: func(c *cobra.Command, args []string) error {
			if output == "" {
				return usagef("请用 -o 写明原始文件写到哪里")
			}
			if err := a.refuseInside(output, "取回的原始文件"); err != nil {
				return err
			}
			b, err := a.openRaw(c.Context(), args[0], key, output)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"batch": b.ID, "sha256": b.SHA256, "sealed": b.RawSealed, "file": output},
				fmt.Sprintf("批次%s的原始文件已写到 %s，与收到时一致；里面可能有身份证号和电话，用完请删除\n", b.ID, output))
		},
	}
	c.Flags().StringVar(&key, "key", "", "私钥文件；原始文件没有加密的不用写")
	c.Flags().StringVarP(&output, "output", "o", "", "写到哪个文件，要在工作区外面（必填）")
	return c
}

func (a *app) openRaw(ctx context.Context, id, key, output string) (lake.Batch, error) {
	state, err := a.state(0)
	if err != nil {
		return lake.Batch{}, err
	}
	i := slices.IndexFunc(state.Batches, func(b lake.Batch) bool { return b.ID == id })
	if i < 0 {
		return lake.Batch{}, usagef("没有批次“%s”，现有的见 lvzhi lake batches", id)
	}
	b := state.Batches[i]
	if !b.RawKept {
		return b, usagef("批次%s的原始文件没有保存（里面有身份证号、电话，或设置了不保存），请向报送单位要", id)
	}
	f, err := os.Open(filepath.Join(a.data, filepath.FromSlash(lake.RawPath(b.SHA256, b.RawSealed))))
	if errors.Is(err, fs.ErrNotExist) {
		return b, &spoken{code: exitUsage, sentence: fmt.Sprintf("批次%s的原始文件已不在工作区里（清理过，或丢失），请从备份恢复，或向报送单位要", id), cause: err}
	}
	if err != nil {
		return b, fault("原始文件打不开", err)
	}
	defer f.Close()
	plain := io.Reader(f)
	if b.RawSealed {
		if plain, err = unseal(f, key); err != nil {
			return b, err
		}
	}
	return b, writeOriginal(ctx, output, plain, b)
}

func unseal(f io.Reader, key string) (io.Reader, error) {
	if key == "" {
		return nil, usagef("这个批次的原始文件是加密的，请用 --key 写明私钥文件")
	}
	secret, err := os.Open(key)
	if err != nil {
		return nil, &spoken{code: exitUsage, sentence: fmt.Sprintf("私钥文件“%s”打不开，请检查路径", key), cause: err}
	}
	defer secret.Close()
	plain, err := sealed.Open(f, secret)
	if errors.Is(err, sealed.ErrKey) {
		return nil, &spoken{code: exitUsage, sentence: fmt.Sprintf("“%s”不是打开这个文件的私钥，请换当时用的那一个", key), cause: err}
	}
	if err != nil {
		return nil, fault("加密的原始文件已损坏，请从备份恢复", err)
	}
	return plain, nil
}

// writeOriginal writes the bytes out, whole and as they were received, or not
// at all.
func writeOriginal(ctx context.Context, output string, plain io.Reader, b lake.Batch) error {
	out, err := durable.Create(output, "")
	if err != nil {
		return fault(fmt.Sprintf("写不进“%s”", output), err)
	}
	defer out.Discard()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(out, sum), plain); err != nil {
		return fault("原始文件没有取出来", err)
	}
	if err := ctx.Err(); err != nil {
		return fault("原始文件没有取出来", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != b.SHA256 {
		return fault("保存的原始文件已损坏，请从备份恢复", fmt.Errorf("%w: %s", lake.ErrDamaged, lake.RawPath(b.SHA256, b.RawSealed)))
	}
	if err := out.Place(); err != nil {
		return fault(fmt.Sprintf("写不进“%s”", output), err)
	}
	return nil
}

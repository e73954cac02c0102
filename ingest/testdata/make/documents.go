package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// notes is a Word table with remarks under it and inside of it.
const notes = `<html><head><meta charset="utf-8"></head><body><p>附件2</p><p>濮阳县2024年9月人大代表述职满意度测评情况统计表</p>
<table border=1>
<tr><td rowspan=2>姓名</td><td rowspan=2>述职日期</td><td colspan=3>票数（张）</td><td rowspan=2>测评等次</td></tr><tr><td>满意</td><td>基本满意</td><td>不满意</td></tr>
<tr><td>张三</td><td>2024年9月9日</td><td>45</td><td>3</td><td>2</td><td>满意</td></tr>
<tr><td>李四</td><td>2024年9月9日</td><td>46</td><td>2</td><td>2</td><td>满意</td></tr>
<tr><td colspan=6>注：1.满意度测评当场进行；2.票数以监票人签字为准。</td></tr>
<tr><td colspan=6>填表人：王某　　审核人：赵某　　联系电话：0393-8812345</td></tr>
</table><p>说明：本表一式两份。</p></body></html>`

// documents writes what other programs have to write.
func documents(folder string) error {
	work, err := os.MkdirTemp("", "fixtures")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(work)
	page := filepath.Join(work, "notes.html")
	if err := os.WriteFile(page, []byte(notes), 0o600); err != nil {
		return fmt.Errorf("write a page: %w", err)
	}
	for _, c := range []struct{ from, filter, to, as string }{
		{filepath.Join(folder, "sheets.xlsx"), "", "xls", "sheets.xls"},
		{filepath.Join(folder, "title.xlsx"), "", "xls", "title.et"},
		{page, "--infilter=HTML (StarWriter)", "docx:MS Word 2007 XML", "notes.docx"},
	} {
		if err := convert(work, folder, c.from, c.filter, c.to, c.as); err != nil {
			return err
		}
	}
	if err := os.Remove(filepath.Join(folder, "sheets.xlsx")); err != nil { // only its .xls is a fixture
		return fmt.Errorf("remove what was converted: %w", err)
	}
	lock := exec.Command("msoffcrypto-tool", "-e", "-p", "123456", filepath.Join(folder, "title.xlsx"), filepath.Join(folder, "locked.xlsx"))
	lock.Stderr = os.Stderr
	if err := lock.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "locked.xlsx is left as it is:", err)
	}
	return nil
}

func convert(work, folder, from, filter, to, as string) error {
	args := []string{"--headless", "-env:UserInstallation=file://" + work + "/profile", "--convert-to", to, "--outdir", work, from}
	if filter != "" {
		args = append([]string{filter}, args...)
	}
	office := exec.Command("soffice", args...)
	office.Stderr = os.Stderr
	if err := office.Run(); err != nil {
		fmt.Fprintln(os.Stderr, as, "is left as it is:", err)
		return nil
	}
	base := filepath.Base(from)
	extension := filepath.Ext(as)
	if extension == ".et" {
		extension = ".xls"
	}
	made := filepath.Join(work, base[:len(base)-len(filepath.Ext(base))]+extension)
	content, err := os.ReadFile(made)
	if err != nil {
		return fmt.Errorf("read what the office wrote: %w", err)
	}
	return write(folder, as, content)
}

package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// texts writes the csv, tab, html, json and zip fixtures.
func texts(folder string) error {
	gb, utf16 := simplifiedchinese.GB18030, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, f := range []struct {
		name, content string
		in            encoding.Encoding // nil: UTF-8
	}{
		{"row_numbers.csv", rowNumbers, gb},
		{"names.csv", "\ufeff" + names, nil},
		{"nulls.html", nulls, gb},
		{"percents.txt", strings.ReplaceAll(percents, "|", "\t"), utf16},
		{"totals_differ.csv", totalsDiffer, nil},
		{"monthly.csv", monthly, nil},
		{"cumulative.csv", cumulative, nil},
		{"correction.csv", correction, nil},
		{"records.json", records, nil},
		{"lines.ndjson", lines, nil},
		{"places.csv", places, gb},
		{"ambiguous.csv", ambiguous, nil},
		{"two_cities.csv", twoCities, nil},
	} {
		content := []byte(f.content)
		if f.in != nil {
			encoded, err := f.in.NewEncoder().String(f.content)
			if err != nil {
				return fmt.Errorf("encode %s: %w", f.name, err)
			}
			content = []byte(encoded)
		}
		if err := write(folder, f.name, content); err != nil {
			return err
		}
	}
	for name, content := range byDataset {
		if err := write(folder, "of_"+name+".csv", []byte(content)); err != nil {
			return err
		}
	}
	archive, err := counties()
	if err != nil {
		return err
	}
	return write(folder, "counties.zip", archive)
}

const rowNumbers = `濮阳市2024年9月人大代表述职满意度测评情况统计表
序号,姓名,述职日期,发出票数,收回票数,有效票数,满意,基本满意,不满意,弃权
1,张三,2024年9月9日,50,50,50,45,3,2,0
1-1,李四,2024年9月9日,50,50,50,44,4,2,0
（2）,王五,2024年9月9日,50,50,50,43,5,2,0
,赵六,2024年9月9日,50,50,50,42,6,2,0
五,孙七,2024年9月9日,50,50,50,41,7,2,0
6.,周八,2024年9月9日,50,49,49,41,6,2,0
`

const names = `濮阳市2024年9月人大代表述职满意度测评情况统计表;;;;;;
姓名;县（市、区）;选区;述职日期;有效票;满意;基本满意;不满意
张 三;濮阳县;一选区;9月9日;50;45;3;2
李　四;濮阳县;二选区;9月9日;50;45;3;2
王五（女）;濮阳县;三选区;9月9日;50;45;3;2
马六(女，回族);濮阳县;四选区;9月9日;50;45;3;2
阿卜杜拉•买买提;濮阳县;五选区;9月9日;50;45;3;2
古丽.阿依夏;濮阳县;六选区;9月9日;50;45;3;2
𬍛琪;濮阳县;七选区;9月9日;50;45;3;2
赵七*;濮阳县;八选区;9月9日;50;45;3;2
李伟;范县;一选区;9月9日;50;45;3;2
李伟;台前县;一选区;9月9日;50;45;3;2
李伟;范县;一选区;9月9日;50;44;4;2
12;范县;二选区;9月9日;50;45;3;2
;范县;三选区;9月9日;50;45;3;2
`

const nulls = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{mso-number-format:"\@"}</style></head><body>
<table border=1><tr><td colspan=9>濮阳市2024年9月人大代表述职满意度测评情况统计表</td></tr>
<tr><td>姓名</td><td>县（市、区）</td><td>乡镇（街道）</td><td>述职日期</td><td>有效票</td><td>满意</td><td>基本满意</td><td>不满意</td><td>弃权</td><td>是否当场公布</td></tr>
<tr><td>张三</td><td>濮阳县</td><td>胡状镇</td><td>2024年9月9日</td><td>50</td><td>45</td><td>3</td><td>2</td><td>无</td><td>是</td></tr>
<tr><td>李四</td><td>同上</td><td>〃</td><td>同上</td><td>50</td><td>46</td><td>2</td><td>2</td><td>—</td><td>√</td></tr>
<tr><td>王五</td><td>&quot;</td><td>／</td><td>同上</td><td>50</td><td>47</td><td>2</td><td>1</td><td>－</td><td>—</td></tr>
<tr><td>赵六</td><td>濮阳县</td><td>暂无</td><td>2024.9.10</td><td>未填</td><td>48</td><td>N/A</td><td>&nbsp;</td><td></td><td>否</td></tr>
<tr><td>孙七</td><td>濮阳县</td><td></td><td>无</td><td>50</td><td>48</td><td>1</td><td>1</td><td></td><td>×</td></tr>
</table></body></html>
`

const percents = `濮阳市2024年9月人大代表述职满意度测评情况统计表
姓名|述职日期|有效票|满意|基本满意|不满意|满意率|综合满意率
张三|9月9日|50|45|3|2|90%|96.0
李四|9月9日|50|44|4|2|88|96
王五|9月9日|50|44|4|2|89.0|96.00
赵六|9月9日|49|44|3|2|89.8|95.9
孙七|9月9日|50|43|5|2|０．８６|96
周八|9月9日|50|43|5|2|120|96
吴九|9月9日|50|43|5|2|很高|96
`

const totalsDiffer = `濮阳市2024年9月人大代表述职满意度测评情况统计表
姓名,县（市、区）,述职日期,有效票,满意,基本满意,不满意
张三,濮阳县,9月9日,50,45,3,2
李四,濮阳县,9月9日,50,44,4,2
小计,,,100,90,7,4
王五,范县,9月9日,50,43,5,2
合计,,,150,132,12,6
`

const monthly = `濮阳市2024年8月人大代表述职满意度测评情况统计表（本月）
姓名,述职日期,有效票,满意,基本满意,不满意
张三,8月9日,50,45,3,2
`

const cumulative = `濮阳市2024年1—9月人大代表述职满意度测评情况统计表（累计）
姓名,述职日期,有效票,满意,基本满意,不满意
张三,8月9日,50,45,3,2
李四,元月20日,50,44,4,2
王五,9月9日,50,43,5,2
赵六,2023年12月9日,50,43,5,2
`

const correction = `濮阳市2024年8月人大代表述职满意度测评情况统计表（修订版，第2次报送）
姓名,述职日期,有效票,满意,基本满意,不满意
张三,8月9日,50,44,4,2
李四,8月12日,50,44,4,2
`

const records = `[
 {"编号": "001", "述职代表": "张三", "提出日期": "2024-09-09", "提出人": "李选民", "意见建议内容": "修通村西水渠", "处理方式": "限时整改", "整改时限": "2024-12-09", "办结时间": null, "整改状态": "整改中"},
 {"编号": "002", "述职代表": "李四", "提出日期": "2024-09-09", "提出人": "王选民", "意见建议内容": "路灯不亮", "处理方式": "当场回应", "整改时限": "", "办结时间": "2024-09-09", "整改状态": "已办结"},
 {"编号": "003", "述职代表": "王五", "提出日期": "2024-02-30", "提出人": "赵选民", "意见建议内容": "垃圾清运", "处理方式": "限时整改", "整改时限": "三个月内", "办结时间": null, "整改状态": false}
]
`

const lines = `{"活动时间": "2024-09-03", "活动名称": "视察钧陶瓷产业", "组织单位": "禹州市人大", "参加人次": 42}
{"活动时间": "2024-09-12", "活动名称": "金点子分享会", "组织单位": "禹州市人大", "参加人次": "约60", "备注": "省人大代表到会"}
{"活动时间": "2024-09-20", "活动名称": "体验式视察", "组织单位": "禹州市人大", "参加人次": 1e2}
`

const places = `新乡市2024年9月人大代表述职满意度测评情况统计表
姓名,县（市、区）,述职日期,有效票,满意,基本满意,不满意
张三,新乡长垣市,9月9日,50,45,3,2
李四,长垣县,9月9日,50,45,3,2
王五,新乡,9月9日,50,45,3,2
赵六,平原示范区,9月9日,50,45,3,2
孙七,市直,9月9日,50,45,3,2
周八,红旗区 新乡市,9月9日,50,45,3,2
吴九,濮阳县,9月9日,50,45,3,2
郑十,城关镇,9月9日,50,45,3,2
`

const ambiguous = `濮阳2024年9月人大代表述职满意度测评情况统计表
姓名,述职日期,有效票,满意,基本满意,不满意
张三,9月9日,50,45,3,2
`

const twoCities = `濮阳市、安阳市2024年9月人大代表述职满意度测评情况统计表
姓名,述职日期,有效票,满意,基本满意,不满意
张三,9月9日,50,45,3,2
`

// counties is an archive as Chinese Windows makes one: folders for units,
// names in GBK without a word about it, and what the system leaves behind.
func counties() ([]byte, error) {
	const columns = "姓名,述职日期,有效票,满意,基本满意,不满意\n"
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, m := range []struct{ name, content string }{
		{"报送/", ""},
		{"报送/许昌市/禹州市2024年9月述职测评.csv", columns + "张三,9月9日,50,45,3,2\n"},
		{"报送/许昌市/长葛市2024年9月述职测评.csv", columns + "李四,9月9日,50,46,2,2\n"},
		{"报送/济源示范区/2024年9月述职测评.csv", columns + "王五,9月9日,50,47,2,1\n"},
		{"报送/濮阳/2024年9月述职测评.csv", columns + "赵六,9月9日,50,48,1,1\n"},
		{"报送/许昌市/说明.txt", "请各县市按模板填报。\n"},
		{"报送/Thumbs.db", "\x00\x01"},
	} {
		name, err := simplifiedchinese.GBK.NewEncoder().String(m.name)
		if err != nil {
			return nil, fmt.Errorf("name %s: %w", m.name, err)
		}
		content, err := simplifiedchinese.GBK.NewEncoder().String(m.content)
		if err != nil {
			return nil, fmt.Errorf("content of %s: %w", m.name, err)
		}
		w, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true})
		if err != nil {
			return nil, fmt.Errorf("member %s: %w", m.name, err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			return nil, fmt.Errorf("member %s: %w", m.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("close archive: %w", err)
	}
	return out.Bytes(), nil
}

package sheet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// jsonTable reads an array of objects, an array of arrays, or objects one
// after the other. It takes token by token, so nesting cannot go deep.
type jsonTable struct {
	decoder *json.Decoder
	grid    *grid
	columns map[string]int // of objects: a key's column
	keys    []string
	objects bool
	row     int // the last row
}

const asRows = "请改为每行一个对象、值只用文字和数字的 JSON，或改报 .xlsx 表格"

var jsonBroken = &Unreadable{"文件是 JSON，内容已损坏", "请重新导出，或改报 .xlsx 表格"}

func readJSON(text string) (*Book, error) {
	g, err := (&room{}).grid()
	if err != nil {
		return nil, err
	}
	t := &jsonTable{decoder: json.NewDecoder(strings.NewReader(text)), grid: g, columns: map[string]int{}}
	t.decoder.UseNumber()
	if err := t.readAll(); err != nil {
		return nil, jsonFault(err)
	}
	for i, key := range t.keys {
		if err := g.write(1, i, key); err != nil {
			return nil, err
		}
	}
	book := &Book{Format: JSON, Tables: []Table{g.table("")}}
	if book.empty() {
		return nil, noContent
	}
	return book, nil
}

func jsonFault(err error) error {
	var why *Unreadable
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &why):
		return why
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &syntax) && strings.Contains(syntax.Error(), "unexpected end"):
		return incomplete
	}
	return jsonBroken
}

func (t *jsonTable) readAll() error {
	for first := true; ; first = false {
		token, err := t.decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && !first:
			return nil
		case err != nil:
			return err
		case token == json.Delim('{'):
			err = t.object()
		case token == json.Delim('[') && first:
			if err = t.array(); err == nil {
				err = t.nothingMore()
			}
			return err
		default:
			return jsonBroken
		}
		if err != nil {
			return err
		}
	}
}

func (t *jsonTable) nothingMore() error {
	if _, err := t.decoder.Token(); !errors.Is(err, io.EOF) {
		return jsonBroken
	}
	return nil
}

// array reads the rows of the outer array; all are of one kind.
func (t *jsonTable) array() error {
	for t.decoder.More() {
		token, err := t.decoder.Token()
		switch {
		case err != nil:
			return err
		case token == json.Delim('{') && (t.objects || t.row == 0):
			err = t.object()
		case token == json.Delim('[') && !t.objects:
			err = t.cells()
		default:
			return &Unreadable{fmt.Sprintf("JSON 的第%d项和别的项不是同一种写法", t.row+1), asRows}
		}
		if err != nil {
			return err
		}
	}
	_, err := t.decoder.Token()
	return err
}

// object reads one row of keys and values; the header is row 1.
func (t *jsonTable) object() error {
	t.objects = true
	t.row = max(t.row, 1) + 1
	seen := map[string]bool{}
	for t.decoder.More() {
		token, err := t.decoder.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		if seen[key] {
			return &Unreadable{fmt.Sprintf("JSON 的第%d个对象里“%s”出现了两次", t.row-1, brief(key)), asRows}
		}
		seen[key] = true
		column, known := t.columns[key]
		if !known {
			column = len(t.keys)
			t.columns[key], t.keys = column, append(t.keys, key)
		}
		if err := t.value(column, fmt.Sprintf("“%s”", brief(key))); err != nil {
			return err
		}
	}
	_, err := t.decoder.Token()
	return err
}

func (t *jsonTable) cells() error {
	t.row++
	for column := 0; t.decoder.More(); column++ {
		if err := t.value(column, fmt.Sprintf("第%d行第%d列", t.row, column+1)); err != nil {
			return err
		}
	}
	_, err := t.decoder.Token()
	return err
}

// value puts the next value into a cell, numbers as they are written.
func (t *jsonTable) value(column int, where string) error {
	token, err := t.decoder.Token()
	if err != nil {
		return err
	}
	text := ""
	switch v := token.(type) {
	case json.Delim:
		return &Unreadable{fmt.Sprintf("JSON 里%s的值不是文字或数字，里面还套着一层", where), asRows}
	case string:
		text = v
	case json.Number:
		text = v.String()
	case bool:
		text = "否"
		if v {
			text = "是"
		}
	}
	return t.grid.write(t.row, column, text)
}

// brief shortens a key for a sentence.
func brief(key string) string {
	key = clean(key)
	if runes := []rune(key); len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return key
}

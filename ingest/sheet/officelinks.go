package sheet

import (
	"errors"
	"net/url"
	"path"
	"strings"
)

// main names the part everything else hangs on; "" where there is none. A
// file whose relationships cannot be read is known by its names.
func (p *officeFile) main(allow *allowance) (string, error) {
	links, err := p.links("", allow)
	if err != nil && p.src.failed.Load() != nil {
		return "", err
	}
	for _, l := range links {
		if l.kind == "officeDocument" && p.has(l.target) {
			return l.target, nil
		}
	}
	for _, name := range []string{"word/document.xml", "xl/workbook.xml", "xl/workbook.bin"} {
		if p.has(name) {
			return name, nil
		}
	}
	return "", nil
}

// link is a relationship: kind is the last word of its type, which differs
// between the transitional and the strict form before it.
type link struct{ id, kind, target string }

// links reads the relationships of a part; "" is the file itself.
func (p *officeFile) links(of string, allow *allowance) (links []link, err error) {
	folder, name := path.Split(of)
	err = p.each(folder+"_rels/"+name+".rels", allow, func(m *markup) error {
		if m.name != "Relationship" {
			return nil
		}
		var l link
		external := false
		err := m.attributes(func(key, value string) {
			switch key {
			case "Id":
				l.id = value
			case "Type":
				l.kind = path.Base(value)
			case "Target":
				l.target = value
			case "TargetMode":
				external = value == "External"
			}
		})
		if err != nil || external {
			return err
		}
		if len(links) == 4*maxTables {
			return tooLarge
		}
		l.target = p.resolve(folder, l.target)
		links = append(links, l)
		return nil
	})
	return links, err
}

// resolve names the part a relationship points to.
func (p *officeFile) resolve(folder, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = folder + target
	}
	if plain, err := url.PathUnescape(target); err == nil && !p.has(target) {
		target = plain
	}
	return partName(target)
}

// each visits every opening tag of a part.
func (p *officeFile) each(name string, allow *allowance, visit func(m *markup) error) error {
	content, err := p.open(name, allow, workbookBroken)
	if err != nil {
		return err
	}
	defer content.Close()
	m, err := newMarkup(content, workbookBroken)
	for err == nil {
		if err = m.next(); err == nil && !m.closing {
			err = visit(m)
		}
	}
	if errors.Is(err, errNoMore) {
		return nil
	}
	return err
}

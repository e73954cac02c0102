package bulletin

import "strings"

// locate finds the place an article is about: before the colon of its title,
// else at the head of the title, else the place of the contributor.
func locate(title, contributor string, places Places) (place, code, level string) {
	t := squeeze(title)
	if name, _, ok := strings.Cut(t, "："); ok {
		if code, level, ok := find(name, places); ok {
			return name, code, level
		}
	}
	if name, code, level, ok := leadingPlace(t, places); ok {
		return name, code, level
	}
	if name, _, ok := strings.Cut(contributor, "人大"); ok {
		if code, level, ok := find(name, places); ok {
			return name, code, level
		}
	}
	return "", "", ""
}

// find asks for the name as written, then with the 市 that is often left out.
func find(name string, places Places) (code, level string, ok bool) {
	if len([]rune(name)) < 2 {
		return "", "", false
	}
	for _, n := range []string{name, name + "市"} {
		code, level, ok = places.Find(n)
		if ok && (level == "prefecture" || level == "county") {
			return code, level, true
		}
	}
	return "", "", false
}

// leadingPlace tries the longest head of the title that ends like a division.
func leadingPlace(title string, places Places) (name, code, level string, ok bool) {
	rs := []rune(title)
	for n := min(len(rs), 14); n >= 2; n-- {
		if !strings.ContainsRune("市县区", rs[n-1]) {
			continue
		}
		if code, level, ok := find(string(rs[:n]), places); ok {
			return string(rs[:n]), code, level, true
		}
	}
	return "", "", "", false
}

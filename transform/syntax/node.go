package syntax

// node is one object of the tree.
type node map[string]any

func asNode(v any) node {
	switch v := v.(type) {
	case node:
		return v
	case map[string]any:
		return v
	}
	return nil
}

func (n node) text(key string) string {
	s, _ := n[key].(string)
	return s
}

func (n node) is(key string) bool {
	b, _ := n[key].(bool)
	return b
}

func (n node) at(key string) node { return asNode(n[key]) }

func (n node) list(key string) []node {
	items, _ := n[key].([]any)
	list := make([]node, 0, len(items))
	for _, item := range items {
		list = append(list, asNode(item))
	}
	return list
}

func (n node) texts(key string) []string {
	items, _ := n[key].([]any)
	list := make([]string, 0, len(items))
	for _, item := range items {
		s, _ := item.(string)
		list = append(list, s)
	}
	return list
}

// statement is the query of a tree of one statement.
func statement(tree any) node {
	if list, ok := tree.([]any); ok && len(list) == 1 {
		return asNode(list[0]).at("node")
	}
	return asNode(tree)
}

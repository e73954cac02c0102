package transform

import "fmt"

// cells are those of one row that are still to be read, from the left. The
// first that is of another kind than asked for is kept as err.
type cells struct {
	row []any
	at  int
	err error
}

// next reads the next cell; NULL is the zero value.
func next[T any](c *cells) T {
	var v T
	if c.err != nil {
		return v
	}
	if c.at >= len(c.row) {
		c.err = fmt.Errorf("the row has no column %d", c.at+1)
		return v
	}
	cell := c.row[c.at]
	c.at++
	if cell == nil {
		return v
	}
	v, ok := cell.(T)
	if !ok {
		c.err = fmt.Errorf("column %d is %T, want %T", c.at, cell, v)
	}
	return v
}

// known reports whether the next cell is not NULL.
func (c *cells) known() bool { return c.at < len(c.row) && c.row[c.at] != nil }

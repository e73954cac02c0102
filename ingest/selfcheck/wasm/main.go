//go:build js && wasm

// Command wasm is the self-check compiled for a browser's worker. It offers
// one function to the page's script and reaches nothing but the file it is
// handed.
package main

import (
	"encoding/json"
	"fmt"
	"syscall/js"
	"time"

	"lvzhi/ingest/selfcheck"
)

func main() {
	desk, err := selfcheck.Open(time.Now, []byte(js.Global().Get("lvzhiAdopted").String()))
	if err != nil {
		panic(err) // contracts and names stand in the page: only a broken build gets here
	}
	js.Global().Set("lvzhiCheck", js.FuncOf(func(_ js.Value, args []js.Value) any { return check(desk, args[0], args[1]) }))
	js.Global().Call("lvzhiReady", document(desk.Units()))
	select {}
}

// check examines the file of the page's request and returns one document:
// {"files": […]} or {"fault": "…"}.
func check(desk *selfcheck.Desk, file, request js.Value) (reply any) {
	defer func() {
		if r := recover(); r != nil {
			reply = document(map[string]string{"fault": fmt.Sprint(r)})
		}
	}()
	var asked struct {
		Path  string
		Given map[string]selfcheck.Hints
	}
	if err := json.Unmarshal([]byte(request.String()), &asked); err != nil {
		return document(map[string]string{"fault": err.Error()})
	}
	files, err := desk.Check(newBlob(file), asked.Path, asked.Given, progress)
	if err != nil {
		return document(map[string]string{"fault": err.Error()})
	}
	return document(map[string]any{"files": files})
}

func progress(rows int64) { js.Global().Call("lvzhiProgress", rows) }

func document(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings, numbers and lists always encode
	}
	return string(raw)
}

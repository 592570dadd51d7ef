//go:build !ci

package main

import (
	"github.com/go-gl/glfw/v3.4/glfw"

	"rollbook/ui/kit"
)

// painting is called while the window is painted for the first time: its events then
// survive the mistakes of what they set off. The toolkit calls our code from within the
// system's; a panic that went through that would leave it in the middle of its work.
func painting() {
	w := glfw.GetCurrentContext()
	if w == nil {
		return
	}
	const doing = "doing what a key or the pointer asked for"
	if do := w.SetKeyCallback(nil); do != nil {
		w.SetKeyCallback(func(w *glfw.Window, key glfw.Key, code int, action glfw.Action, mods glfw.ModifierKey) {
			kit.Safely(doing, func() { do(w, key, code, action, mods) })
		})
	}
	if do := w.SetCharCallback(nil); do != nil {
		w.SetCharCallback(func(w *glfw.Window, char rune) { kit.Safely(doing, func() { do(w, char) }) })
	}
	if do := w.SetMouseButtonCallback(nil); do != nil {
		w.SetMouseButtonCallback(func(w *glfw.Window, button glfw.MouseButton, action glfw.Action, mods glfw.ModifierKey) {
			kit.Safely(doing, func() { do(w, button, action, mods) })
		})
	}
	if do := w.SetCursorPosCallback(nil); do != nil {
		w.SetCursorPosCallback(func(w *glfw.Window, x, y float64) { kit.Safely(doing, func() { do(w, x, y) }) })
	}
	if do := w.SetScrollCallback(nil); do != nil {
		w.SetScrollCallback(func(w *glfw.Window, x, y float64) { kit.Safely(doing, func() { do(w, x, y) }) })
	}
	if do := w.SetDropCallback(nil); do != nil {
		w.SetDropCallback(func(w *glfw.Window, names []string) {
			kit.Safely("taking what was dropped on the window", func() { do(w, names) })
		})
	}
	if do := w.SetFocusCallback(nil); do != nil {
		w.SetFocusCallback(func(w *glfw.Window, on bool) { kit.Safely("coming to the front", func() { do(w, on) }) })
	}
	if do := w.SetCloseCallback(nil); do != nil {
		w.SetCloseCallback(func(w *glfw.Window) { kit.Safely("closing", func() { do(w) }) })
	}
	const fitting = "fitting the window’s size"
	if do := w.SetSizeCallback(nil); do != nil {
		w.SetSizeCallback(func(w *glfw.Window, width, height int) { kit.Safely(fitting, func() { do(w, width, height) }) })
	}
	if do := w.SetFramebufferSizeCallback(nil); do != nil {
		w.SetFramebufferSizeCallback(func(w *glfw.Window, width, height int) { kit.Safely(fitting, func() { do(w, width, height) }) })
	}
	if do := w.SetContentScaleCallback(nil); do != nil {
		w.SetContentScaleCallback(func(w *glfw.Window, x, y float32) { kit.Safely(fitting, func() { do(w, x, y) }) })
	}
	if do := w.SetRefreshCallback(nil); do != nil {
		w.SetRefreshCallback(func(w *glfw.Window) { kit.Safely("drawing the window", func() { do(w) }) })
	}
}

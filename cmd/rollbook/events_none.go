//go:build ci

package main

// painting has nothing to do where the toolkit is built without a window.
func painting() {}

package main

import "github.com/ebitengine/purego/objc"

// openedFile is what is done with a file that the system asks the program to open. The
// system asks on the main thread, where it is set too.
var openedFile func(path string)

// atOpenedFiles does something with each file that the system asks the program to open
// while it runs. macOS asks the application's delegate, which is GLFW's, by a message that
// GLFW does not know:
// https://developer.apple.com/documentation/appkit/nsapplicationdelegate/application(_:open:)
func atOpenedFiles(do func(path string)) {
	known := openedFile != nil
	openedFile = do
	if delegate := objc.GetClass("GLFWApplicationDelegate"); delegate != 0 && !known {
		delegate.AddMethod(objc.RegisterName("application:openURLs:"), objc.NewIMP(openURLs), "v@:@@")
	}
}

// openURLs is application:openURLs:, with an NSArray of NSURL.
func openURLs(_ objc.ID, _ objc.SEL, _, urls objc.ID) {
	for i := range objc.Send[uint](urls, objc.RegisterName("count")) {
		url := urls.Send(objc.RegisterName("objectAtIndex:"), i)
		if objc.Send[bool](url, objc.RegisterName("isFileURL")) {
			openedFile(objc.Send[string](url.Send(objc.RegisterName("path")), objc.RegisterName("UTF8String")))
		}
	}
}

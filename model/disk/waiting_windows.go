package disk

// withoutWaiting: on Windows a pipe has no place among files.
const withoutWaiting = 0

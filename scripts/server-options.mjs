/**
 * How Node runs the server. What requests leave behind dies young: in the megabyte for young memory that V8 begins with, much of it
 * is soon taken for old, and then the whole heap is searched again and again. So it begins with the 16 that it may grow to anyway.
 */
export const serverOptions = ['--enable-source-maps', '--min-semi-space-size=16'];

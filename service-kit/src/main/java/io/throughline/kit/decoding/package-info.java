/**
 * Has messages that cannot be decoded refused in words. The transport only reports their failure to the log, and goes on as if they
 * had never been sent: a call then ends without a reason, and a stream with a hole in it.
 */
package io.throughline.kit.decoding;

internal import CMartlet

/// Sends what `print` has left of an unfinished line, and ends the line.
///
/// Standard output sends whole lines by itself. An unfinished one would wait for its end, which may
/// come with another invocation or never; and what stands in the log without a line end becomes part
/// of whatever follows. Costs no system call where there is nothing.
func flushStandardOutput() {
  martlet_finish_stdout_line()
}

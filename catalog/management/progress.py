"""Output of commands that import data: progress, and the first messages."""

MOST_LINES = 50
LINE_EVERY = 1000
"""Rows or files for each line of progress, where the output is no terminal."""


class ProgressMixin:
    """For commands: ``what`` is counted in the progress."""

    what = "rows"
    lines_written = 0

    def write_limited(self, words):
        """Write a line; after ``MOST_LINES`` only once that there are more."""
        self.lines_written += 1
        if self.lines_written <= MOST_LINES:
            self.stdout.write(words)
        elif self.lines_written == MOST_LINES + 1:
            self.stdout.write("… and more: --report FILE has all of them.")

    def show_progress(self, done, total):
        total = max(done, total or done)
        words = f"{done:,} of {total:,} {self.what}"
        if self.stdout.isatty():
            filled = 30 * done // total
            self.stdout.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {words}", ending="")
        elif done % LINE_EVERY == 0 or done == total:
            self.stdout.write(f"  {words}")
        self.stdout.flush()

    def end_progress(self):
        if self.stdout.isatty():
            self.stdout.write("")

"""What commands that bring data in say while they do: progress, and the first things that are wrong."""

MOST_LINES = 50


class ProgressMixin:
    """For commands: ``what`` is counted in the progress."""

    what = "rows"
    told = 0

    def say(self, words):
        """Write a line, unless there were many before it."""
        self.told += 1
        if self.told <= MOST_LINES:
            self.stdout.write(words)
        elif self.told == MOST_LINES + 1:
            self.stdout.write("… and more: --report FILE has all of them.")

    def show_progress(self, done, total):
        total = max(done, total or done)
        if self.stdout.isatty():
            filled = 30 * done // total
            self.stdout.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done:,} of {total:,} {self.what}", ending="")
        elif done % 2000 == 0 or done == total:
            self.stdout.write(f"  {done:,} of {total:,} {self.what}")
        self.stdout.flush()

    def end_progress(self):
        if self.stdout.isatty():
            self.stdout.write("")

"""How often addresses were asked of late, in a fixed amount of memory, however many there are."""

ROWS = 4
COLUMNS = 1 << 16
MOST = 15
"""Where counting ends."""
SAMPLE = 100_000
"""After so many additions every count is halved, so that what was read last week makes room."""
_HALVES = bytes(count // 2 for count in range(256))


class FrequencySketch:
    """A count-min sketch with conservative update, as caches of the TinyLFU kind have it
    (https://arxiv.org/abs/1512.00727): never less than the truth, seldom more. 256 KB.

    Python's hash of a text is salted in each process, so nobody can choose addresses that collide. Threads may lose a
    count of one another.
    """

    def __init__(self):
        self.rows = [bytearray(COLUMNS) for _ in range(ROWS)]
        self.added = 0

    def add(self, address):
        places = self._places(address)
        count = self._least(places)
        if count < MOST:
            self._raise(places, count + 1)
        self.added += 1
        if self.added >= SAMPLE:
            self._halve()

    def frequency(self, address):
        """How often ``address`` was added of late, 0 to ``MOST``."""
        return self._least(self._places(address))

    def _places(self, address):
        """The column of ``address`` in each row."""
        number = hash(address)
        return number & 0xFFFF, number >> 16 & 0xFFFF, number >> 32 & 0xFFFF, number >> 48 & 0xFFFF

    def _least(self, places):
        first, second, third, fourth = self.rows
        return min(first[places[0]], second[places[1]], third[places[2]], fourth[places[3]])

    def _raise(self, places, count):
        """No count of these columns stays below ``count``; higher ones are other addresses' own."""
        for row, column in zip(self.rows, places, strict=True):
            row[column] = max(row[column], count)

    def _halve(self):
        self.rows = [row.translate(_HALVES) for row in self.rows]
        self.added = 0

"""YAML as a tree of texts with line numbers, read from libyaml's events.

Every scalar stays the text it was written as, so that no value is mistaken for another type. What makes YAML dangerous
or ambiguous (anchors, aliases, tags, repeated keys, several documents) is a fault.
"""

from dataclasses import dataclass, field

import yaml

MAX_FILE_CHARACTERS = 2_000_000
MAX_DEPTH = 12
MAX_NODES = 50_000
"""Keys, values and lists; the largest of the shipped records has 2,901."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: ``field`` is a path such as ``cameras[2].f_number``."""

    line: int
    field: str
    reason: str


@dataclass(slots=True)
class Scalar:
    text: str
    line: int
    quoted: bool = False
    span: tuple = ()


@dataclass(slots=True)
class Sequence:
    items: list
    line: int


@dataclass(slots=True)
class Mapping:
    """``pairs`` holds (key: Scalar, value: node), keys without repeats."""

    line: int
    pairs: list = field(default_factory=list)
    flow: bool = False


class UnreadableYaml(Exception):
    """The file is no YAML, or more of it than anybody would write."""

    def __init__(self, line, reason):
        super().__init__(reason)
        self.fault = Fault(line, "", reason)


def parse_yaml_tree(text):
    """The tree of ``text`` and the faults in its form. Raises ``UnreadableYaml`` where nothing can be made of it."""
    if len(text) > MAX_FILE_CHARACTERS:
        raise UnreadableYaml(1, f"the file is larger than {MAX_FILE_CHARACTERS:,} characters")
    try:
        return _TreeBuilder(text.removeprefix("\ufeff")).document()
    except yaml.MarkedYAMLError as fault:
        raise UnreadableYaml(_error_line(fault), f"not YAML: {fault.problem or fault}") from fault
    except yaml.YAMLError as fault:
        raise UnreadableYaml(1, f"not YAML: {fault}") from fault


def _error_line(fault):
    mark = fault.problem_mark or fault.context_mark
    if not mark:
        return 1
    return mark.line + 1


class _TreeBuilder:
    """Turns events into nodes, noting faults on the way."""

    def __init__(self, text):
        self.next_event = _Loader(text).get_event
        self.faults = []
        self.nodes = 0

    def document(self):
        self.next_event()
        if isinstance(self.next_event(), yaml.StreamEndEvent):
            raise UnreadableYaml(1, "the file is empty")
        root = self.node(self.next_event(), depth=0)
        self.next_event()
        end = self.next_event()
        if not isinstance(end, yaml.StreamEndEvent):
            self.note(end, "a second document: one record a file")
        return root, self.faults

    def note(self, event, reason, path=""):
        self.faults.append(Fault(event.start_mark.line + 1, path, reason))

    def node(self, event, depth):
        if depth > MAX_DEPTH:
            raise UnreadableYaml(event.start_mark.line + 1, "nested too deeply")
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise UnreadableYaml(event.start_mark.line + 1, f"more than {MAX_NODES:,} keys and values in one file")
        self.reject_yaml_features(event)
        if isinstance(event, yaml.ScalarEvent):
            return _build_scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        return _empty_scalar(event)

    def reject_yaml_features(self, event):
        if isinstance(event, yaml.AliasEvent):
            self.note(event, f"*{event.anchor}: aliases are not allowed; write the value again")
        elif event.anchor:
            self.note(event, f"&{event.anchor}: anchors are not allowed")
        elif event.tag:
            self.note(event, f"{event.tag}: tags are not allowed")

    def sequence(self, start, depth):
        items = []
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(items, start.start_mark.line + 1)

    def mapping(self, start, depth):
        found = Mapping(start.start_mark.line + 1, flow=bool(start.flow_style))
        first_lines = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(self.next_event(), depth + 1)
            if not isinstance(key, Scalar):
                self.note(event, "a key must be a word")
            elif key.text in first_lines:
                first = first_lines[key.text]
                self.note(event, f"“{key.text}” stands here again; first in line {first}", key.text)
            else:
                first_lines[key.text] = key.line
                found.pairs.append((key, value))
        return found


def _build_scalar(event):
    start = event.start_mark
    end = event.end_mark
    return Scalar(
        event.value,
        line=start.line + 1,
        quoted=bool(event.style),
        span=(start.line, start.column, end.line, end.column),
    )


def _empty_scalar(event):
    return Scalar("", event.start_mark.line + 1)

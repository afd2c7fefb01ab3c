"""``python -m catalog.processes.limited_child module seconds megabytes megabytes``: allows this process so much time,
memory and output, and becomes that module."""

import resource
import runpy
import sys

MB = 1_000_000


def main(module, cpu_seconds, memory_mb, output_mb):
    limits = (
        (resource.RLIMIT_CPU, int(cpu_seconds)),
        (resource.RLIMIT_AS, int(memory_mb) * MB),
        (resource.RLIMIT_FSIZE, int(output_mb) * MB),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        resource.setrlimit(kind, (most, most))
    runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])

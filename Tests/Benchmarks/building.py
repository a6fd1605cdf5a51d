"""What the benchmarks build, and the page of promises that they hold it to."""

import os
import shutil
import subprocess
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
WORK = os.path.join(ROOT, ".build", "benchmarks")


def specification():
    with open(os.path.join(ROOT, "runtime", "SPECIFICATION.md")) as page:
        return page.read()


def compile_c(name, *options):
    """The path of the program that a C file beside this one makes."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        sys.exit("there is no C compiler; install gcc, or put the clang of Swift's toolchain on the PATH")
    program = os.path.join(WORK, name)
    source = os.path.join(ROOT, "Tests", "Benchmarks", name + ".c")
    subprocess.run([compiler, "-O2", "-o", program, source, *options], check=True)
    return program


def martlet(*options):
    """The path of a release build of the command."""
    build = ["swift", "build", "--configuration", "release", "--product", "martlet", *options]
    subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr)
    path = subprocess.run(build + ["--show-bin-path"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return os.path.join(path.stdout.strip(), "martlet")

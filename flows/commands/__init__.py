"""The commands of the command line, a module a group; each offers `app`, which `flows.application` registers.

A command reads its options and calls what does the work, which it imports when it runs, so that `--help` is quick.
The work itself does not belong here.
"""

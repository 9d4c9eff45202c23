"""What `laneway bench corpus` does with one file, in a process of its own: read, report, make runnable, run."""

"""`laneway bench chaos`: a whole house is harmed at random while people work in it; see command.py."""

from bench.chaos.command import main as main

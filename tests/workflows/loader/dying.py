"""A reader whose children say the first half of an answer and die."""

import socket
import sys

from workflows.loader import inside

if __name__ == "__main__":
    inside.answer = lambda _order: b'{"files": {"a.bpmn"'
    inside.serve(socket.socket(fileno=int(sys.argv[1])))

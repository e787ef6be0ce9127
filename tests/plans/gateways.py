"""Real servers on this machine that take what the portal sends: a gateway by HTTP, and by SMTP."""

import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HANG_UP = "hang up"
"""Take the request and go without an answer."""


@contextmanager
def serving(server):
    """A server that answers in a thread; its address is ``server.server_address``."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class Gateway(ThreadingHTTPServer):
    """Keeps each request; answers with the status that ``answer`` says, or makes of a request."""

    def __init__(self):
        self.requests, self.answer = [], lambda _request: 200
        super().__init__(("127.0.0.1", 0), _Asked)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/send?key=geheim123"


class _Asked(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((self.path, dict(self.headers), body))
        answer = self.server.answer(body)
        if answer == HANG_UP:
            return
        self.send_response(answer)
        if answer in (301, 302, 307):
            self.send_header("Location", self.server.url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *args):
        pass


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP to take a mail; ``answers`` are its answers to commands, where not 250."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        self.letters, self.answers = [], {}
        super().__init__(("127.0.0.1", 0), _Greeted)


class _Greeted(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 hier")
        while line := self.rfile.readline().decode().strip():
            command = line.split()[0].upper()
            answer = self.server.answers.get(command, "354 ja" if command == "DATA" else "250 ja")
            if answer == HANG_UP:
                return
            self.say(answer)
            if command == "DATA" and not self.take():
                return
            if command == "QUIT":
                return

    def take(self):
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.letters.append(b"".join(lines))
        answer = self.server.answers.get(".", "250 ja")
        if answer != HANG_UP:
            self.say(answer)
        return answer != HANG_UP

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

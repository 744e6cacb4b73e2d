"""Uploads a picture and waits for the signed message that says it is published.

    DARKROOM_URL=http://localhost:8080 DARKROOM_KEY=… python3 darkroom.py table.jpg

Needs Python 3.9 and nothing else. The key needs the roles uploader and admin (which adds the
webhook); the service must be allowed to reach this machine (darkroom.webhooks.allowed-networks).
"""

import base64
import hashlib
import hmac
import http.server
import json
import mimetypes
import os
import queue
import sys
import threading
import time
import urllib.request
import uuid

URL = os.environ.get("DARKROOM_URL", "http://localhost:8080")
KEY = os.environ["DARKROOM_KEY"]
REQUEST = os.environ.get("DARKROOM_REQUEST", '{"caption": {"languages": ["en"]}}')
TOLERANCE_SECONDS = 300


def verify(secret, headers, body):
    """Whether the message is Darkroom's own (Standard Webhooks 1.0). `body` is as it came."""
    message_id = headers["webhook-id"]
    timestamp = headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    # While a secret is changed over, the header holds a signature of each.
    return any(
        hmac.compare_digest(signature, f"v1,{expected}")
        for signature in headers["webhook-signature"].split(" ")
    )


def call(method, path, body=None, content_type="application/json"):
    request = urllib.request.Request(URL + path, data=body, method=method)
    request.add_header("Authorization", f"Bearer {KEY}")
    if body is not None:
        request.add_header("Content-Type", content_type)
    with urllib.request.urlopen(request, timeout=60) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def upload(path):
    boundary = uuid.uuid4().hex
    with open(path, "rb") as picture:
        content = picture.read()
    parts = [
        ("request", None, "application/json", REQUEST.encode()),
        ("file", os.path.basename(path), mimetypes.guess_type(path)[0] or "image/jpeg", content),
    ]
    body = b""
    for name, file_name, content_type, data in parts:
        disposition = f'form-data; name="{name}"'
        if file_name:
            disposition += f'; filename="{file_name}"'
        body += (
            f"--{boundary}\r\nContent-Disposition: {disposition}\r\n"
            f"Content-Type: {content_type}\r\n\r\n"
        ).encode() + data + b"\r\n"
    body += f"--{boundary}--\r\n".encode()
    return call("POST", "/v1/assets", body, f"multipart/form-data; boundary={boundary}")


def receiver(secret_of, messages):
    """A subscriber's endpoint: refuses what is not genuine, and what it has seen already."""
    seen = set()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if not verify(secret_of(), self.headers, body):
                self.send_response(401)
            else:
                self.send_response(204)
                if self.headers["webhook-id"] not in seen:
                    seen.add(self.headers["webhook-id"])
                    messages.put(json.loads(body))
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main(path):
    messages = queue.Queue()
    webhook = {}
    server = receiver(lambda: webhook["secret"], messages)
    endpoint = f"http://127.0.0.1:{server.server_port}/darkroom"
    subscription = {"url": endpoint, "events": ["asset.enriched", "asset.withdrawn"]}
    webhook.update(call("POST", "/v1/webhooks", json.dumps(subscription).encode()))
    try:
        asset = upload(path)
        print("uploaded", asset["id"])
        while True:
            message = messages.get(timeout=120)
            if message["type"] == "asset.enriched" and message["data"]["id"] == asset["id"]:
                break
        print("published", message["data"]["id"], "revision", message["data"]["revision"])
        print("alt", message["data"]["captions"][0]["alt"])
    finally:
        call("DELETE", "/v1/webhooks/" + webhook["id"])
        server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1])

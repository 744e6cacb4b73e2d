// Uploads a picture and waits for the signed message that says it is published.
//
//   DARKROOM_URL=http://localhost:8080 DARKROOM_KEY=… node darkroom.mjs table.jpg
//
// Needs Node 20 and nothing else. The key needs the roles uploader and admin (which adds the
// webhook); the service must be allowed to reach this machine (darkroom.webhooks.allowed-networks).
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const url = process.env.DARKROOM_URL ?? "http://localhost:8080";
const key = process.env.DARKROOM_KEY;
const request = process.env.DARKROOM_REQUEST ?? '{"caption": {"languages": ["en"]}}';
const toleranceSeconds = 300;

/** Whether the message is Darkroom's own (Standard Webhooks 1.0). `body` is a Buffer, as it came. */
export function verify(secret, headers, body) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  if (!id || !signatures || !(Math.abs(Date.now() / 1000 - Number(timestamp)) <= toleranceSeconds)) {
    return false;
  }
  const expected = createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest();
  // While a secret is changed over, the header holds a signature of each.
  return signatures
    .split(" ")
    .filter((signature) => signature.startsWith("v1,"))
    .map((signature) => Buffer.from(signature.slice(3), "base64"))
    .some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
}

async function call(method, path, body, headers = {}) {
  const answer = await fetch(url + path, {
    method,
    body,
    headers: { Authorization: `Bearer ${key}`, ...headers },
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : null;
}

async function upload(path) {
  const form = new FormData();
  form.set("request", new Blob([request], { type: "application/json" }));
  form.set("file", new Blob([await readFile(path)]), basename(path));
  return call("POST", "/v1/assets", form);
}

/** A subscriber's endpoint: refuses what is not genuine, and what it has seen already. */
async function receive(secretOf, onMessage) {
  const seen = new Set();
  const server = createServer(async (incoming, answer) => {
    const chunks = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    if (!verify(secretOf(), incoming.headers, body)) {
      answer.writeHead(401).end();
      return;
    }
    answer.writeHead(204).end();
    if (!seen.has(incoming.headers["webhook-id"])) {
      seen.add(incoming.headers["webhook-id"]);
      onMessage(JSON.parse(body));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function main(path) {
  let webhook;
  const published = [];
  let heard = () => {};
  const server = await receive(
    () => webhook.secret,
    (message) => {
      published.push(message);
      heard();
    },
  );
  webhook = await call(
    "POST",
    "/v1/webhooks",
    JSON.stringify({
      url: `http://127.0.0.1:${server.address().port}/darkroom`,
      events: ["asset.enriched", "asset.withdrawn"],
    }),
    { "Content-Type": "application/json" },
  );
  try {
    const asset = await upload(path);
    console.log("uploaded", asset.id);
    const mine = () =>
      published.find((message) => message.type === "asset.enriched" && message.data.id === asset.id);
    while (!mine()) {
      await new Promise((resolve) => (heard = resolve));
    }
    const { data } = mine();
    console.log("published", data.id, "revision", data.revision);
    console.log("alt", data.captions[0].alt);
  } finally {
    await call("DELETE", `/v1/webhooks/${webhook.id}`);
    server.close();
    server.closeAllConnections();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv[2]);
}

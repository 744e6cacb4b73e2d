import { key } from './session.js';

/** An error as RFC 9457 tells it; also what a failed connection becomes, so that one thing is shown. */
export class Problem extends Error {
  constructor({ type, title, detail, status, errors } = {}) {
    super(title ?? 'Something went wrong');
    this.type = type ?? 'about:blank';
    this.title = this.message;
    this.detail = detail;
    this.status = status ?? 0;
    this.errors = errors ?? [];
  }

  /** Whether the same request may work later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export function problemOf(status, text) {
  try {
    return new Problem({ status, ...JSON.parse(text) });
  } catch {
    return new Problem({ status, title: `The server answered ${status}`, detail: 'It gave no reason that can be shown.' });
  }
}

const unreachable = () => new Problem({
  title: 'Darkroom cannot be reached',
  detail: 'Is the service still running? This page tries again by itself.',
});

export async function call(path, { method = 'GET', body, headers = {}, signal } = {}) {
  let response;
  try {
    response = await fetch(path, { method, body, signal, headers: { Authorization: `Bearer ${key()}`, ...headers } });
  } catch (error) {
    throw error.name === 'AbortError' ? error : unreachable();
  }
  if (!response.ok) {
    throw problemOf(response.status, await response.text());
  }
  return response;
}

export const json = async (path, options) =>
  (await call(path, { ...options, headers: { Accept: 'application/json', ...options?.headers } })).json();

export const recentAssets = (limit, signal) => json(`/v1/assets?limit=${limit}`, { signal });
export const assetById = (id, signal) => json(`/v1/assets/${id}`, { signal });

/** Sends one file; XMLHttpRequest because fetch tells nothing of how far an upload is. */
export function upload(file, request, idempotencyKey, onProgress) {
  const form = new FormData();
  // A plain string: a Blob would be sent with a file name, and this part is no file.
  form.append('request', JSON.stringify(request));
  form.append('file', file, file.name || 'pasted-picture');
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    xhr.onerror = () => reject(unreachable());
    xhr.onload = () => (xhr.status < 300 ? resolve(JSON.parse(xhr.responseText)) : reject(problemOf(xhr.status, xhr.responseText)));
    xhr.open('POST', '/v1/assets');
    xhr.setRequestHeader('Authorization', `Bearer ${key()}`);
    xhr.setRequestHeader('Idempotency-Key', idempotencyKey);
    xhr.send(form);
  });
}

const links = new Map();

/**
 * A link that an <img> can follow. Links live five minutes, so they are kept for four. The state is part
 * of the name because a picture that was refused in review is allowed once it is published.
 */
export function pictureLink(asset, name, width) {
  const query = width ? `?width=${width}` : '';
  const path = `/v1/assets/${asset.id}/variants/${encodeURIComponent(name)}${query}`;
  const known = links.get(`${asset.state} ${path}`);
  if (known && known.until > Date.now()) {
    return known.link;
  }
  const link = json(path).then((answer) => answer.url);
  links.set(`${asset.state} ${path}`, { link, until: Date.now() + 4 * 60_000 });
  link.catch(() => links.delete(`${asset.state} ${path}`));
  return link;
}

/** 128 random bits; crypto.randomUUID is missing on pages served over plain HTTP from another machine. */
export const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

import { key } from './session.js';

/** An error as RFC 9457 tells it; also what a failed connection becomes, so that one thing is shown. */
export class Problem extends Error {
  constructor({ type, title, detail, status } = {}) {
    super(title ?? 'Something went wrong');
    this.type = type ?? 'about:blank';
    this.title = this.message;
    this.detail = detail;
    this.status = status ?? 0;
  }

  /** Whether the same request may work later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  get signedOut() {
    return this.status === 401 || this.status === 403;
  }
}

async function problemOf(response) {
  try {
    return new Problem({ ...(await response.json()), status: response.status });
  } catch {
    return new Problem({ status: response.status, title: `The server answered ${response.status}`, detail: 'It gave no reason that can be shown.' });
  }
}

/** Whoever gives no answer for so long, in milliseconds, is not waited for: the next request stands behind this one. */
const PATIENCE = 60_000;

function unreachable() {
  throw new Problem({ title: 'The service cannot be reached', detail: 'Nothing is lost: what you decide is kept here and sent once it answers.' });
}

/** The body of the answer; a body to send makes it a POST. */
export async function call(path, body) {
  const headers = { Authorization: `Bearer ${key()}`, Accept: 'application/json' };
  const request = body === undefined
    ? { headers }
    : { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/v1/reviews${path}`, { ...request, signal: AbortSignal.timeout(PATIENCE) }).catch(unreachable);
  if (!response.ok) throw await problemOf(response);
  return response.json().catch(unreachable);
}

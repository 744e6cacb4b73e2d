// The API, called with the key of whoever signed in.
const KEY = 'darkroom.key';

export const remember = (key) => sessionStorage.setItem(KEY, key);
export const forget = () => sessionStorage.removeItem(KEY);

/** A key in the fragment is taken and removed, so that it stays in no history. */
export function signedIn() {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key) {
    remember(key);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEY) !== null;
}

/** Answers with the body, or throws an error that can be shown. */
export async function call(path, body) {
  const headers = { Authorization: `Bearer ${sessionStorage.getItem(KEY)}` };
  const request = body === undefined
    ? { headers }
    : { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, request).catch(() => {
    throw new Error('The service cannot be reached.');
  });
  const json = await answer.json().catch(() => ({}));
  if (answer.ok) {
    return json;
  }
  const signedOut = answer.status === 401 || answer.status === 403;
  // What the detail says of keys is for programmers; here there is a field for them.
  const text = signedOut ? json.title : [json.title, json.detail].filter(Boolean).join(': ');
  const error = new Error(text || `The service answered ${answer.status}.`);
  error.signedOut = signedOut;
  throw error;
}

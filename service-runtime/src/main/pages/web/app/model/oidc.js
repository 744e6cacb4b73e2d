// Sign-in at an OpenID Connect issuer: the authorization code flow with PKCE (RFC 7636), without a secret.
import * as session from './session.js';

const setting = (name) => document.querySelector(`meta[name="darkroom-oidc-${name}"]`)?.content || undefined;
const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const here = () => location.origin + location.pathname;

export const offered = () => Boolean(setting('issuer') && setting('client'));

async function discover() {
  const found = await (await fetch(`${setting('issuer').replace(/\/$/, '')}/.well-known/openid-configuration`)).json();
  if (found.issuer !== setting('issuer')) throw new Error('The issuer’s document names another issuer.');
  return found;
}

/** Leaves for the issuer's page. */
export async function begin() {
  const { authorization_endpoint: page } = await discover();
  const [verifier, state] = [random(), random()];
  session.keep('oidc', { verifier, state });
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  const query = new URLSearchParams({
    response_type: 'code', client_id: setting('client'), redirect_uri: here(), scope: 'openid', state, code_challenge: challenge, code_challenge_method: 'S256',
  });
  location.assign(`${page}${page.includes('?') ? '&' : '?'}${query}`);
}

/**
 * Takes up a sign-in: with what the issuer's page sent back, or, after a reload, with what this tab has kept. Says why where an
 * answer is not to be taken.
 */
export async function takeUp() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state')) {
    renewInTime();
    return undefined;
  }
  history.replaceState(null, '', location.pathname);
  const begun = session.kept('oidc', {});
  session.keep('oidc', null);
  if (answer.get('state') !== begun.state) return 'The sign-in was not begun on this page. Sign in again.';
  if (!answer.has('code')) return `The issuer refused: ${answer.get('error_description') ?? answer.get('error')}`;
  return tokens({ grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: here(), code_verifier: begun.verifier });
}

async function tokens(form) {
  try {
    const { token_endpoint: endpoint } = await discover();
    const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams({ ...form, client_id: setting('client') }) });
    const body = await response.json();
    if (!response.ok) return `The issuer refused: ${body.error_description ?? body.error}`;
    session.signIn(body.access_token, subject(body.access_token));
    // An issuer may let the old refresh token go on (RFC 6749, section 6).
    const token = body.refresh_token ?? form.refresh_token;
    session.keep('refresh', token && body.expires_in ? { token, at: Date.now() + Math.max(10, body.expires_in - 60) * 1000 } : null);
    renewInTime();
    return undefined;
  } catch (problem) {
    return `The issuer cannot be asked: ${problem.message}`;
  }
}

/** A new token before the old one ends; where that fails, the service will ask to sign in again. */
function renewInTime() {
  const refresh = session.kept('refresh', undefined);
  if (refresh && session.key()) setTimeout(() => renew(refresh.token), Math.max(0, refresh.at - Date.now()));
}

/** Unless somebody signed out, or in, meanwhile. */
function renew(token) {
  if (session.key() && session.kept('refresh', undefined)?.token === token) tokens({ grant_type: 'refresh_token', refresh_token: token });
}

/** Who the token is about, so that another person's work is not taken over. The service checks the token. */
function subject(token) {
  try {
    return JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).sub ?? token;
  } catch {
    return token;
  }
}

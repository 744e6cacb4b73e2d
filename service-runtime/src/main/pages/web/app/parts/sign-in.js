import { LitElement, css, html } from 'lit';
import * as oidc from '../model/oidc.js';
import { shared } from './shared.js';

/** What is said to whoever comes back here because a request was answered 401. */
export const REFUSED = 'The key was refused, or the sign-in has ended. Check that the key is whole and still in use.';

/** Asks for the key where the address brought none, or leaves for the organisation's issuer. Event: sign-in with the key. */
class SignIn extends LitElement {
  static properties = { heading: {}, label: {}, refused: {} };

  static styles = [shared, css`
    form {
      max-width: 27rem; margin: 12vh auto 0; padding: 2rem; display: grid; gap: 1rem;
      background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
    }
    label { display: grid; gap: 0.35rem; font-weight: 600; }
    .wrong { color: var(--bad); }
    code { font-family: var(--mono); font-size: 0.9em; overflow-wrap: anywhere; }
  `];

  firstUpdated() {
    this.renderRoot.querySelector('input').focus();
  }

  #submit(event) {
    event.preventDefault();
    const key = new FormData(event.target).get('key').trim();
    if (key) this.dispatchEvent(new CustomEvent('sign-in', { detail: key }));
  }

  #leaveForIssuer() {
    oidc.begin().catch((problem) => { this.refused = `The issuer cannot be asked: ${problem.message}`; });
  }

  render() {
    return html`
      <form @submit=${this.#submit}>
        <h2>${this.heading}</h2>
        ${this.refused ? html`<p class="wrong" role="alert">${this.refused}</p>` : ''}
        ${oidc.offered() ? html`<button class="main" type="button" @click=${this.#leaveForIssuer}>Sign in with your organisation</button>
          <p class="small muted">or</p>` : ''}
        <label>${this.label}
          <input type="password" name="key" autocomplete="current-password" required aria-describedby="where">
        </label>
        <p id="where" class="small muted">
          <code>./darkroom up</code> prints one, and the address with the key in it. The key stays in this tab and is gone when you close it.
        </p>
        <button class=${oidc.offered() ? '' : 'main'}>Sign in</button>
      </form>`;
  }
}
customElements.define('sign-in', SignIn);

import { LitElement, css, html } from 'lit';
import { shared } from './shared.js';

/** Asks for the key where the address brought none. Event: sign-in with the key. */
class SignIn extends LitElement {
  static properties = { refused: { type: Boolean } };

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

  render() {
    return html`
      <form @submit=${this.#submit}>
        <h2>Sign in with your key</h2>
        ${this.refused ? html`<p class="wrong" role="alert">That key was refused. Check that it is whole and still in use.</p>` : ''}
        <label>API key
          <input type="password" name="key" autocomplete="current-password" required aria-describedby="where">
        </label>
        <p id="where" class="small muted">
          <code>./darkroom up</code> prints one, and the address with the key in it. The key stays in this tab and is gone when you close it.
        </p>
        <button class="main">Sign in</button>
      </form>`;
  }
}
customElements.define('dr-sign-in', SignIn);

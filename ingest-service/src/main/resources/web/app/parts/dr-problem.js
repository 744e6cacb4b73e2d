import { LitElement, css, html } from 'lit';
import { shared } from './shared.js';

/** An error a person can read: what it was, why, and where in the request. */
class ProblemBox extends LitElement {
  static properties = { problem: { attribute: false } };

  static styles = [shared, css`
    :host { padding: 0.75rem 1rem; border-radius: 10px; background: var(--bad-soft); border-left: 4px solid var(--bad); overflow-wrap: anywhere; }
    strong { color: var(--bad); }
    ul { margin-top: 0.4rem; display: grid; gap: 0.2rem; }
    code { font-family: var(--mono); font-size: 0.875em; }
  `];

  render() {
    const { title, detail, errors = [], type = '' } = this.problem;
    const slug = type.startsWith('urn:darkroom:problem:') ? type.slice('urn:darkroom:problem:'.length) : '';
    return html`
      <p><strong>${title}</strong> ${slug ? html`<code class="muted">${slug}</code>` : ''}</p>
      ${detail && detail !== title ? html`<p>${detail}</p>` : ''}
      ${errors.length ? html`<ul>${errors.map((error) => html`<li><code>${error.pointer ?? error.parameter ?? ''}</code> ${error.detail}</li>`)}</ul>` : ''}
      <slot></slot>`;
  }
}
customElements.define('dr-problem', ProblemBox);

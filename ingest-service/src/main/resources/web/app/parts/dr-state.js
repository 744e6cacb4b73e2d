import { LitElement, css, html } from 'lit';
import { STATES } from '../model/words.js';
import { shared } from './shared.js';

/** The state of an asset as a small label. */
class StateMark extends LitElement {
  static properties = { state: {} };

  static styles = [shared, css`
    :host { display: inline-block; }
    span { padding: 0.1rem 0.6rem; border-radius: 999px; font-size: 0.78rem; font-weight: 600; line-height: 1.6; white-space: nowrap; }
    .busy { background: var(--accent-soft); color: var(--accent); }
    .good { background: var(--good-soft); color: var(--good); }
    .warn { background: var(--warn-soft); color: var(--warn); }
    .bad { background: var(--bad-soft); color: var(--bad); }
  `];

  render() {
    const { name, tone } = STATES[this.state] ?? { name: this.state, tone: 'busy' };
    return html`<span class=${tone}>${name}</span>`;
  }
}
customElements.define('dr-state', StateMark);

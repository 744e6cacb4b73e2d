import { LitElement, css, html } from 'lit';
import { shared } from './shared.js';

const KEYS = [
  ['← → ↑ ↓', 'go from picture to picture'],
  ['Shift with arrows, or Shift click', 'select a range'],
  ['Space', 'select or deselect'],
  ['Ctrl A', 'select all that are here'],
  ['A', 'approve what is selected, or the framed picture'],
  ['R', 'reject it'],
  ['A and R under Decided', 'publish after all, or withdraw'],
  ['1 to 9', 'choose a reason'],
  ['N', 'write a note'],
  ['Z', 'undo the last decision'],
  ['Enter', 'open the big preview'],
  ['E', 'edit the alt text'],
  ['W', 'withhold the extended picture, or publish it'],
  ['B', 'blur pictures'],
  ['G', 'pictures in grey'],
  ['Escape', 'close, or deselect all'],
  ['?', 'this help'],
];

/** The keys, and a switch for whoever needs their letters for something else (WCAG 2.1.4). */
class Help extends LitElement {
  static properties = { letters: { type: Boolean } };

  static styles = [shared, css`
    dialog { border: 1px solid var(--line); border-radius: var(--radius); padding: 1.4rem; max-width: min(34rem, calc(100vw - 2rem)); background: var(--surface); color: var(--text); box-shadow: var(--shadow); }
    dialog::backdrop { background: rgb(0 0 0 / 55%); }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.35rem 1.2rem; margin: 1rem 0; }
    dt { font-weight: 650; }
    label { display: flex; gap: 0.5rem; align-items: center; margin-bottom: 1rem; }
  `];

  open() {
    this.renderRoot.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">Keys</h2>
      <dl class="small">${KEYS.map(([key, what]) => html`<dt>${key}</dt><dd>${what}</dd>`)}</dl>
      <label class="small"><input type="checkbox" .checked=${this.letters}
        @change=${(event) => this.dispatchEvent(new CustomEvent('letters', { detail: event.target.checked }))}>Letters and digits are keys of the desk</label>
      <button class="main" type="button" @click=${() => this.renderRoot.querySelector('dialog').close()}>Close</button>
    </dialog>`;
  }
}
customElements.define('dk-help', Help);

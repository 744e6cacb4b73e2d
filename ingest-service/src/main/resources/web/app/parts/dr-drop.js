import { LitElement, css, html } from 'lit';
import './dr-options.js';
import { shared } from './shared.js';

/** Takes pictures: dropped anywhere on the page, chosen, or pasted. Event: pictures {files, request}. */
class Drop extends LitElement {
  static properties = { over: { state: true }, note: { state: true } };

  static styles = [shared, css`
    section { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); padding: 1.1rem; }
    .zone {
      display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 0.6rem 1.1rem; padding: 1.6rem 1rem; text-align: center;
      border: 2px dashed var(--edge); border-radius: 10px; transition: background-color 120ms, border-color 120ms;
    }
    .zone.over { border-color: var(--accent); background: var(--accent-soft); }
    .zone p { font-size: 1.05rem; }
    details { margin-top: 0.8rem; }
    summary { cursor: pointer; width: fit-content; font-weight: 600; font-size: 0.9rem; padding: 0.25rem 0; }
    dr-options { margin-top: 0.6rem; }
    .note { color: var(--bad); margin-top: 0.5rem; }
  `];

  #depth = 0;
  #page = {
    dragenter: (event) => this.#drag(event, 1),
    dragleave: (event) => this.#drag(event, -1),
    dragover: (event) => event.preventDefault(),
    drop: (event) => this.#dropped(event),
    paste: (event) => this.#pasted(event),
  };

  connectedCallback() {
    super.connectedCallback();
    for (const [type, listener] of Object.entries(this.#page)) document.addEventListener(type, listener);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const [type, listener] of Object.entries(this.#page)) document.removeEventListener(type, listener);
  }

  #drag(event, step) {
    event.preventDefault();
    this.#depth = Math.max(0, this.#depth + step);
    this.over = this.#depth > 0;
  }

  #dropped(event) {
    event.preventDefault();
    this.#depth = 0;
    this.over = false;
    this.#give([...event.dataTransfer.files]);
  }

  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) this.#give(files);
  }

  #give(files) {
    this.note = files.length ? '' : 'That was no file. Drop pictures from your computer.';
    if (!files.length) return;
    const options = this.renderRoot.querySelector('dr-options');
    this.renderRoot.querySelector('details').open ||= !options.renderRoot.querySelector('form').checkValidity();
    if (!options.valid()) {
      this.note = 'Fill in the options first, then drop the pictures again.';
      return;
    }
    this.dispatchEvent(new CustomEvent('pictures', { detail: { files, request: options.request } }));
  }

  #chosen(event) {
    this.#give([...event.target.files]);
    event.target.value = '';
  }

  render() {
    return html`<section aria-label="Add pictures">
      <div class="zone ${this.over ? 'over' : ''}">
        <p>Drop pictures here, paste them, or</p>
        <button class="main" type="button" @click=${() => this.renderRoot.querySelector('input[type=file]').click()}>Choose pictures</button>
        <input class="hidden" type="file" multiple accept="image/*" tabindex="-1" aria-label="Pictures" @change=${this.#chosen}>
      </div>
      ${this.note ? html`<p class="note small" role="alert">${this.note}</p>` : ''}
      <details><summary>What to do with them</summary><dr-options></dr-options></details>
    </section>`;
  }
}
customElements.define('dr-drop', Drop);

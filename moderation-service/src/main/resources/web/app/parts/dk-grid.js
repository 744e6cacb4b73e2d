import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { outpaintFile, reasonName, title } from '../model/words.js';
import { shared } from './shared.js';

/** The pictures that wait, as a list of options: one has the focus, any number are selected. */
class Grid extends LitElement {
  static properties = { items: { attribute: false }, selected: { attribute: false }, focused: {}, edited: { attribute: false }, label: {} };

  static styles = [shared, css`
    [role='listbox'] { display: grid; gap: 0.9rem; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); padding: 4px; }
    @media (max-width: 560px) { [role='listbox'] { grid-template-columns: 1fr 1fr; gap: 0.7rem; } }
    [role='option'] {
      position: relative; display: flex; flex-direction: column; background: var(--surface); border: 1px solid var(--line);
      border-radius: var(--radius); overflow: hidden; cursor: pointer; scroll-margin: 6rem 0 9rem;
    }
    [role='option'][aria-selected='true'] { border-color: var(--focus); box-shadow: 0 0 0 2px var(--focus); }
    [role='option']:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    .picture { position: relative; aspect-ratio: 4 / 3; background: var(--sunken); overflow: hidden; }
    img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; filter: var(--picture-filter, none); }
    .tick {
      position: absolute; top: 0.45rem; left: 0.45rem; width: 1.75rem; height: 1.75rem; display: grid; place-items: center;
      border-radius: 50%; border: 2px solid #fff; background: rgb(0 0 0 / 55%); color: transparent; box-shadow: 0 0 3px rgb(0 0 0 / 50%);
    }
    [aria-selected='true'] .tick { background: var(--focus); color: var(--ground); }
    .tick svg { width: 1rem; height: 1rem; }
    .flags { position: absolute; right: 0.45rem; bottom: 0.45rem; display: flex; gap: 0.3rem; }
    .flags span { padding: 0 0.5rem; border-radius: 999px; background: rgb(0 0 0 / 78%); color: #fff; font-size: 0.75rem; }
    .about { padding: 0.5rem 0.7rem 0.65rem; display: grid; gap: 0.35rem; min-width: 0; }
    .name { font-weight: 600; font-size: 0.875rem; line-height: 1.3; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .reasons { display: flex; flex-wrap: wrap; gap: 0.25rem; }
    .reasons span { padding: 0 0.45rem; border-radius: 6px; background: var(--warn-soft); color: var(--warn); font-size: 0.75rem; line-height: 1.5; }
    .refusal { color: var(--bad); font-size: 0.8125rem; line-height: 1.35; }
  `];

  /** The focus follows the item, wherever a decision moved it. */
  takeFocus() {
    this.updateComplete.then(() => this.renderRoot.querySelector('[tabindex="0"]')?.focus());
  }

  get columns() {
    const list = this.renderRoot.querySelector('[role="listbox"]');
    return list ? getComputedStyle(list).gridTemplateColumns.split(' ').length : 1;
  }

  get focusInside() {
    return this.renderRoot.activeElement != null;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #click(event, id) {
    if (event.target.closest('.tick')) this.#tell('toggle-item', id);
    else if (event.shiftKey) this.#tell('select-to', id);
    else if (event.ctrlKey || event.metaKey) this.#tell('toggle-item', id);
    else this.#tell('choose', id);
  }

  render() {
    return html`<div role="listbox" aria-multiselectable="true" aria-label=${this.label}>
      ${repeat(this.items, (item) => item.id, (item) => this.#option(item))}</div>`;
  }

  #option(item) {
    const record = item.record;
    const shown = item.previews.variants[outpaintFile(record)?.name] ?? item.previews.original;
    const selected = this.selected.has(item.id);
    const codes = [...new Set(item.reasons.map((reason) => reason.code))];
    const verdict = item.decision && (item.decision.decision.verdict === 'APPROVE' ? 'approved' : 'rejected');
    const label = `${title(item)}. ${codes.map(reasonName).join(', ')}.${verdict ? ` Is ${verdict}.` : ''}${item.refusal ? ` Not taken: ${item.refusal.title}.` : ''}`;
    return html`<div role="option" data-id=${item.id} aria-selected=${selected ? 'true' : 'false'} aria-label=${label}
        tabindex=${item.id === this.focused ? '0' : '-1'}
        @click=${(event) => this.#click(event, item.id)} @dblclick=${() => this.#tell('open-item', item.id)} @focus=${() => item.id !== this.focused && this.#tell('focus-item', item.id)}>
      <div class="picture">
        <img src=${shown} alt="" decoding="async" @error=${(event) => this.#broken(event, item)}>
        <div class="tick"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="m3 8.5 3.5 3.5L13 4.5" fill="none" stroke="currentColor" stroke-width="2.2"></path></svg></div>
        <div class="flags">
          ${item.requiredApprovals === 2 ? html`<span>${item.firstApproval ? '1 of 2 yes' : '2 people'}</span>` : ''}
          ${verdict ? html`<span>${verdict}</span>` : ''}
          ${this.edited(item.id) ? html`<span>edited</span>` : ''}
        </div>
      </div>
      <div class="about">
        <div class="name">${title(item)}</div>
        <div class="reasons">${codes.slice(0, 3).map((code) => html`<span>${reasonName(code)}</span>`)}${codes.length > 3 ? html`<span>+${codes.length - 3}</span>` : ''}</div>
        ${item.refusal ? html`<div class="refusal">${item.refusal.title}. ${item.refusal.detail ?? ''}</div>` : ''}
      </div>
    </div>`;
  }

  /** A link that ran out is asked for once more; what no browser shows is shown as a crop of it. */
  #broken(event, item) {
    const tried = Number(event.target.dataset.tried ?? 0);
    event.target.dataset.tried = tried + 1;
    const crop = Object.values(item.previews.variants)[0];
    if (tried === 0) this.#tell('refresh-item', item.id);
    else if (tried === 1 && crop) event.target.src = crop;
  }
}
customElements.define('dk-grid', Grid);

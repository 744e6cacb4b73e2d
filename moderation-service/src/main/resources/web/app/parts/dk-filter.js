import { LitElement, css, html } from 'lit';
import { REASONS, reasonName } from '../model/words.js';
import { shared } from './shared.js';

/** How long a picture has waited at least, in seconds. */
const AGES = [[0, 'Any age'], [3600, 'Over an hour'], [14_400, 'Over 4 hours'], [86_400, 'Over a day'], [604_800, 'Over a week']];

/** Which part of the queue is taken. Events: refilter (changes), select-all, select-matching, look (name). */
class Filter extends LitElement {
  static properties = { desk: { attribute: false }, looks: { attribute: false }, version: {} };

  static styles = [shared, css`
    .bar { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; }
    select, input[type='text'] { min-height: 40px; border: 1px solid var(--edge); border-radius: 9px; background: var(--raised); padding: 0 0.6rem; width: auto; max-width: 13rem; }
    .end { margin-left: auto; display: flex; gap: 0.4rem; flex-wrap: wrap; }
    button[aria-pressed='true'] { background: var(--text); border-color: var(--text); color: var(--ground); }
    @media (max-width: 560px) { select, input[type='text'] { flex: 1 1 8rem; min-width: 0; } .end { margin-left: 0; } button { padding: 0.3rem 0.7rem; } }
  `];

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  render() {
    const { filter, levels } = this.desk;
    const codes = Object.keys(REASONS).filter((code) => levels?.byReason?.[code] || filter.reasons.includes(code));
    return html`<div class="bar small" role="region" aria-label="Which pictures">
      <select aria-label="Reason" @change=${(event) => this.#tell('refilter', { reasons: event.target.value ? [event.target.value] : [] })}>
        <option value="" ?selected=${!filter.reasons.length}>Every reason</option>
        ${codes.map((code) => html`<option value=${code} ?selected=${filter.reasons[0] === code}>${reasonName(code)} (${levels?.byReason?.[code] ?? 0})</option>`)}
      </select>
      <select aria-label="Order" @change=${(event) => this.#tell('refilter', { order: event.target.value })}>
        <option value="oldest" ?selected=${filter.order === 'oldest'}>Oldest first</option>
        <option value="riskiest" ?selected=${filter.order === 'riskiest'}>Riskiest first</option>
      </select>
      <select aria-label="Waiting for" @change=${(event) => this.#tell('refilter', { age: Number(event.target.value) })}>
        ${AGES.map(([seconds, name]) => html`<option value=${seconds} ?selected=${(filter.age ?? 0) === seconds}>${name}</option>`)}
      </select>
      <input type="text" aria-label="Preset" placeholder="Preset" autocomplete="off" .value=${filter.preset} @change=${(event) => this.#tell('refilter', { preset: event.target.value.trim() })}>
      <button type="button" @click=${() => this.#tell('select-all')}>${this.desk.selected.size && this.desk.selected.size === this.desk.items.length ? 'Deselect all' : 'Select all'}</button>
      <button type="button" @click=${() => this.#tell('select-matching')}>Select all that match</button>
      <div class="end">
        <button type="button" aria-pressed=${this.looks.blur ? 'true' : 'false'} @click=${() => this.#tell('look', 'blur')}>Blur</button>
        <button type="button" aria-pressed=${this.looks.grey ? 'true' : 'false'} @click=${() => this.#tell('look', 'grey')}>Grey</button>
      </div>
    </div>`;
  }
}
customElements.define('dk-filter', Filter);

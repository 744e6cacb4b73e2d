import { LitElement, css, html } from 'lit';
import { shared } from './shared.js';

/** What is done about the selected items. Events: decide (verdict), toggle-reason (code), note (text), undo. */
class Actions extends LitElement {
  static properties = { desk: { attribute: false }, version: {} };

  static styles = [shared, css`
    :host { position: sticky; bottom: 0; z-index: 1; background: var(--surface); border-top: 1px solid var(--line); box-shadow: var(--shadow); }
    .bar { max-width: 1500px; margin: 0 auto; padding: 0.6rem clamp(0.9rem, 3vw, 2rem); display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.5rem 1rem; align-items: center; }
    .reasons { display: flex; flex-wrap: wrap; gap: 0.3rem; border: 0; margin: 0; padding: 0; min-width: 0; }
    .reasons button { min-height: 32px; padding: 0 0.7rem; font-size: 0.8125rem; }
    .reasons button[aria-pressed='true'] { background: var(--text); border-color: var(--text); color: var(--ground); }
    kbd { font: inherit; font-size: 0.75rem; border: 1px solid currentcolor; border-radius: 4px; padding: 0 0.3rem; margin-right: 0.3rem; }
    .what { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
    .what input { flex: 1 1 10rem; }
    .verdict { display: flex; gap: 0.5rem; grid-row: span 2; }
    .verdict button { min-height: 48px; padding: 0 1.2rem; font-weight: 650; white-space: nowrap; }
    .approve { background: var(--good); border-color: var(--good); color: var(--ground); }
    .approve:hover { background: var(--good); filter: brightness(1.1); }
    .reject { color: var(--bad); border-color: var(--bad); }
    .reject:hover { background: var(--bad-soft); border-color: var(--bad); }
    @media (max-width: 760px) {
      .bar { grid-template-columns: minmax(0, 1fr); padding-block: 0.4rem 0.5rem; gap: 0.35rem; }
      .reasons { flex-wrap: nowrap; overflow-x: auto; padding: 3px; margin: -3px; scrollbar-width: none; }
      .reasons button { flex: none; }
      .reasons kbd, .verdict kbd { display: none; }
      .verdict button { flex: 1; padding: 0 0.5rem; }
    }
  `];

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  render() {
    const { desk } = this;
    const count = desk.selected.size;
    const about = count ? `${count} selected` : desk.focused ? 'The framed picture' : 'Nothing';
    return html`<div class="bar" role="region" aria-label="Decide">
      <div class="reasons" role="group" aria-label="Reasons">${desk.reasons.map(({ code, label }, index) => html`
        <button type="button" aria-pressed=${desk.chosen.includes(code) ? 'true' : 'false'} @click=${() => this.#tell('toggle-reason', code)}>
          ${index < 9 ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : ''}${label}</button>`)}</div>
      <div class="verdict">
        <button type="button" class="quiet" ?disabled=${!desk.canUndo} @click=${() => this.#tell('undo')}><kbd aria-hidden="true">Z</kbd>Undo</button>
        <button type="button" class="reject" ?disabled=${!desk.focused} @click=${() => this.#tell('decide', 'REJECT')}><kbd aria-hidden="true">R</kbd>${desk.verbs.REJECT}</button>
        <button type="button" class="approve" ?disabled=${!desk.focused} @click=${() => this.#tell('decide', 'APPROVE')}><kbd aria-hidden="true">A</kbd>${desk.verbs.APPROVE}</button>
      </div>
      <div class="what">
        <span class="small number" id="about">${about}</span>
        <input type="text" id="note" maxlength="2000" autocomplete="off" aria-label="Note" placeholder="Note" .value=${desk.note} @input=${(event) => this.#tell('note', event.target.value)}>
      </div>
    </div>`;
  }
}
customElements.define('dk-actions', Actions);

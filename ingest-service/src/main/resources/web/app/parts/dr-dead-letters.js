import { LitElement, css, html } from 'lit';
import { shared } from './shared.js';

/** Dead letters by cause. Event: replay with what the API is asked for. */
class DeadLetters extends LitElement {
  static properties = { found: { attribute: false }, busy: { attribute: false }, asking: { state: true } };

  static styles = [shared, css`
    .cause { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.4rem 1rem; align-items: center; padding: 0.8rem 0; border-top: 1px solid var(--line); }
    code { font-family: var(--mono); font-size: 0.875em; overflow-wrap: anywhere; }
    .letters { display: grid; gap: 0.4rem; margin-top: 0.75rem; overflow-wrap: anywhere; }
    @media (max-width: 560px) { .cause { grid-template-columns: minmax(0, 1fr); } }
  `];

  #ask(cause) {
    const name = `${cause.consumer}/${cause.cause}`;
    if (this.asking !== name) {
      this.asking = name;
      return;
    }
    this.asking = undefined;
    this.dispatchEvent(new CustomEvent('replay', { detail: { consumer: cause.consumer, cause: cause.cause } }));
  }

  #cause(cause) {
    const sure = this.asking === `${cause.consumer}/${cause.cause}`;
    return html`<li class="cause" data-cause=${cause.cause}>
      <div><p><strong>${cause.title}</strong> <code class="muted">${cause.consumer} / ${cause.cause}</code></p>
        <p class="small muted number">${cause.open} open${cause.quarantined ? `, ${cause.quarantined} in quarantine` : ''}${cause.queued ? `, ${cause.queued} being sent` : ''}; last ${new Date(cause.lastAt).toLocaleString()}</p></div>
      <button type="button" class=${sure ? 'main small' : 'small'} ?disabled=${this.busy || !cause.open} aria-label=${`Replay ${cause.open} of ${cause.consumer}, ${cause.cause}`} @click=${() => this.#ask(cause)}>
        ${sure ? `Yes, send ${cause.open} again` : 'Replay'}</button>
    </li>`;
  }

  render() {
    const { causes, letters } = this.found;
    if (!causes.length) return html`<p class="muted">None. What stages and consumers give up shows here.</p>`;
    return html`<ul>${causes.map((cause) => this.#cause(cause))}</ul>
      <details><summary class="small">The latest ${letters.length}</summary>
        <ul class="letters small">${letters.map((letter) => html`<li><code>${letter.id}</code> ${letter.consumer}:
          ${letter.error.detail ?? letter.error.title}${letter.assetId ? html` <span class="muted">(asset <code>${letter.assetId}</code>)</span>` : ''}</li>`)}</ul>
      </details>`;
  }
}
customElements.define('dr-dead-letters', DeadLetters);

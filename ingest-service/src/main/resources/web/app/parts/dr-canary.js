import { LitElement, css, html } from 'lit';
import { stageName } from '../model/words.js';
import { shared } from './shared.js';

const percent = (share) => (share == null ? 'does not compare' : `${(share * 100).toFixed(1)} %`);
const millis = (value) => (value == null ? '' : `${new Intl.NumberFormat('en').format(value)} ms`);

const ROWS = [
  ['Models', (side) => side.models.join(', ')],
  ['Succeeded', (side) => side.succeeded],
  ['Skipped', (side) => side.skipped],
  ['Failed', (side) => side.failed],
  ['Put off', (side) => side.deferred],
  ['With a warning', (side) => side.flagged],
  ['Median time', (side) => millis(side.medianMs)],
  ['95 % within', (side) => millis(side.p95Ms)],
  ['Length', (side) => side.length ?? ''],
  ['Cost of one', (side) => side.costs.map((cost) => `${cost.each} ${cost.currency}`).join(', ')],
];

/** What a canary made beside its stage. Event: stop with the stage's name. */
class Canary extends LitElement {
  static properties = { found: { attribute: false }, busy: { attribute: false } };

  static styles = [shared, css`
    .head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; }
    .head button { margin-left: auto; }
    table { width: 100%; max-width: 44rem; border-collapse: collapse; margin: 0.75rem 0; table-layout: fixed; }
    th, td { text-align: left; padding: 0.3rem 0.6rem 0.3rem 0; border-top: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere; }
    thead th { border: 0; font-weight: 600; }
    dl { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: 0.1rem 0.75rem; margin: 0; overflow-wrap: anywhere; }
    dd { margin: 0; }
    .examples li { padding: 0.6rem 0; border-top: 1px solid var(--line); }
    code { font-family: var(--mono); font-size: 0.875em; overflow-wrap: anywhere; }
  `];

  #table({ baseline, canary }) {
    return html`<table class="small number">
      <thead><tr><td></td><th scope="col">Stage</th><th scope="col">Canary</th></tr></thead>
      <tbody>${ROWS.map(([name, of]) => html`<tr><th scope="row" class="muted">${name}</th><td>${of(baseline)}</td><td>${of(canary)}</td></tr>`)}</tbody>
    </table>`;
  }

  #example(example) {
    return html`<li><p class="muted"><code>${example.assetId}</code>${example.agreement == null ? '' : `, ${percent(example.agreement)} alike`}</p>
      <dl><dt class="muted">Stage</dt><dd>${example.baseline}</dd><dt class="muted">Canary</dt><dd>${example.canary}</dd></dl></li>`;
  }

  render() {
    const { stage, share, instances, made, compared, agreement, examples } = this.found;
    const name = stageName(stage);
    return html`<div class="head"><h3>${name}: ${share.name}</h3>
        <button type="button" class="small" ?disabled=${this.busy} aria-label=${`Stop the canary of ${name}`} @click=${() => this.dispatchEvent(new CustomEvent('stop', { detail: stage }))}>Stop</button></div>
      <p class="small muted number">${share.percent} % of the work since ${new Date(share.since).toLocaleString()}; ${instances ? `${instances} ${instances === 1 ? 'instance' : 'instances'}` : `no instance has darkroom.canary.name=${share.name}`};
        ${made} made, ${compared} compared.</p>
      ${compared ? html`${this.#table(this.found)}
        <p class="small">Agreement: <strong>${percent(agreement)}</strong></p>
        <details><summary class="small">Least alike</summary><ul class="examples small">${examples.map((each) => this.#example(each))}</ul></details>` : ''}`;
  }
}
customElements.define('dr-canary', Canary);

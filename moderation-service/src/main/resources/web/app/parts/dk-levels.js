import { LitElement, css, html } from 'lit';
import { reasonName, span } from '../model/words.js';
import { shared } from './shared.js';

/** How well the queue is served. */
class Levels extends LitElement {
  static properties = { levels: { attribute: false } };

  static styles = [shared, css`
    :host { display: grid; gap: 1.5rem; max-width: 62rem; margin: 1rem auto 3rem; }
    .tiles { display: grid; gap: 0.9rem; grid-template-columns: repeat(auto-fit, minmax(10.8rem, 1fr)); }
    .tiles > div { padding: 1rem 1.2rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
    dt { color: var(--muted); font-size: 0.8125rem; }
    .tiles dd { font-size: 1.8rem; font-weight: 650; letter-spacing: -0.02em; line-height: 1.25; }
    .tiles .small { font-size: 0.8125rem; font-weight: 400; letter-spacing: 0; }
    table { border-collapse: collapse; width: 100%; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
    caption { text-align: left; font-weight: 650; padding-bottom: 0.5rem; }
    th, td { text-align: left; padding: 0.45rem 1rem; border-top: 1px solid var(--line); font-weight: 400; }
    td.number { width: 6rem; text-align: right; }
    meter { width: 100%; height: 0.7rem; }
  `];

  render() {
    const l = this.levels;
    if (!l) return html`<p class="muted">Measuring…</p>`;
    const { sample } = l;
    const share = sample.agreement == null ? '–' : `${Math.round(sample.agreement * 100)} %`;
    const rows = Object.entries(l.byReason).sort((a, b) => b[1] - a[1]);
    return html`<h2>Service levels</h2>
      <dl class="tiles number">
        ${this.#tile('Waiting', l.waiting, `${l.claimed} of them with somebody`)}
        ${this.#tile('Oldest', l.waiting ? span(l.oldestSeconds) : '–', 'since it was asked for')}
        ${this.#tile('Decisions, last hour', l.decisionsLastHour, `${l.decisionsLastDay} in 24 hours, ${l.approvedLastDay} of them approved`)}
        ${this.#tile('Time to a decision', span(l.medianSecondsToDecision), 'median of the last 24 hours')}
        ${this.#tile('Agreement on samples', share, `${sample.agreed} of ${sample.decided} approved unchanged, 30 days`)}
      </dl>
      <table><caption>What waits, by reason</caption>
        <thead><tr><th scope="col">Reason</th><th scope="col">Share</th><th scope="col">Items</th></tr></thead>
        <tbody>${rows.map(([code, count]) => html`<tr><th scope="row">${reasonName(code)}</th>
          <td><meter min="0" max=${l.waiting} value=${count} aria-label="${reasonName(code)}: ${count} of ${l.waiting}"></meter></td><td class="number">${count}</td></tr>`)}
          ${rows.length ? '' : html`<tr><td colspan="3" class="muted">Nothing waits.</td></tr>`}</tbody></table>`;
  }

  #tile(name, value, about) {
    return html`<div><dt>${name}</dt><dd>${value}</dd><dd class="small muted">${about}</dd></div>`;
  }
}
customElements.define('dk-levels', Levels);

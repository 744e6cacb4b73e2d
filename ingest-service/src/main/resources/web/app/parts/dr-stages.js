import { LitElement, css, html } from 'lit';
import { STATUS, duration, stageName } from '../model/words.js';
import { shared } from './shared.js';

const MARKS = { SUCCEEDED: '✓', SKIPPED: '–', FAILED: '✕', TIMED_OUT: '✕', PENDING: '' };

/** How far each stage is, how long it took, and what went wrong. */
class Stages extends LitElement {
  static properties = { stages: { attribute: false } };

  static styles = [shared, css`
    ol { display: grid; gap: 0.6rem; grid-template-columns: repeat(auto-fit, minmax(9.2rem, 1fr)); }
    li {
      display: grid; grid-template-columns: auto 1fr; column-gap: 0.6rem; align-items: center; padding: 0.6rem 0.75rem;
      border-radius: 11px; background: var(--raised); border: 1px solid var(--line);
    }
    .mark {
      grid-row: span 2; width: 1.75rem; height: 1.75rem; border-radius: 50%; display: grid; place-items: center;
      font-weight: 700; background: var(--sunken); color: var(--muted);
    }
    .name { font-weight: 600; line-height: 1.25; }
    .SUCCEEDED .mark { background: var(--good-soft); color: var(--good); animation: settle 320ms ease-out; }
    .FAILED .mark, .TIMED_OUT .mark { background: var(--bad-soft); color: var(--bad); }
    .PENDING .mark { background: none; border: 2.5px solid var(--line); border-top-color: var(--accent); animation: turn 1.1s linear infinite; }
    dr-problem { margin-top: 0.6rem; }
    @keyframes turn { to { transform: rotate(1turn); } }
    @keyframes settle { from { transform: scale(0.4); opacity: 0; } }
    @media (max-width: 560px) { ol { grid-template-columns: 1fr 1fr; } }
  `];

  render() {
    const broken = this.stages.filter((stage) => stage.error);
    return html`
      <h3 class="hidden">Stages</h3>
      <ol>${this.stages.map((stage) => html`
        <li class=${stage.status} data-stage=${stage.stage} data-status=${stage.status}>
          <span class="mark" aria-hidden="true">${MARKS[stage.status]}</span>
          <span class="name">${stageName(stage.stage)}</span>
          <span class="small muted number">${STATUS[stage.status]}${this.#more(stage)}</span>
        </li>`)}</ol>
      ${broken.map((stage) => html`<dr-problem .problem=${{ ...stage.error, title: `${stageName(stage.stage)}: ${stage.error.title}` }}></dr-problem>`)}`;
  }

  #more(stage) {
    const parts = [duration(stage.durationMs), stage.attempts > 1 ? `attempt ${stage.attempts}` : '', stage.generation > 1 ? `run ${stage.generation}` : ''];
    return parts.filter(Boolean).map((part) => `, ${part}`).join('');
  }
}
customElements.define('dr-stages', Stages);

import { LitElement, css, html } from 'lit';
import { stageName } from '../model/words.js';
import { shared } from './shared.js';

const age = (seconds) => (seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`);
const whole = (number) => new Intl.NumberFormat('en').format(number);

/** The way of a picture, with what is on each edge. Events: pause and resume with the stage's name. */
class Flow extends LitElement {
  static properties = { stages: { attribute: false }, busy: { attribute: false } };

  static styles = [shared, css`
    .flow { display: grid; grid-template-columns: minmax(0, 12rem) minmax(0, 1fr) minmax(0, 12rem); gap: 0.75rem; align-items: center; }
    .end { padding: 1rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--sunken); text-align: center; }
    .rows { display: grid; gap: 0.75rem; }
    .row { display: grid; grid-template-columns: minmax(5.5rem, 7.5rem) minmax(0, 1fr) minmax(5.5rem, 7.5rem); align-items: center; gap: 0.5rem; }
    .edge { position: relative; text-align: center; padding-bottom: 0.6rem; border-bottom: 2px solid var(--edge); line-height: 1.25; }
    .edge::after { content: ''; position: absolute; right: -1px; bottom: -6px; border: 5px solid transparent; border-left: 8px solid var(--edge); border-right: 0; }
    .edge strong { font-size: 1.05rem; }
    .bad strong { color: var(--bad); }
    .stage { padding: 0.8rem 1rem; border: 1px solid var(--line); border-left: 5px solid var(--good); border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow); overflow-wrap: anywhere; }
    .stage[data-state='paused'] { border-left-color: var(--warn); background: var(--warn-soft); }
    .stage[data-state='broken'] { border-left-color: var(--bad); }
    .head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; }
    .head button { margin-left: auto; }
    h3 { font-size: 1rem; color: var(--text); }
    @media (max-width: 860px) {
      .flow { grid-template-columns: minmax(0, 1fr); }
      .row { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
      .stage { grid-column: 1 / -1; grid-row: 1; }
    }
  `];

  #state(stage) {
    if (stage.paused) return 'paused';
    return stage.instances.length && !stage.instances.some((instance) => instance.problem) ? 'running' : 'broken';
  }

  #says(stage) {
    if (stage.paused) return `Paused by ${stage.control.by}${stage.control.reason ? `: ${stage.control.reason}` : ''}`;
    const problem = stage.instances.find((instance) => instance.problem)?.problem;
    return problem ?? (stage.instances.length ? 'Running' : 'No instance runs it');
  }

  #toggle(stage) {
    this.dispatchEvent(new CustomEvent(stage.paused ? 'resume' : 'pause', { detail: stage.stage }));
  }

  #waiting(stage) {
    if (!stage.backlog) return html`<span class="muted">Nothing waits</span>`;
    const more = [
      stage.oldestSeconds == null ? '' : `oldest ${age(stage.oldestSeconds)}`,
      stage.bulk ? `${whole(stage.bulk)} bulk` : '',
    ].filter(Boolean);
    return html`<strong>${whole(stage.backlog)}</strong> ${stage.backlog === 1 ? 'waits' : 'wait'}<br>
      <span class="muted">${more.join(', ')}</span>`;
  }

  #stage(stage) {
    const name = stageName(stage.stage);
    const errors = stage.errorRate == null ? '' : `${(stage.errorRate * 100).toFixed(1)} % fail`;
    return html`<li class="row" data-stage=${stage.stage}>
      <p class="edge number small">${this.#waiting(stage)}</p>
      <section class="stage" data-state=${this.#state(stage)} aria-label=${name}>
        <div class="head"><h3>${name}</h3>
          <button type="button" class="small" ?disabled=${this.busy} aria-label=${`${stage.paused ? 'Resume' : 'Pause'} ${name}`} @click=${() => this.#toggle(stage)}>${stage.paused ? 'Resume' : 'Pause'}</button></div>
        <p class="small says">${this.#says(stage)}</p>
        ${stage.control?.canary ? html`<p class="small muted">Canary ${stage.control.canary.name}: ${stage.control.canary.percent} % beside it</p>` : ''}
        <p class="small muted number">${stage.inFlight} of ${stage.concurrency} places in work${stage.waiting ? `, ${stage.waiting} of them waiting` : ''};
          ${stage.instances.length} ${stage.instances.length === 1 ? 'instance' : 'instances'}${stage.control && stage.obeying < stage.instances.length ? `, ${stage.instances.length - stage.obeying} yet to hear` : ''}</p>
      </section>
      <p class="edge number small ${stage.errorRate > 0.05 ? 'bad' : ''}"><strong>${stage.endedPerSecond.toFixed(2)}</strong> / s<br>
        <span class="muted">${errors || 'nothing ended lately'}</span></p>
    </li>`;
  }

  render() {
    return html`<div class="flow">
      <p class="end"><strong>Upload</strong><br><span class="small muted">original stored, stages planned</span></p>
      <ul class="rows">${this.stages.map((stage) => this.#stage(stage))}</ul>
      <p class="end"><strong>Join</strong><br><span class="small muted">published, or to a reviewer</span></p>
    </div>`;
  }
}
customElements.define('dr-flow', Flow);

import { LitElement, css, html } from 'lit';
import { STATUS, stageName, title } from '../model/words.js';
import './dr-image.js';
import './dr-state.js';
import { shared } from './shared.js';

/** The pictures at hand, newest first, each with how far it is. Event: choose with the item's key. */
class Roll extends LitElement {
  static properties = { items: { attribute: false }, selected: {} };

  static styles = [shared, css`
    ul { display: grid; gap: 0.4rem; }
    button {
      width: 100%; display: grid; grid-template-columns: 60px minmax(0, 1fr); gap: 0.15rem 0.8rem; align-items: center; text-align: left;
      padding: 0.45rem; border-radius: 12px; border-color: transparent; background: none;
    }
    button[aria-current='true'] { background: var(--surface); border-color: var(--accent); box-shadow: var(--shadow); }
    .thumb { grid-row: span 2; width: 60px; height: 60px; border-radius: 8px; overflow: hidden; background: var(--sunken); }
    .thumb > * { width: 100%; height: 100%; object-fit: cover; display: block; }
    .name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; line-height: 1.3; }
    .line { display: flex; align-items: center; gap: 0.6rem; min-width: 0; }
    .dots { display: inline-flex; gap: 0.28rem; }
    .dots i { width: 0.6rem; height: 0.6rem; border-radius: 50%; border: 2px solid var(--edge); }
    .dots .SUCCEEDED { background: var(--good); border-color: var(--good); }
    .dots .SKIPPED { border-style: dotted; }
    .dots .FAILED, .dots .TIMED_OUT { background: var(--bad); border-color: var(--bad); border-radius: 2px; }
    .dots .PENDING { animation: breathe 1.4s ease-in-out infinite; }
    @keyframes breathe { 50% { border-color: var(--accent); background: var(--accent-soft); } }
    progress { width: 100%; height: 0.4rem; accent-color: var(--accent); }
    .refused { color: var(--bad); }
    @media (max-width: 860px) {
      ul { grid-auto-flow: column; grid-auto-columns: 7.2rem; overflow-x: auto; padding: 3px 3px 0.6rem; scroll-snap-type: x proximity; }
      li { scroll-snap-align: start; }
      button { grid-template-columns: minmax(0, 1fr); height: 100%; align-content: start; }
      .thumb { grid-row: auto; width: 100%; height: auto; aspect-ratio: 4 / 3; }
      .name { font-size: 0.8125rem; }
      .line { flex-wrap: wrap; gap: 0.3rem; }
    }
  `];

  render() {
    return html`<nav aria-label="Pictures"><ul>${this.items.map((item) => html`<li>
      <button type="button" aria-current=${String(item.key === this.selected)} @click=${() => this.#choose(item.key)}>
        <span class="thumb">${this.#thumb(item)}</span>
        <span class="name">${item.asset ? title(item.asset) : item.name}</span>
        <span class="line small">${this.#line(item)}</span>
      </button></li>`)}</ul></nav>`;
  }

  #choose(key) {
    this.dispatchEvent(new CustomEvent('choose', { detail: key }));
  }

  #thumb({ asset, preview, problem }) {
    if (problem) return ''; // A refused file may be no picture at all.
    if (preview) return html`<img src=${preview} alt="">`;
    if (!asset) return '';
    const name = asset.variants.find((variant) => variant.name === 'crop-1x1')?.name ?? 'original';
    return html`<dr-image .asset=${asset} name=${name} .width=${120} fit="cover" alt=""></dr-image>`;
  }

  #line({ asset, problem, progress }) {
    if (problem) return html`<span class="refused">Refused</span>`;
    if (!asset) return html`<progress max="1" .value=${progress} aria-label="Upload"></progress>`;
    const said = asset.stages.map((stage) => `${stageName(stage.stage)} ${STATUS[stage.status]}`).join(', ');
    return html`<dr-state state=${asset.state}></dr-state>
      <span class="dots" role="img" aria-label=${said} title=${said}>${asset.stages.map((stage) => html`<i class=${stage.status}></i>`)}</span>`;
  }
}
customElements.define('dr-roll', Roll);

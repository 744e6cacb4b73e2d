import { LitElement, css, html, svg } from 'lit';
import { cropColour, reasonName } from '../model/words.js';
import { shared } from './shared.js';

/** The original with crops drawn on it, and with what a check found where it found it. */
class Picture extends LitElement {
  static properties = { item: { attribute: false }, crops: { type: Boolean } };

  static styles = [shared, css`
    .frame { position: relative; margin: 0 auto; width: min(100%, calc(var(--most, 52vh) * var(--ratio, 1.5))); aspect-ratio: var(--ratio, 1.5); background: var(--sunken); border-radius: var(--radius); overflow: hidden; }
    img { width: 100%; height: 100%; object-fit: contain; display: block; filter: var(--picture-filter, none); }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
    rect { fill: none; vector-effect: non-scaling-stroke; stroke-width: 2.5; }
    .halo { stroke: rgb(0 0 0 / 60%); stroke-width: 5; }
    .finding { stroke: #ffd35c; stroke-dasharray: 7 4; }
  `];

  updated() {
    const { width, height } = this.item.record.original;
    this.renderRoot.querySelector('.frame').style.setProperty('--ratio', width / height);
  }

  render() {
    const { record, previews, reasons } = this.item;
    const { width, height } = record.original;
    const alt = record.captions?.find((caption) => caption.alt)?.alt;
    const found = reasons.filter((reason) => reason.box && !reason.code.startsWith('guard-'));
    return html`<div class="frame">
      <img src=${previews.original} alt=${alt ? `The original: ${alt}` : 'The original'} decoding="async">
      <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
        ${this.crops ? (record.crops ?? []).map((crop, index) => this.#box(crop.box, '', cropColour(index))) : ''}
        ${found.map((reason) => this.#box(reason.box, 'finding'))}
      </svg></div>
      ${found.length ? html`<p class="hidden">Marked on the picture: ${found.map((reason) => reasonName(reason.code)).join(', ')}</p>` : ''}`;
  }

  #box({ x, y, width, height }, kind, colour) {
    return svg`<rect class="halo" x=${x} y=${y} width=${width} height=${height}></rect>
      <rect class=${kind} x=${x} y=${y} width=${width} height=${height} stroke=${colour ?? '#ffd35c'}></rect>`;
  }
}
customElements.define('dk-picture', Picture);

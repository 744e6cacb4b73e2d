import { LitElement, css, html, svg } from 'lit';
import { cropColour, title } from '../model/words.js';
import './dr-image.js';
import { shared } from './shared.js';

/** The original with its crop boxes drawn on it, one colour for each ratio, each to be switched off. */
class Picture extends LitElement {
  static properties = { asset: { attribute: false }, preview: {}, off: { state: true } };

  static styles = [shared, css`
    .frame { position: relative; overflow: hidden; padding: 4px; border-radius: var(--radius); background: var(--sunken); display: grid; justify-items: center; }
    .sheet { position: relative; width: min(100%, calc(62vh * var(--ratio, 1.5))); aspect-ratio: var(--ratio, 1.5); }
    dr-image, svg.boxes { position: absolute; inset: 0; width: 100%; height: 100%; }
    svg.boxes { overflow: visible; }
    .boxes rect { fill: none; vector-effect: non-scaling-stroke; }
    .boxes .under { stroke: rgb(0 0 0 / 65%); stroke-width: 5px; }
    .boxes .line { stroke-width: 2.5px; }
    .boxes circle { fill: none; vector-effect: non-scaling-stroke; }
    .keys { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 0.7rem; align-items: center; }
    .keys button { display: inline-flex; align-items: center; gap: 0.45rem; min-height: 36px; padding: 0.2rem 0.75rem; }
    .keys svg { width: 0.9rem; height: 0.9rem; }
    .keys button[aria-pressed='false'] { color: var(--muted); border-color: var(--line); background: none; text-decoration: line-through; }
  `];

  constructor() {
    super();
    this.off = new Set();
  }

  updated() {
    const { width, height } = this.asset.original;
    // A property and not a style attribute, which the page's content security policy refuses.
    this.renderRoot.querySelector('.sheet').style.setProperty('--ratio', width / height);
  }

  #toggle(ratio) {
    const off = new Set(this.off);
    if (!off.delete(ratio)) off.add(ratio);
    this.off = off;
  }

  render() {
    const { original, crops, captions } = this.asset;
    const { width, height } = original;
    const alt = captions[0]?.alt || `The original, ${title(this.asset)}`;
    return html`
      <div class="frame"><div class="sheet">
        <dr-image .asset=${this.asset} name="original" .width=${1600} .preview=${this.preview} .alt=${alt}></dr-image>
        <svg class="boxes" viewBox="0 0 ${width} ${height}" role="img" aria-label="Crop boxes">
          ${crops.map((crop, index) => (this.off.has(crop.ratio) ? '' : this.#box(crop, index)))}
          ${this.#focus(this.asset.focalPoint, width, height)}
        </svg>
      </div></div>
      ${crops.length ? html`<div class="keys" role="group" aria-label="Crop boxes shown">
        ${crops.map((crop, index) => this.#key(crop, index))}</div>` : ''}`;
  }

  #box({ ratio, box }, index) {
    return svg`<g data-ratio=${ratio}>
      <rect class="under" x=${box.x} y=${box.y} width=${box.width} height=${box.height}></rect>
      <rect class="line" stroke=${cropColour(index)} x=${box.x} y=${box.y} width=${box.width} height=${box.height}></rect>
    </g>`;
  }

  #focus(point, width, height) {
    if (!point) return '';
    const radius = Math.max(width, height) / 90;
    return svg`<g class="focus"><title>Focal point</title>
      <circle class="under" cx=${point.x * width} cy=${point.y * height} r=${radius}></circle>
      <circle class="line" stroke="#fff" cx=${point.x * width} cy=${point.y * height} r=${radius}></circle>
    </g>`;
  }

  #key({ ratio }, index) {
    return html`<button type="button" aria-pressed=${String(!this.off.has(ratio))} @click=${() => this.#toggle(ratio)}>
      <svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" rx="2.5" fill=${cropColour(index)}></rect></svg>${ratio}
    </button>`;
  }
}
customElements.define('dr-picture', Picture);

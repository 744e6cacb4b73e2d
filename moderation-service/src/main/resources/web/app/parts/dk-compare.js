import { LitElement, css, html, svg } from 'lit';
import { outpaintFile, reasonName } from '../model/words.js';
import { shared } from './shared.js';

/** The extended picture over its original: a slider uncovers what was generated, which is outlined. */
class Compare extends LitElement {
  static properties = { item: { attribute: false }, split: { state: true }, outline: { state: true } };

  static styles = [shared, css`
    .frame { position: relative; overflow: hidden; margin: 0 auto; width: min(100%, calc(var(--most, 52vh) * var(--ratio, 1.5))); aspect-ratio: var(--ratio, 1.5); border-radius: var(--radius); background: var(--sunken); touch-action: pan-y; }
    .frame:focus-within { outline: 3px solid var(--focus); outline-offset: 2px; }
    .layer, svg { position: absolute; inset: 0; width: 100%; height: 100%; }
    img { filter: var(--picture-filter, none); display: block; }
    .layer > img { width: 100%; height: 100%; object-fit: contain; }
    .before { clip-path: inset(0 calc(100% - var(--split)) 0 0); background: repeating-conic-gradient(var(--sunken) 0 25%, var(--line) 0 50%) 0 / 22px 22px; }
    .before > img { position: absolute; left: var(--left); top: var(--top); width: var(--width); height: var(--height); object-fit: fill; }
    .after-only { clip-path: inset(0 0 0 var(--split)); }
    path, rect { fill: none; vector-effect: non-scaling-stroke; }
    .generated { stroke: #ff5ad0; stroke-width: 2.5; stroke-dasharray: 9 5; }
    .halo { stroke: rgb(0 0 0 / 65%); stroke-width: 5; }
    .finding { stroke: #ffd35c; stroke-width: 3; }
    .bar { position: absolute; inset: 0 auto 0 var(--split); width: 3px; margin-left: -1.5px; background: #fff; box-shadow: 0 0 0 1px rgb(0 0 0 / 45%); pointer-events: none; }
    .bar::after {
      content: '◂ ▸'; position: absolute; top: 50%; left: 50%; translate: -50% -50%; padding: 0.3rem 0.5rem; border-radius: 999px;
      background: #fff; color: #222; font-size: 0.8rem; line-height: 1; white-space: nowrap; box-shadow: 0 1px 6px rgb(0 0 0 / 40%);
    }
    .label { position: absolute; top: 0.6rem; padding: 0.1rem 0.6rem; border-radius: 999px; background: #000; color: #fff; font-size: 0.78rem; pointer-events: none; }
    .left { left: 0.6rem; } .right { right: 0.6rem; }
    input[type='range'] { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: ew-resize; }
    .below { display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; align-items: center; margin-top: 0.5rem; }
    .below label { display: inline-flex; gap: 0.45rem; align-items: center; }
  `];

  constructor() {
    super();
    this.split = 50;
    this.outline = true;
  }

  updated() {
    const file = outpaintFile(this.item.record);
    const frame = this.renderRoot.querySelector('.frame');
    if (!file || !frame) return;
    // Set as properties and not as a style attribute, which the page's content security policy refuses.
    const set = (name, value) => frame.style.setProperty(name, value);
    const place = this.#placement(file);
    set('--ratio', file.width / file.height);
    set('--split', `${this.split}%`);
    set('--left', `${(100 * place.x) / file.width}%`);
    set('--top', `${(100 * place.y) / file.height}%`);
    set('--width', `${(100 * place.width) / file.width}%`);
    set('--height', `${(100 * place.height) / file.height}%`);
  }

  /** Where the original lies in the file, in the file's pixels. */
  #placement(file) {
    const { outpaint, original } = this.item.record;
    const placement = outpaint.placement ?? { x: 0, y: 0, width: original.width, height: original.height };
    const scale = this.#scale(file);
    return { x: placement.x * scale, y: placement.y * scale, width: placement.width * scale, height: placement.height * scale };
  }

  /** Boxes are in pixels of the extended picture, which the file may show smaller. */
  #scale(file) {
    const { outpaint } = this.item.record;
    const [w, h] = outpaint.aspectRatio?.split(':').map(Number) ?? [file.width, file.height];
    const { placement } = outpaint;
    if (!placement) return 1;
    const whole = Math.max(placement.width, Math.round((placement.height * w) / h));
    const full = placement.x * 2 + placement.width;
    const width = Math.abs(full - whole) <= 4 ? full : Math.max(whole, placement.x + placement.width);
    return Math.abs(width - file.width) <= 4 ? 1 : file.width / width;
  }

  render() {
    const { record, previews, reasons } = this.item;
    const file = outpaintFile(record);
    if (!file || !previews.variants[file.name]) return html`<p class="muted">There is no file of the extended picture.</p>`;
    const place = this.#placement(file);
    const scale = this.#scale(file);
    const found = reasons.filter((reason) => reason.box && reason.code.startsWith('guard-'));
    const inner = `M${place.x} ${place.y}h${place.width}v${place.height}h${-place.width}z`;
    return html`<div class="frame">
        <div class="layer"><img src=${previews.variants[file.name]} alt="The extended picture" decoding="async"></div>
        <div class="layer before"><img src=${previews.original} alt="The original in its place" decoding="async"></div>
        <svg viewBox="0 0 ${file.width} ${file.height}" aria-hidden="true" class="after-only">
          ${this.outline ? svg`<path class="halo" d=${inner}></path><path class="generated" d="M2 2H${file.width - 2}V${file.height - 2}H2z ${inner}"></path>` : ''}
          ${found.map(({ box }) => svg`<rect class="halo" x=${box.x * scale} y=${box.y * scale} width=${box.width * scale} height=${box.height * scale}></rect>
            <rect class="finding" x=${box.x * scale} y=${box.y * scale} width=${box.width * scale} height=${box.height * scale}></rect>`)}
        </svg>
        <span class="label left">before</span><span class="label right">after</span>
        <div class="bar"></div>
        <input type="range" min="0" max="100" .value=${String(this.split)} aria-label="Before and after: how much of the original alone is shown"
          aria-valuetext="${this.split} % before" @input=${(event) => { this.split = Number(event.target.value); }}>
      </div>
      <div class="below small">
        <label><input type="checkbox" .checked=${this.outline} @change=${(event) => { this.outline = event.target.checked; }}>Outline what was generated</label>
        ${found.length ? html`<span class="muted">Framed: ${found.map((reason) => reasonName(reason.code)).join(', ')}</span>` : ''}
      </div>`;
  }
}
customElements.define('dk-compare', Compare);

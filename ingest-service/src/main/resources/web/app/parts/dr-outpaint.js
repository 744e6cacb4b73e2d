import { LitElement, css, html } from 'lit';
import { reasonText } from '../model/words.js';
import './dr-image.js';
import { shared } from './shared.js';

/** The extended picture beside its original: a slider uncovers what was invented. */
class OutpaintView extends LitElement {
  static properties = { asset: { attribute: false }, preview: {}, split: { state: true } };

  static styles = [shared, css`
    .frame { position: relative; overflow: hidden; width: min(100%, calc(56vh * var(--ratio, 1.5))); aspect-ratio: var(--ratio, 1.5); border-radius: var(--radius); background: var(--sunken); margin-top: 0.6rem; touch-action: pan-y; }
    .layer { position: absolute; inset: 0; }
    .layer > dr-image { position: absolute; inset: 0; }
    .before { clip-path: inset(0 calc(100% - var(--split)) 0 0); background: repeating-conic-gradient(var(--sunken) 0 25%, var(--line) 0 50%) 0 / 22px 22px; }
    .before > dr-image { inset: auto; left: var(--left); top: var(--top); width: var(--width); height: var(--height); }
    .bar { position: absolute; inset: 0 auto 0 var(--split); width: 3px; margin-left: -1.5px; background: #fff; box-shadow: 0 0 0 1px rgb(0 0 0 / 45%); pointer-events: none; }
    .bar::after {
      content: '◂ ▸'; position: absolute; top: 50%; left: 50%; translate: -50% -50%; padding: 0.3rem 0.5rem; border-radius: 999px;
      background: #fff; color: #222; font-size: 0.8rem; line-height: 1; white-space: nowrap; box-shadow: 0 1px 6px rgb(0 0 0 / 40%);
    }
    .label { position: absolute; top: 0.6rem; padding: 0.1rem 0.6rem; border-radius: 999px; background: rgb(0 0 0 / 70%); color: #fff; font-size: 0.78rem; pointer-events: none; }
    .label.left { left: 0.6rem; } .label.right { right: 0.6rem; }
    input[type='range'] { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: ew-resize; }
    .frame:focus-within { outline: 2.5px solid var(--focus); outline-offset: 2px; }
    .side { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; margin-top: 0.6rem; }
    .side dr-image { border-radius: 10px; min-height: 8rem; }
    .about { margin-top: 0.6rem; display: grid; gap: 0.25rem; }
    li::before { content: '• '; color: var(--warn); }
  `];

  constructor() {
    super();
    this.split = 50;
  }

  updated() {
    const frame = this.renderRoot.querySelector('.frame');
    const file = this.#file();
    const placement = this.asset.outpaint.placement;
    if (!frame || !file || !placement) return;
    // Set as properties and not as a style attribute, which the page's content security policy refuses.
    const set = (name, part, whole) => frame.style.setProperty(name, `${(100 * part) / whole}%`);
    frame.style.setProperty('--ratio', file.width / file.height);
    frame.style.setProperty('--split', `${this.split}%`);
    set('--left', placement.x, file.width);
    set('--top', placement.y, file.height);
    set('--width', placement.width, file.width);
    set('--height', placement.height, file.height);
  }

  #file = () => this.asset.variants.find((variant) => this.asset.outpaint.variants.includes(variant.name));

  render() {
    const { outpaint } = this.asset;
    const file = this.#file();
    return html`<h3>${this.#title()}</h3>
      ${file && outpaint.placement ? this.#slider(file) : this.#pair(file)}
      <div class="about small">
        <p>“${outpaint.instruction}”</p>
        <p class="muted">${outpaint.engine}, ${outpaint.method}${file ? html`, ${file.width} × ${file.height}` : ''}. Everything ${outpaint.backgroundReplaced ? 'but the subject' : 'outside the original'} is invented.</p>
        ${outpaint.findings.length ? html`<ul>${outpaint.findings.map((finding) => html`<li>${reasonText(finding.code)} ${finding.detail ?? ''}</li>`)}</ul>` : ''}
      </div>`;
  }

  #title() {
    const { aspectRatio, margins, backgroundReplaced, variants } = this.asset.outpaint;
    // Where a background alone was asked for, the record's ratio is the size in pixels.
    const extended = margins ? ' by margins' : variants.includes('background') ? '' : ` to ${aspectRatio}`;
    return `${backgroundReplaced ? 'New background' : 'Outpaint'}${extended}`;
  }

  #slider(file) {
    return html`<div class="frame">
      <div class="layer"><dr-image .asset=${this.asset} name=${file.name} fit="cover" alt="The extended picture"></dr-image></div>
      <div class="layer before"><dr-image .asset=${this.asset} name="original" .width=${1600} .preview=${this.preview} fit="cover" alt="The original in its place"></dr-image></div>
      <span class="label left">before</span><span class="label right">after</span>
      <div class="bar"></div>
      <input type="range" min="0" max="100" .value=${String(this.split)} aria-label="Before and after: how much of the original alone is shown"
        aria-valuetext="${this.split} % before" @input=${(event) => { this.split = Number(event.target.value); }}>
    </div>`;
  }

  #pair(file) {
    return html`<div class="side">
      <dr-image .asset=${this.asset} name="original" .preview=${this.preview} alt="The original"></dr-image>
      ${file ? html`<dr-image .asset=${this.asset} name=${file.name} alt="The extended picture"></dr-image>` : ''}</div>`;
  }
}
customElements.define('dr-outpaint', OutpaintView);

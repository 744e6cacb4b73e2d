import { LitElement, css, html } from 'lit';
import { bytes, cropColour } from '../model/words.js';
import './dr-image.js';
import { shared } from './shared.js';

const KEEPS = { 'face': 'face', 'salient-region': 'subject', 'person': 'person', 'focal-point': 'focal point' };

/** The cropped files, side by side at one height. */
class Crops extends LitElement {
  static properties = { asset: { attribute: false } };

  static styles = [shared, css`
    ul { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 0.6rem; }
    li { min-width: 0; }
    figure { display: grid; gap: 0.4rem; }
    .frame { position: relative; border-radius: 10px; overflow: hidden; width: fit-content; max-width: 100%; }
    .frame > svg { display: block; height: 132px; width: auto; max-width: 100%; }
    dr-image { position: absolute; inset: 0; }
    figcaption { display: grid; line-height: 1.35; max-width: 15rem; }
    figcaption b { display: inline-flex; align-items: center; gap: 0.4rem; }
    b svg { width: 0.75rem; height: 0.75rem; }
    @media (max-width: 560px) {
      ul { display: grid; gap: 0.8rem; }
      figure { grid-template-columns: 128px 1fr; gap: 0.9rem; align-items: center; }
      .frame { justify-self: center; }
      .frame > svg { height: auto; width: auto; max-height: 100px; }
    }
  `];

  render() {
    return html`<h3>Crops</h3><ul>${this.asset.crops.map((crop, index) => this.#crop(crop, index))}</ul>`;
  }

  #crop(crop, index) {
    const file = this.asset.variants.find((variant) => crop.variants.includes(variant.name));
    const { width, height } = file ?? crop.box;
    const keeps = crop.keeps.map((what) => KEEPS[what] ?? what).join(', ');
    return html`<li><figure data-crop=${crop.ratio}>
      <div class="frame"><svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true"></svg>
        ${file ? html`<dr-image .asset=${this.asset} name=${file.name} fit="cover" .alt=${`Cropped to ${crop.ratio}`}></dr-image>` : ''}</div>
      <figcaption class="small muted number">
        <b><svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" rx="2.5" fill=${cropColour(index)}></rect></svg>${crop.ratio}</b>
        ${file ? html`<span>${file.width} × ${file.height}, ${bytes(file.bytes)}${file.withheld ? ', withheld' : ''}</span>` : html`<span>data only</span>`}
        <span>keeps ${Math.round(crop.score * 100)} % of what matters${keeps ? html`: ${keeps}` : ''}</span>
      </figcaption>
    </figure></li>`;
  }
}
customElements.define('dr-crops', Crops);

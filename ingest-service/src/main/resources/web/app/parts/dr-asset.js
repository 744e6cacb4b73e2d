import { LitElement, css, html } from 'lit';
import { bytes, reasonText, title } from '../model/words.js';
import './dr-captions.js';
import './dr-crops.js';
import './dr-outpaint.js';
import './dr-picture.js';
import './dr-problem.js';
import './dr-stages.js';
import './dr-state.js';
import './dr-tags.js';
import { shared } from './shared.js';

/** One asset, whole. */
class AssetView extends LitElement {
  static properties = { asset: { attribute: false }, preview: {}, desk: {} };

  static styles = [shared, css`
    article { display: grid; gap: 1.4rem; padding: clamp(1rem, 2.4vw, 1.75rem); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); }
    header { display: grid; gap: 0.25rem; }
    header div { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.8rem; }
    h2 { overflow-wrap: anywhere; }
    .facts { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; }
    code { font-family: var(--mono); font-size: 0.92em; }
    .words { display: grid; gap: 1.4rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
    .review { padding: 0.9rem 1.1rem; border-radius: 10px; background: var(--warn-soft); }
    .review.APPROVED { background: var(--good-soft); }
    .review.REJECTED { background: var(--bad-soft); }
    .review ul { margin-top: 0.3rem; }
    .review li::before { content: '• '; }
    .review a { display: inline-block; margin-top: 0.5rem; font-weight: 600; padding: 0.3rem 0; }
    .warnings li { padding: 0.5rem 0.9rem; border-left: 4px solid var(--warn); background: var(--warn-soft); border-radius: 8px; }
  `];

  render() {
    const { asset } = this;
    const { original } = asset;
    return html`<article aria-labelledby="name">
      <header>
        <div><h2 id="name">${title(asset)}</h2><dr-state state=${asset.state}></dr-state>
          ${asset.complete || asset.state === 'ENRICHING' ? '' : html`<span class="small muted">not complete</span>`}</div>
        <p class="facts small muted number"><span>${original.width} × ${original.height}</span><span>${bytes(original.bytes)}</span>
          <span>${original.contentType.replace('image/', '').toUpperCase()}</span><span>revision ${asset.revision}</span><code>${asset.id}</code></p>
      </header>
      <dr-stages .stages=${asset.stages}></dr-stages>
      ${asset.review ? this.#review(asset) : ''}
      ${asset.warnings.length ? html`<ul class="warnings small">${asset.warnings.map((warning) => html`<li>${warning.detail ?? reasonText(warning.code)}</li>`)}</ul>` : ''}
      <dr-picture .asset=${asset} .preview=${this.preview}></dr-picture>
      ${this.#words(asset)}
      ${asset.crops.length ? html`<dr-crops .asset=${asset}></dr-crops>` : ''}
      ${asset.outpaint ? html`<dr-outpaint .asset=${asset} .preview=${this.preview}></dr-outpaint>` : ''}
    </article>`;
  }

  #words({ captions, tags, stages }) {
    const tagged = stages.some((stage) => stage.stage === 'auto-tag' && stage.status === 'SUCCEEDED');
    if (!captions.length && !tagged && !tags.length) return '';
    return html`<div class="words">
      ${captions.length ? html`<dr-captions .captions=${captions}></dr-captions>` : ''}
      ${tagged || tags.length ? html`<dr-tags .tags=${tags}></dr-tags>` : ''}</div>`;
  }

  #review({ state, review }) {
    const heading = { PENDING: 'A person must look before this goes out', APPROVED: 'Approved by a reviewer', REJECTED: 'Rejected by a reviewer' };
    return html`<section class="review small ${review.state}"><strong>${heading[review.state] ?? review.state}</strong>
      <ul>${review.reasons.map((reason) => html`<li data-reason=${reason}>${reasonText(reason)}</li>`)}</ul>
      ${state === 'IN_REVIEW' && this.desk ? html`<a href=${this.desk}>Open the review desk</a>` : ''}</section>`;
  }
}
customElements.define('dr-asset', AssetView);

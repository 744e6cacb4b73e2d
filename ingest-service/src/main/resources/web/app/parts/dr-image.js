import { LitElement, css, html } from 'lit';
import { pictureLink } from '../model/api.js';
import { shared } from './shared.js';

/**
 * A file of an asset. Its link is asked for with the key, since an <img> cannot send one. A local preview
 * fills in until then, and a quiet note where the key may not see the file yet.
 */
class AssetImage extends LitElement {
  static properties = {
    asset: { attribute: false }, name: {}, width: { type: Number }, preview: {}, alt: {}, fit: { reflect: true },
    source: { state: true }, refused: { state: true },
  };

  static styles = [shared, css`
    :host { position: relative; overflow: hidden; background: var(--sunken); }
    img { display: block; width: 100%; height: 100%; object-fit: contain; }
    :host([fit='cover']) img { object-fit: cover; }
    p { position: absolute; inset: 0; display: grid; place-items: center; text-align: center; padding: 0.75rem; }
    svg { width: 1.4rem; height: 1.4rem; }
  `];

  #renewed = false;

  willUpdate(changed) {
    const before = changed.get('asset');
    const other = before?.id !== this.asset?.id || before?.state !== this.asset?.state;
    if (changed.has('name') || (changed.has('asset') && other)) this.#load();
  }

  async #load() {
    const { asset, name } = this;
    if (!asset || !name) return;
    try {
      const source = await pictureLink(asset, name, this.width);
      if (asset.id !== this.asset?.id || name !== this.name) return;
      this.source = source;
      this.refused = undefined;
    } catch (problem) {
      this.refused = problem;
    }
  }

  /** A link that ran out while the page was open is asked for once more. */
  #broken() {
    if (this.#renewed || !this.source) return;
    this.#renewed = true;
    this.source = undefined;
    this.#load();
  }

  render() {
    const source = this.source ?? this.preview;
    if (source) return html`<img src=${source} alt=${this.alt ?? ''} decoding="async" @error=${this.#broken}>`;
    if (!this.refused) return html``;
    const why = this.refused.status === 403 ? 'Your key sees the file once the asset is published.' : this.refused.title;
    return html`<p class="small muted" title=${why}>${this.fit === 'cover' && this.width < 200 ? '–' : why}</p>`;
  }
}
customElements.define('dr-image', AssetImage);

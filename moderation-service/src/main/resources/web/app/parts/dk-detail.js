import { LitElement, css, html } from 'lit';
import { decisionInWords } from '../model/decided.js';
import { cropColour, outpaintFile, reasonName, span, title } from '../model/words.js';
import './dk-compare.js';
import './dk-picture.js';
import './dk-texts.js';
import { shared } from './shared.js';

/** Everything about one item. Events: edit-caption, edit-tags, withhold (name), dismiss. */
class Detail extends LitElement {
  static properties = { item: { attribute: false }, drafts: { attribute: false }, choices: { attribute: false }, version: {}, big: { type: Boolean, reflect: true }, view: { state: true } };

  static styles = [shared, css`
    article { display: grid; gap: 1rem; }
    h2 { overflow-wrap: anywhere; font-size: 1.05rem; }
    :host([big]) { --most: 66vh; }
    :host([big]) article { grid-template-columns: minmax(0, 1fr) 22rem; align-items: start; }
    :host([big]) h2 { grid-column: 1 / -1; padding-right: 6rem; }
    .side { display: grid; gap: 1.1rem; min-width: 0; }
    .views { display: flex; flex-wrap: wrap; gap: 0.35rem; margin-bottom: 0.6rem; }
    .views button[aria-pressed='true'] { background: var(--text); border-color: var(--text); color: var(--ground); }
    .reasons { display: grid; gap: 0.35rem; }
    .reasons li { padding: 0.3rem 0.6rem; border-radius: 8px; background: var(--warn-soft); overflow-wrap: anywhere; line-height: 1.4; }
    .reasons b { color: var(--warn); }
    .refusal { padding: 0.5rem 0.7rem; border-radius: 8px; background: var(--bad-soft); color: var(--bad); display: grid; gap: 0.4rem; justify-items: start; }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.2rem 0.8rem; overflow-wrap: anywhere; }
    dt { color: var(--muted); }
    .files { display: grid; gap: 0.1rem; border: 0; margin: 0; padding: 0; min-width: 0; }
    .files legend { padding: 0; font-weight: 650; color: var(--muted); }
    .files label { display: flex; gap: 0.5rem; align-items: center; min-height: 1.75rem; overflow-wrap: anywhere; }
    .legend { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; margin-top: 0.5rem; }
    .legend span { display: inline-flex; gap: 0.35rem; align-items: center; }
    .legend svg { width: 0.75rem; height: 0.75rem; }
    @media (max-width: 860px) { :host([big]) article { grid-template-columns: minmax(0, 1fr); } }
  `];

  willUpdate(changed) {
    if (changed.has('item') && changed.get('item')?.id !== this.item?.id) {
      this.view = outpaintFile(this.item.record) ? 'outpaint' : 'original';
    }
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  render() {
    const { item } = this;
    return html`<article>
      <h2>${title(item)}</h2>
      <div>${this.#views()}${this.#picture()}</div>
      <div class="side">
        ${item.refusal ? html`<div class="refusal small" role="alert"><span>${item.refusal.title}. ${item.refusal.detail ?? ''}</span>
          <button type="button" @click=${() => this.#tell('dismiss', item.id)}>Put away</button></div>` : ''}
        ${item.decision ? this.#decision(item.decision) : ''}
        ${this.#reasons()}
        <dk-texts .item=${item} .captions=${this.drafts.captions(item)} .tags=${this.drafts.tags(item)}></dk-texts>
        ${this.#files()}
        ${this.#facts()}
      </div>
    </article>`;
  }

  #views() {
    const { record } = this.item;
    const views = [['original', 'Original'], ['crops', 'Crops'], ['outpaint', 'Before and after']]
      .filter(([id]) => (id === 'crops' ? record.crops?.length : id === 'outpaint' ? outpaintFile(record) : true));
    return views.length < 2 ? '' : html`<div class="views" role="group" aria-label="What is shown">${views.map(([id, name]) => html`
      <button type="button" class="small" aria-pressed=${this.view === id ? 'true' : 'false'} @click=${() => { this.view = id; }}>${name}</button>`)}</div>`;
  }

  #picture() {
    if (this.view === 'outpaint') return html`<dk-compare .item=${this.item}></dk-compare>`;
    const crops = this.item.record.crops ?? [];
    return html`<dk-picture .item=${this.item} ?crops=${this.view === 'crops'}></dk-picture>
      ${this.view === 'crops' ? html`<p class="legend small">${crops.map((crop, index) => html`<span>
        <svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" rx="2.5" fill=${cropColour(index)}></rect></svg>${crop.ratio}</span>`)}</p>` : ''}`;
  }

  #decision(made) {
    return html`<section><h3>What was decided</h3><p class="small">${decisionInWords(made, this.choices ?? [])}
      ${new Date(made.at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}.</p>
      ${made.decision.note ? html`<p class="small">“${made.decision.note}”</p>` : ''}</section>`;
  }

  #reasons() {
    return html`<section><h3>${this.item.decision ? 'Why somebody was asked' : 'Why you are asked'}</h3><ul class="reasons small">${this.item.reasons.map((reason) => html`<li>
      <b>${reasonName(reason.code)}</b> ${reason.detail ?? ''}</li>`)}</ul></section>`;
  }

  #files() {
    const { record } = this.item;
    const withheld = this.drafts.withheld(this.item);
    return record.variants?.length ? html`<fieldset class="files"><legend class="small">Withhold from the public</legend>
      ${record.variants.map((variant) => html`<label class="small"><input type="checkbox" .checked=${withheld.includes(variant.name)}
        @change=${() => this.#tell('withhold', variant.name)}>${variant.name}${variant.generated ? ', generated' : ''}</label>`)}</fieldset>` : '';
  }

  #facts() {
    const { item } = this;
    const { original, outpaint, request } = item.record;
    const waited = (Date.now() - new Date(item.createdAt)) / 1000;
    return html`<dl class="small">
      ${outpaint ? html`<dt>Instruction</dt><dd>“${outpaint.instruction}”</dd><dt>Made by</dt><dd>${outpaint.engine}, ${outpaint.method}</dd>` : ''}
      ${request?.caption?.purpose ? html`<dt>Purpose</dt><dd>${request.caption.purpose}</dd>` : ''}
      <dt>Original</dt><dd>${original.width} × ${original.height}</dd>
      <dt>Waits for</dt><dd>${span(waited)}</dd>
      <dt>Revision</dt><dd>${item.revision}</dd>
      ${item.firstApproval ? html`<dt>First yes</dt><dd>${item.firstApproval.by}</dd>` : ''}
    </dl>`;
  }
}
customElements.define('dk-detail', Detail);

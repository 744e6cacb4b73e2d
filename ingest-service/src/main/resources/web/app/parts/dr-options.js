import { LitElement, css, html } from 'lit';
import { STAGES } from '../model/words.js';
import { shared } from './shared.js';

const NAME = 'darkroom.options';
const DEFAULTS = {
  stages: ['caption', 'auto-tag', 'smart-crop'], languages: 'en', crops: '1:1, 16:9, 4:5', outpaintExtent: 'ratio', outpaintRatio: '16:9',
  left: '25', right: '25', top: '0', bottom: '0', background: false, instruction: '', avoid: '', review: false,
};
const SIDES = ['left', 'right', 'top', 'bottom'];
const list = (text) => text.split(/[\s,;]+/).filter(Boolean);
const phrases = (text) => text.split(/[,;]+/).map((phrase) => phrase.trim()).filter(Boolean);

/** What to do with the pictures dropped next. Remembered in this browser. */
class Options extends LitElement {
  static properties = { values: { state: true } };

  static styles = [shared, css`
    form { display: grid; gap: 0.9rem 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); align-items: start; }
    fieldset { border: 0; margin: 0; padding: 0; }
    legend, .field > span { padding: 0; font-weight: 600; font-size: 0.875rem; margin-bottom: 0.3rem; display: block; }
    .stages { grid-column: 1 / -1; }
    .stages div { display: flex; flex-wrap: wrap; gap: 0.35rem 1.2rem; }
    label.tick { display: inline-flex; align-items: center; gap: 0.5rem; min-height: 32px; cursor: pointer; }
    .review { grid-column: 1 / -1; }
    .outpaint { grid-column: 1 / -1; display: grid; gap: 0.9rem 1.25rem; grid-template-columns: minmax(7rem, 9rem) 1fr; }
    .wide { grid-column: 1 / -1; }
    .sides { display: grid; grid-template-columns: repeat(4, minmax(4rem, 7rem)); gap: 0.6rem; }
    .sides span { font-weight: 400; }
    @media (max-width: 560px) { .outpaint { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    try {
      this.values = { ...DEFAULTS, ...JSON.parse(localStorage.getItem(NAME) ?? '{}') };
    } catch {
      this.values = DEFAULTS;
    }
  }

  /** The request as the API takes it; what is not asked for is left out. */
  get request() {
    const { stages, languages, crops, review } = this.values;
    const asked = (stage, part) => (stages.includes(stage) ? part : {});
    return {
      stages,
      ...asked('caption', { caption: { languages: list(languages) } }),
      ...asked('smart-crop', { crops: list(crops) }),
      ...asked('outpaint', { outpaint: this.#outpaint() }),
      moderation: review ? 'required' : 'auto',
    };
  }

  #outpaint() {
    const { outpaintExtent, outpaintRatio, background, instruction, avoid } = this.values;
    return {
      instruction: instruction.trim(),
      ...(outpaintExtent === 'ratio' ? { aspectRatio: outpaintRatio.trim() } : {}),
      // Percent in the form, fractions in the request.
      ...(outpaintExtent === 'margins' ? { margins: Object.fromEntries(SIDES.map((side) => [side, Number(this.values[side]) / 100])) } : {}),
      ...(background ? { background: {} } : {}),
      ...(phrases(avoid).length ? { avoid: phrases(avoid) } : {}),
    };
  }

  updated() {
    const none = SIDES.every((side) => Number(this.values[side]) === 0);
    this.renderRoot.querySelector('[name=left]')?.setCustomValidity(none ? 'Add something on one side at least.' : '');
  }

  /** Whether pictures may be sent; says in the form what is missing. */
  valid() {
    const form = this.renderRoot.querySelector('form');
    return form.reportValidity();
  }

  #set(change) {
    this.values = { ...this.values, ...change };
    localStorage.setItem(NAME, JSON.stringify(this.values));
  }

  #stage(id, on) {
    this.#set({ stages: STAGES.map((stage) => stage.id).filter((stage) => (stage === id ? on : this.values.stages.includes(stage))) });
  }

  render() {
    const { stages, review } = this.values;
    return html`<form @submit=${(event) => event.preventDefault()}>
      <fieldset class="stages"><legend>Stages</legend><div>
        ${STAGES.map(({ id, name }) => html`<label class="tick"><input type="checkbox" name=${id} .checked=${stages.includes(id)}
          @change=${(event) => this.#stage(id, event.target.checked)}>${name}</label>`)}
      </div></fieldset>
      <label class="tick review"><input type="checkbox" name="review" .checked=${review} @change=${(event) => this.#set({ review: event.target.checked })}>A person must look before they are published</label>
      ${stages.includes('caption') ? this.#text('languages', 'Languages of the alt text', 'en, de') : ''}
      ${stages.includes('smart-crop') ? this.#text('crops', 'Crop ratios', '1:1, 16:9, 4:5') : ''}
      ${stages.includes('outpaint') ? this.#outpaintFields() : ''}
    </form>`;
  }

  #outpaintFields() {
    const { outpaintExtent, background } = this.values;
    const extents = [['ratio', 'to a ratio'], ['margins', 'by margins'], ...(background ? [['none', 'not at all']] : [])];
    return html`<div class="outpaint">
      <label class="field"><span>How far</span><select name="outpaintExtent" @change=${(event) => this.#set({ outpaintExtent: event.target.value })}>
        ${extents.map(([value, label]) => html`<option value=${value} ?selected=${value === outpaintExtent}>${label}</option>`)}</select></label>
      ${outpaintExtent === 'ratio' ? this.#text('outpaintRatio', 'Extend to', '16:9') : ''}
      ${outpaintExtent === 'margins' ? html`<fieldset><legend>Margins in percent of the picture</legend><div class="sides">${SIDES.map((side) => this.#percent(side))}</div></fieldset>` : ''}
      <label class="tick wide"><input type="checkbox" name="background" .checked=${background} @change=${(event) => this.#background(event.target.checked)}>Replace the background and keep the subject (needs an image model)</label>
      <div class="wide">${this.#text('instruction', 'What may be invented (nothing else will be)', 'continue the oak worktop and the tiled wall; no people')}</div>
      <div class="wide">${this.#text('avoid', 'What must not be (with commas between)', 'plants, lamps', false)}</div>
    </div>`;
  }

  #background(on) {
    const { outpaintExtent } = this.values;
    this.#set({ background: on, outpaintExtent: !on && outpaintExtent === 'none' ? 'ratio' : outpaintExtent });
  }

  #percent(side) {
    return html`<label class="field"><span>${side}</span><input type="number" name=${side} required min="0" max="200" step="1"
      .value=${this.values[side]} @input=${(event) => this.#set({ [side]: event.target.value })}></label>`;
  }

  #text(name, label, example, required = true) {
    return html`<label class="field"><span>${label}</span><input type="text" name=${name} ?required=${required} placeholder=${example} autocomplete="off"
      .value=${this.values[name]} @input=${(event) => this.#set({ [name]: event.target.value })}></label>`;
  }
}
customElements.define('dr-options', Options);

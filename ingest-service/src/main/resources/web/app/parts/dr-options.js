import { LitElement, css, html } from 'lit';
import { STAGES } from '../model/words.js';
import { shared } from './shared.js';

const NAME = 'darkroom.options';
const DEFAULTS = {
  stages: ['caption', 'auto-tag', 'smart-crop'], languages: 'en', crops: '1:1, 16:9, 4:5', outpaintRatio: '16:9', instruction: '', review: false,
};
const list = (text) => text.split(/[\s,;]+/).filter(Boolean);

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
    const { stages, languages, crops, outpaintRatio, instruction, review } = this.values;
    const asked = (stage, part) => (stages.includes(stage) ? part : {});
    return {
      stages,
      ...asked('caption', { caption: { languages: list(languages) } }),
      ...asked('smart-crop', { crops: list(crops) }),
      ...asked('outpaint', { outpaint: { aspectRatio: outpaintRatio.trim(), instruction: instruction.trim() } }),
      moderation: review ? 'required' : 'auto',
    };
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
      ${stages.includes('outpaint') ? html`<div class="outpaint">
        ${this.#text('outpaintRatio', 'Extend to', '16:9')}
        ${this.#text('instruction', 'What may be invented (nothing else will be)', 'continue the oak worktop and the tiled wall; no people')}</div>` : ''}
    </form>`;
  }

  #text(name, label, example) {
    return html`<label class="field"><span>${label}</span><input type="text" name=${name} required placeholder=${example} autocomplete="off"
      .value=${this.values[name]} @input=${(event) => this.#set({ [name]: event.target.value })}></label>`;
  }
}
customElements.define('dr-options', Options);

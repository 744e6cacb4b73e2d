import { LitElement, css, html } from 'lit';
import { languageName, spoken } from '../model/words.js';
import { shared } from './shared.js';

const MOST = 250;

/** The alt texts, edited in place, and the tags as chips. Events: edit-caption, edit-tags. */
class Texts extends LitElement {
  static properties = { item: { attribute: false }, captions: { attribute: false }, tags: { attribute: false } };

  static styles = [shared, css`
    :host { display: grid; gap: 1.1rem; }
    fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 0.35rem; min-width: 0; }
    legend { padding: 0; font-size: 0.8125rem; font-weight: 650; color: var(--muted); }
    textarea { resize: vertical; min-height: 4.4rem; line-height: 1.4; }
    .row { display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; align-items: center; }
    .row > .number { margin-left: auto; }
    .row label { display: inline-flex; gap: 0.4rem; align-items: center; min-height: 1.75rem; }
    .says { border-left: 3px solid var(--line); padding-left: 0.6rem; overflow-wrap: anywhere; }
    .over { color: var(--bad); font-weight: 650; }
    ul { display: flex; flex-wrap: wrap; gap: 0.35rem; }
    li { display: inline-flex; align-items: center; background: var(--sunken); border-radius: 999px; padding-left: 0.7rem; overflow-wrap: anywhere; }
    li button { min-height: 28px; width: 28px; padding: 0; border: 0; background: none; }
    li.sure { font-weight: 600; }
    form { display: flex; gap: 0.4rem; }
    form input { flex: 1; min-width: 0; }
  `];

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #edit(caption, changes) {
    this.#tell('edit-caption', { ...caption, ...changes });
  }

  render() {
    return html`${this.captions.map((caption) => this.#caption(caption))}${this.#chips()}`;
  }

  #caption(caption) {
    const { language, alt, decorative } = caption;
    const length = [...alt].length;
    return html`<fieldset>
      <legend>Alt text, ${languageName(language)}</legend>
      ${decorative ? '' : html`<textarea lang=${language} rows="2" aria-label="Alt text in ${languageName(language)}" .value=${alt}
        @input=${(event) => this.#edit(caption, { alt: event.target.value })}></textarea>`}
      <div class="row small">
        <label><input type="checkbox" .checked=${decorative} @change=${(event) => this.#edit(caption, { decorative: event.target.checked })}>Decorative</label>
        ${'speechSynthesis' in window && !decorative ? html`<button class="quiet small" type="button" @click=${() => this.#speak(caption)}>Hear it</button>` : ''}
        ${decorative ? '' : html`<span class="number ${length > MOST ? 'over' : 'muted'}">${length} of ${MOST}</span>`}
      </div>
      <p class="says small muted">A screen reader says: <span lang=${language}>${spoken(caption)}</span></p>
    </fieldset>`;
  }

  #speak({ alt, language }) {
    const words = new SpeechSynthesisUtterance(alt);
    words.lang = language;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  }

  #chips() {
    return html`<fieldset>
      <legend>Tags</legend>
      <ul>${this.tags.map((tag, index) => html`<li class="small">${tag.label}
        <button type="button" aria-label="Remove tag ${tag.label}" @click=${() => this.#remove(index)}>×</button></li>`)}</ul>
      ${this.tags.length ? '' : html`<p class="small muted">No tags.</p>`}
      <form @submit=${this.#add}><input type="text" name="tag" maxlength="100" autocomplete="off" aria-label="New tag" placeholder="New tag"><button>Add</button></form>
    </fieldset>`;
  }

  #remove(index) {
    this.#tell('edit-tags', this.tags.filter((_, at) => at !== index));
  }

  #add(event) {
    event.preventDefault();
    const label = new FormData(event.target).get('tag').trim();
    if (!label) return;
    event.target.reset();
    if (this.tags.some((tag) => tag.label.toLowerCase() === label.toLowerCase())) return;
    const language = this.tags[0]?.language ?? this.captions[0]?.language ?? 'en';
    this.#tell('edit-tags', [...this.tags, { label, language, confidence: 1 }]);
  }
}
customElements.define('dk-texts', Texts);

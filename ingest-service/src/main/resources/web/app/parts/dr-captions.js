import { LitElement, css, html } from 'lit';
import { languageName } from '../model/words.js';
import './dr-source.js';
import { shared } from './shared.js';

/** Alt text, as a screen reader would say it, one for each language. */
class Captions extends LitElement {
  static properties = { captions: { attribute: false } };

  static styles = [shared, css`
    ul { display: grid; gap: 0.9rem; margin-top: 0.5rem; }
    .head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
    blockquote { margin: 0.25rem 0 0; font-size: 1.125rem; line-height: 1.45; text-wrap: pretty; }
    blockquote span { color: var(--muted); font-size: 0.875rem; }
    details { margin-top: 0.3rem; }
    summary { cursor: pointer; color: var(--muted); font-size: 0.875rem; width: fit-content; }
    button { min-height: 32px; padding: 0.1rem 0.6rem; font-size: 0.8125rem; }
  `];

  render() {
    return html`<h3>Alt text</h3><ul>${this.captions.map((caption) => this.#caption(caption))}</ul>`;
  }

  #caption(caption) {
    return html`<li data-language=${caption.language}>
      <div class="head"><span class="small muted">${languageName(caption.language)}</span><dr-source .source=${caption.source}></dr-source>
        ${'speechSynthesis' in window && !caption.decorative
          ? html`<button type="button" class="quiet" @click=${() => this.#speak(caption)} aria-label="Listen, ${languageName(caption.language)}">Listen</button>` : ''}</div>
      <blockquote>${caption.decorative
        ? html`<span>Decorative: a screen reader passes over it in silence.</span>`
        : html`<span>Image: </span><q lang=${caption.language}>${caption.alt}</q>`}</blockquote>
      ${caption.longDescription ? html`<details><summary>Long description</summary><p lang=${caption.language}>${caption.longDescription}</p></details>` : ''}
    </li>`;
  }

  #speak({ alt, language }) {
    const words = new SpeechSynthesisUtterance(alt);
    words.lang = language;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  }
}
customElements.define('dr-captions', Captions);

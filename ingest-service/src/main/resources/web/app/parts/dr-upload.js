import { LitElement, css, html } from 'lit';
import './dr-problem.js';
import { shared } from './shared.js';

/** A picture on its way up, or one that was refused. Events: retry, dismiss. */
class UploadView extends LitElement {
  static properties = { item: { attribute: false } };

  static styles = [shared, css`
    article { display: grid; gap: 1rem; padding: clamp(1rem, 2.4vw, 1.75rem); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); }
    h2 { overflow-wrap: anywhere; }
    img { display: block; max-width: 100%; max-height: 50vh; border-radius: 10px; margin: 0 auto; }
    progress { width: 100%; height: 0.6rem; accent-color: var(--accent); }
    .buttons { display: flex; gap: 0.6rem; }
  `];

  render() {
    const { name, preview, progress, problem } = this.item;
    const tell = (type) => () => this.dispatchEvent(new CustomEvent(type, { detail: this.item.key }));
    return html`<article aria-labelledby="name"><h2 id="name">${name}</h2>
      ${problem ? html`<dr-problem .problem=${problem}></dr-problem>
        <div class="buttons">${problem.passing ? html`<button class="main" type="button" @click=${tell('retry')}>Try again</button>` : ''}
          <button type="button" @click=${tell('dismiss')}>Remove from the list</button></div>`
      : html`<progress max="1" .value=${progress} aria-label="Upload of ${name}"></progress>
        <p class="small muted number">${progress < 1 ? `${Math.round(progress * 100)} % sent` : 'Sent; being checked and stored'}</p>
        <img src=${preview} alt="">`}
    </article>`;
  }
}
customElements.define('dr-upload', UploadView);

import { LitElement, css, html } from 'lit';
import * as oidc from '../model/oidc.js';
import * as session from '../model/session.js';
import { Store } from '../model/store.js';
import { STATES, STATUS, duration, stageName, title } from '../model/words.js';
import './dr-asset.js';
import './dr-drop.js';
import './dr-problem.js';
import './dr-roll.js';
import './dr-upload.js';
import { REFUSED } from './sign-in.js';
import { shared } from './shared.js';

const setting = (name) => document.querySelector(`meta[name="darkroom-${name}"]`)?.content || undefined;
const THEMES = ['auto', 'light', 'dark'];

/** The live page. */
class App extends LitElement {
  static properties = { signedIn: { state: true }, refused: { state: true }, said: { state: true }, theme: { state: true } };

  static styles = [shared, css`
    .page { max-width: 1320px; margin: 0 auto; padding: 0 clamp(0.9rem, 3vw, 2rem) 3rem; }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 1rem; padding: 1rem 0; }
    h1 { margin: 0; font-size: 1.3rem; letter-spacing: -0.02em; display: flex; align-items: center; gap: 0.55rem; }
    h1 svg { width: 1.5rem; height: 1.5rem; color: var(--accent); }
    .engine { flex: 1 1 14rem; }
    .tools { display: flex; gap: 0.2rem; margin-left: auto; }
    @media (max-width: 560px) { .engine { order: 3; flex-basis: 100%; } .engine:empty { display: none; } .tools button { padding: 0.4rem 0.6rem; } }
    .skip:focus { position: fixed; z-index: 2; top: 0.5rem; left: 0.5rem; width: auto; height: auto; clip-path: none; margin: 0; padding: 0.6rem 1rem; background: var(--raised); border-radius: 8px; }
    main { display: grid; gap: 1.25rem; }
    .work { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 300px) minmax(0, 1fr); align-items: start; }
    .work > dr-roll { position: sticky; top: 0.75rem; max-height: calc(100vh - 1.5rem); overflow-y: auto; padding: 3px; }
    .empty { text-align: center; padding: 3rem 1rem; }
    @media (max-width: 860px) { .work { grid-template-columns: minmax(0, 1fr); } .work > dr-roll { position: static; max-height: none; overflow: visible; padding: 0; } }
  `];

  #store = new Store();

  constructor() {
    super();
    session.takeKeyFromAddress();
    this.signedIn = Boolean(session.key());
    this.theme = localStorage.getItem('darkroom.theme') ?? 'auto';
    this.#store.addEventListener('change', () => this.#changed());
    this.#store.addEventListener('stage', ({ detail }) => this.#saySoon(this.#stageText(detail)));
    this.#store.addEventListener('state', ({ detail }) => this.#saySoon(`${title(detail.asset)}: ${STATES[detail.asset.state].name}.`));
    this.#store.addEventListener('problem', ({ detail }) => this.#saySoon(`${detail.item.name} was refused: ${detail.problem.title}.`));
    window.addEventListener('hashchange', () => this.#keyInAddress());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#applyTheme();
    this.#begin();
  }

  /** Whoever comes back from an issuer is signed in first. */
  async #begin() {
    this.refused = await oidc.takeUp();
    this.signedIn = Boolean(session.key());
    if (this.signedIn) this.#store.start();
  }

  #changed() {
    if (this.#store.problem?.status === 401) {
      this.#leave();
      this.refused = REFUSED;
    }
    this.requestUpdate();
  }

  #keyInAddress() {
    session.takeKeyFromAddress();
    if (session.key() && !this.signedIn) this.#enter(session.key());
  }

  #enter(key) {
    session.signIn(key);
    this.signedIn = true;
    this.refused = undefined;
    this.#store.start();
  }

  #leave() {
    session.signOut();
    this.signedIn = false;
    this.#store.problem = undefined;
    this.#store.stop();
  }

  /** Several stages that end together are said together: a live region drops what follows too fast. */
  #soon = [];
  #saySoon(text) {
    this.#soon.push(text);
    if (this.#soon.length === 1) {
      setTimeout(() => {
        this.said = this.#soon.splice(0).slice(-4).join(' ');
      }, 250);
    }
  }

  #stageText({ item, stage }) {
    const took = stage.durationMs == null ? '' : ` in ${duration(stage.durationMs)}`;
    return `${title(item.asset)}: ${stageName(stage.stage)} ${STATUS[stage.status]}${took}.`;
  }

  #nextTheme() {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    localStorage.setItem('darkroom.theme', this.theme);
    this.#applyTheme();
  }

  #applyTheme() {
    document.documentElement.dataset.theme = this.theme;
  }

  /** Which engine writes captions, as far as the captions at hand tell. */
  #engine() {
    const asset = this.#store.items.find((item) => item.asset?.captions.some(({ source }) => source.kind === 'BUILT_IN' || source.kind === 'MODEL'));
    const source = asset?.asset.captions.find(({ source: { kind } }) => kind === 'BUILT_IN' || kind === 'MODEL')?.source;
    if (!source) return '';
    return source.kind === 'BUILT_IN' ? 'Captions: built-in engine, no model configured' : `Captions: ${[source.engine, source.model].filter(Boolean).join(', ')}`;
  }

  render() {
    return html`<div class="page">
      ${this.signedIn ? html`<a class="skip hidden" href="#detail" @click=${this.#skip}>Skip to the picture</a>` : ''}
      <header>
        <h1><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><circle cx="12" cy="12" r="9.5"></circle><path d="M12 2.5 16 12M21.5 12 12 16M12 21.5 8 12M2.5 12 12 8"></path></svg>Darkroom</h1>
        <p class="engine small muted">${this.signedIn ? this.#engine() : ''}</p>
        <div class="tools">
          <button class="quiet small" type="button" @click=${this.#nextTheme}>Theme: ${this.theme}</button>
          ${this.signedIn ? html`<button class="quiet small" type="button" @click=${this.#leave}>Sign out</button>` : ''}
        </div>
      </header>
      <main>${this.signedIn ? this.#work() : html`<sign-in heading="Sign in" label="API key" .refused=${this.refused}
        @sign-in=${(event) => this.#enter(event.detail)}></sign-in>`}</main>
      <div class="hidden" role="status" aria-live="polite">${this.said}</div>
    </div>`;
  }

  #work() {
    const { items, selected, problem, loaded } = this.#store;
    return html`
      <dr-drop @pictures=${({ detail }) => this.#store.add(detail.files, detail.request)}></dr-drop>
      ${problem ? html`<dr-problem role="alert" .problem=${problem}></dr-problem>` : ''}
      ${items.length ? html`<div class="work">
        <dr-roll .items=${items} selected=${selected} @choose=${({ detail }) => this.#store.select(detail)}></dr-roll>
        <div id="detail" tabindex="-1">${this.#detail(items.find((item) => item.key === selected))}</div></div>`
      : html`<p class="empty muted">${loaded && !problem ? 'No pictures yet. The first one shows here, stage by stage.' : ''}</p>`}`;
  }

  #skip(event) {
    event.preventDefault();
    this.renderRoot.querySelector('#detail')?.focus();
  }

  #detail(item) {
    if (!item) return '';
    return item.asset
      ? html`<dr-asset .asset=${item.asset} .preview=${item.preview} desk=${setting('desk') ?? ''}></dr-asset>`
      : html`<dr-upload .item=${item} @retry=${({ detail }) => this.#store.retry(detail)} @dismiss=${({ detail }) => this.#store.dismiss(detail)}></dr-upload>`;
  }
}
customElements.define('dr-app', App);

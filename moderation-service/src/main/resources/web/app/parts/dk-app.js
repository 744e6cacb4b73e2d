import { LitElement, css, html } from 'lit';
import { Decided } from '../model/decided.js';
import { Desk } from '../model/desk.js';
import { keyOf } from '../model/keys.js';
import { outpaintFile } from '../model/words.js';
import * as oidc from '../model/oidc.js';
import * as session from '../model/session.js';
import './dk-actions.js';
import './dk-detail.js';
import './dk-filter.js';
import './dk-grid.js';
import './dk-help.js';
import './dk-levels.js';
import { REFUSED } from './sign-in.js';
import { shared } from './shared.js';

const THEMES = ['auto', 'light', 'dark'];
const PAGES = { queue: 'Queue', decided: 'Decided', levels: 'Levels' };
const NARROW = matchMedia('(max-width: 980px)');
const setting = (name, otherwise) => JSON.parse(localStorage.getItem(`darkroom.${name}`) ?? 'null') ?? otherwise;
const set = (name, value) => localStorage.setItem(`darkroom.${name}`, JSON.stringify(value));

/** The review desk. */
class App extends LitElement {
  static properties = { signedIn: { state: true }, refused: { state: true }, said: { state: true }, theme: { state: true }, page: { state: true }, looks: { state: true }, letters: { state: true }, version: { state: true } };

  static styles = [shared, css`
    :host { display: flex; flex-direction: column; min-height: 100vh; }
    .page { flex: 1; width: 100%; max-width: 1500px; margin: 0 auto; padding: 0 clamp(0.9rem, 3vw, 2rem) 1.5rem; }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 1rem; padding: 0.8rem 0; }
    h1 { margin: 0; font-size: 1.2rem; letter-spacing: -0.02em; display: flex; align-items: center; gap: 0.5rem; }
    h1 svg { width: 1.4rem; height: 1.4rem; color: var(--accent); }
    nav { display: flex; gap: 0.2rem; }
    nav button[aria-current='page'] { background: var(--accent-soft); border-color: var(--accent); }
    .count { flex: 1 1 12rem; }
    .tools { display: flex; flex-wrap: wrap; gap: 0.2rem; margin-left: auto; }
    @media (max-width: 560px) { .tools button, nav button { padding: 0.3rem 0.6rem; } .count { order: 3; flex-basis: 100%; } }
    .offline { margin-bottom: 0.8rem; padding: 0.6rem 0.9rem; border-radius: 10px; background: var(--warn-soft); color: var(--warn); }
    .work { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr) minmax(0, 26rem); align-items: start; margin-top: 0.8rem; }
    aside { position: sticky; top: 0.75rem; max-height: calc(100vh - 10rem); overflow-y: auto; padding: 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); --most: 38vh; }
    @media (max-width: 980px) { .work { grid-template-columns: minmax(0, 1fr); } aside { display: none; } }
    .empty { text-align: center; padding: 12vh 1rem; }
    .more { text-align: center; padding: 1rem; }
    .preview { border: 0; border-radius: var(--radius); padding: 0; width: min(1400px, calc(100vw - 1.5rem)); max-width: none; height: calc(100dvh - 1.5rem); max-height: none; background: var(--surface); color: var(--text); overflow: hidden; }
    .preview[open] { display: grid; grid-template-rows: minmax(0, 1fr) auto; }
    .preview::backdrop { background: rgb(0 0 0 / 70%); }
    .preview > .all { overflow-y: auto; padding: 1.2rem; }
    .preview .close { position: absolute; top: 0.8rem; right: 0.9rem; background: var(--surface); }
    .preview .decide { display: flex; gap: 0.5rem; justify-content: flex-end; padding: 0.8rem 1.2rem; border-top: 1px solid var(--line); }
    .preview .decide button { min-height: 48px; min-width: 7rem; font-weight: 650; }
    .approve { background: var(--good); border-color: var(--good); color: var(--ground); }
    .approve:hover { background: var(--good); filter: brightness(1.1); }
    .reject { color: var(--bad); border-color: var(--bad); }
  `];

  #desk = undefined;
  #decided = undefined;
  #wasEmpty = true;
  #onKey = (event) => this.#key(event);

  constructor() {
    super();
    session.takeKeyFromAddress();
    this.signedIn = false;
    this.theme = setting('theme', 'auto');
    this.looks = setting('looks', { blur: false, grey: false });
    this.letters = setting('letters', true);
    this.page = PAGES[location.hash.slice(1)] ? location.hash.slice(1) : 'queue';
    this.version = 0;
    window.addEventListener('hashchange', () => this.#address());
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
    this.#applyTheme();
    this.#applyLooks();
    this.#begin();
  }

  /** Whoever comes back from an issuer is signed in first. */
  async #begin() {
    this.refused = await oidc.takeUp();
    this.signedIn = Boolean(session.key());
    if (this.signedIn) this.#open();
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#onKey);
    super.disconnectedCallback();
  }

  async #open() {
    const desk = new Desk();
    this.#desk = desk;
    this.#decided = new Decided(desk.drafts);
    for (const board of [desk, this.#decided]) {
      board.addEventListener('change', () => board === this.#board && this.#changed());
      board.addEventListener('said', ({ detail }) => board === this.#board && this.#say(detail));
    }
    this.#wasEmpty = true;
    if (this.page === 'decided') this.#decided.start();
    await desk.start();
  }

  /** What the keys and buttons are about. */
  get #board() {
    return this.page === 'decided' ? this.#decided : this.#desk;
  }

  #changed() {
    const board = this.#board;
    if (board.problem?.signedOut) {
      session.expire();
      this.refused = board.problem.status === 401 ? REFUSED : 'The key’s roles do not allow to review.';
      this.#close();
      return;
    }
    this.version++;
    // Whoever was quicker than the next batch goes on with the keyboard where it begins.
    const empty = board.items.length === 0;
    if (this.#wasEmpty && !empty && document.activeElement === document.body) this.#focusGrid();
    this.#wasEmpty = empty;
  }

  /** The same words twice are said twice. */
  #say(text) {
    this.said = this.said === text ? `${text}\u00a0` : text;
  }

  get #grid() {
    return this.renderRoot.querySelector('dk-grid');
  }

  /** Once what changed is drawn. */
  #focusGrid() {
    this.updateComplete.then(() => this.#grid?.takeFocus());
  }

  get #preview() {
    return this.renderRoot.querySelector('.preview');
  }

  #address() {
    const name = location.hash.slice(1) || 'queue';
    if (PAGES[name]) this.#go(name);
    else {
      session.takeKeyFromAddress();
      if (session.key()) this.#enter(session.key());
    }
  }

  #go(page) {
    this.page = page;
    history.replaceState(null, '', page === 'queue' ? location.pathname : `#${page}`);
    this.#wasEmpty = true;
    if (page === 'decided') this.#decided?.start();
  }

  #enter(key) {
    this.#desk?.stop();
    session.signIn(key);
    this.refused = '';
    this.signedIn = true;
    this.#open();
  }

  #leave() {
    this.#close();
    session.signOut();
  }

  #close() {
    this.#desk?.stop();
    this.#desk = undefined;
    this.#decided = undefined;
    this.signedIn = false;
  }

  async #signOut() {
    if (this.#desk.outbox.size) {
      this.#say('Decisions are still on their way; sign out in a moment.');
      return;
    }
    await this.#desk.release();
    this.#leave();
  }

  #nextTheme() {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    set('theme', this.theme);
    this.#applyTheme();
  }

  #applyTheme() {
    document.documentElement.dataset.theme = this.theme;
  }

  #look(name) {
    this.looks = { ...this.looks, [name]: !this.looks[name] };
    set('looks', this.looks);
    this.#applyLooks();
    this.#say(`${name === 'blur' ? 'Blur' : 'Grey'} ${this.looks[name] ? 'on' : 'off'}.`);
  }

  #applyLooks() {
    const filters = [this.looks.blur && 'blur(14px)', this.looks.grey && 'grayscale(1)'].filter(Boolean);
    document.documentElement.style.setProperty('--picture-filter', filters.join(' ') || 'none');
  }

  #decide(verdict, ids) {
    const board = this.#board;
    const before = board.items.length;
    board.decide(verdict, ids);
    if (board.items.length === before) return;
    if (this.#preview?.open) {
      if (!board.focused) this.#preview.close();
    } else {
      this.#focusGrid();
    }
  }

  async #undo() {
    await this.#board.undo();
    if (!this.#preview?.open) this.#focusGrid();
  }

  #openPreview(id) {
    const board = this.#board;
    board.focus(id ?? board.focused);
    if (board.focused) this.updateComplete.then(() => this.#preview.showModal());
  }

  #choose(id) {
    this.#board.focus(id);
    if (NARROW.matches) this.#openPreview(id);
    else this.#focusGrid();
  }

  /** The browser tells of it a moment later, and who writes somewhere by then goes on there. */
  #leftPreview() {
    if (!this.#active()?.matches('input, textarea, select')) this.#focusGrid();
  }

  /** Which element really has the focus, through all shadow roots. */
  #active() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  }

  #key(event) {
    if (!this.signedIn || this.page === 'levels' || event.defaultPrevented) return;
    const action = keyOf(event, { active: this.#active(), letters: this.letters, inGrid: this.#grid?.focusInside, preview: this.#preview?.open });
    if (!action) return;
    event.preventDefault();
    this.#act(action);
  }

  #act({ name, by, extend, digit }) {
    const desk = this.#board;
    const item = desk.find(desk.focused);
    switch (name) {
      case 'move': {
        desk.move(by === 'row' ? this.#grid.columns : by === '-row' ? -this.#grid.columns : by, extend);
        if (!this.#preview?.open) this.#focusGrid();
        break;
      }
      case 'toggle': desk.toggle(desk.focused); break;
      case 'all': desk.selectAll(); break;
      case 'clear': desk.clearSelection(); break;
      case 'approve': this.#decide('APPROVE', this.#preview?.open ? [desk.focused] : undefined); break;
      case 'reject': this.#decide('REJECT', this.#preview?.open ? [desk.focused] : undefined); break;
      case 'reason': if (desk.reasons[digit - 1]) desk.toggleReason(desk.reasons[digit - 1].code); break;
      case 'undo': this.#undo(); break;
      case 'open': this.#openPreview(); break;
      case 'blur': case 'grey': this.#look(name); break;
      case 'help': this.renderRoot.querySelector('dk-help').open(); break;
      case 'note': this.renderRoot.querySelector('dk-actions').renderRoot.querySelector('#note').focus(); break;
      case 'edit': this.#edit(); break;
      case 'withhold': if (item) this.#withhold(item, outpaintFile(item.record)?.name); break;
      case 'back': this.#focusGrid(); break;
      default:
    }
  }

  /** Goes to the first alt text, in the big preview where there is no room beside the grid. */
  #edit() {
    if (NARROW.matches && !this.#preview?.open) this.#openPreview();
    const scope = this.#preview?.open || NARROW.matches ? '.preview' : 'aside';
    this.updateComplete.then(() => this.renderRoot.querySelector(`${scope} dk-detail`)?.renderRoot.querySelector('dk-texts')?.renderRoot.querySelector('textarea')?.focus());
  }

  #withhold(item, name) {
    if (!name) return this.#say('There is no extended picture.');
    this.#board.drafts.toggleWithheld(item, name);
    this.#changed();
    return this.#say(`${name} ${this.#board.drafts.withheld(item).includes(name) ? 'will be withheld' : 'goes out too'}.`);
  }

  render() {
    return html`<div class="page">
      <header>
        <h1><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><circle cx="12" cy="12" r="9.5"></circle><path d="M12 2.5 16 12M21.5 12 12 16M12 21.5 8 12M2.5 12 12 8"></path></svg>Review</h1>
        ${this.signedIn ? html`<nav aria-label="Pages">
          ${Object.entries(PAGES).map(([page, name]) => html`<button class="quiet small" type="button" aria-current=${this.page === page ? 'page' : 'false'}
            @click=${() => this.#go(page)}>${name}</button>`)}</nav>` : ''}
        <p class="count small muted number">${this.signedIn ? this.#count() : ''}</p>
        <div class="tools">
          <button class="quiet small" type="button" @click=${this.#nextTheme}>Theme: ${this.theme}</button>
          ${this.signedIn ? html`<button class="quiet small" type="button" @click=${() => this.renderRoot.querySelector('dk-help').open()}>Keys</button>
          <button class="quiet small" type="button" @click=${this.#signOut}>Sign out</button>` : ''}
        </div>
      </header>
      <main>${this.signedIn ? this.#main() : html`<sign-in heading="Sign in to review" label="API key of a reviewer" .refused=${this.refused}
        @sign-in=${(event) => this.#enter(event.detail)}></sign-in>`}</main>
      <div class="hidden" role="status" aria-live="polite">${this.said}</div>
    </div>
    ${this.signedIn && this.page !== 'levels' ? html`<dk-actions .desk=${this.#board} .version=${this.version}
      @decide=${({ detail }) => this.#decide(detail)} @toggle-reason=${({ detail }) => this.#board.toggleReason(detail)}
      @note=${({ detail }) => this.#board.write(detail)} @undo=${this.#undo}></dk-actions>` : ''}
    <dk-help .letters=${this.letters} @letters=${({ detail }) => { this.letters = detail; set('letters', detail); }}></dk-help>`;
  }

  #count() {
    const { levels, items, outbox } = this.#desk;
    if (!levels) return '';
    const sending = outbox.size ? `, ${outbox.size} decisions on their way` : '';
    return `${levels.waiting} waiting, ${items.length} here${sending}`;
  }

  #main() {
    const desk = this.#desk;
    if (this.page === 'levels') return html`<dk-levels .levels=${desk.levels}></dk-levels>`;
    if (this.page === 'decided') return this.#decidedPage();
    return html`${this.#problem(desk)}
      <dk-filter .desk=${desk} .looks=${this.looks} .version=${this.version} @refilter=${({ detail }) => desk.refilter(detail)}
        @select-all=${() => desk.selectAll()} @select-matching=${() => desk.selectMatching()} @look=${({ detail }) => this.#look(detail)}></dk-filter>
      ${desk.items.length ? this.#work() : html`<p class="empty muted">${desk.loaded ? 'Nothing waits for you.' : 'Loading…'}</p>`}`;
  }

  #problem({ offline, problem }) {
    const shown = offline ?? problem;
    return shown ? html`<p class="offline" role="alert">${shown.title}. ${shown.detail ?? ''}</p>` : '';
  }

  /** Decisions that have left, to be overruled. */
  #decidedPage() {
    const decided = this.#decided;
    return html`${this.#problem(decided)}
      <p class="muted small">Decided last comes first. A decision that has left is overruled here: what is public is withdrawn, what was rejected is published.</p>
      ${decided.items.length ? this.#work() : html`<p class="empty muted">${decided.loaded ? 'Nothing is decided yet.' : 'Loading…'}</p>`}
      ${decided.next ? html`<p class="more"><button type="button" @click=${() => decided.more()}>Show more</button></p>` : ''}`;
  }

  #work() {
    const desk = this.#board;
    const item = desk.find(desk.focused);
    return html`<div class="work">
      <dk-grid label=${this.page === 'decided' ? 'Pictures that were decided' : 'Pictures that wait for you'} .items=${desk.items} .selected=${new Set(desk.selected)} .focused=${desk.focused} .edited=${(id) => desk.drafts.has(id)}
        @choose=${({ detail }) => this.#choose(detail)} @toggle-item=${({ detail }) => desk.toggle(detail)} @select-to=${({ detail }) => desk.selectTo(detail)}
        @focus-item=${({ detail }) => desk.focus(detail)} @open-item=${({ detail }) => this.#openPreview(detail)} @refresh-item=${({ detail }) => desk.refresh(detail)}></dk-grid>
      <aside aria-label="The framed picture" tabindex="-1">${item ? this.#detail(item, false) : ''}</aside>
      <dialog class="preview" aria-label="Big preview" @close=${() => this.#leftPreview()}>
        <div class="all">${item ? this.#detail(item, true) : ''}
          <button class="close quiet" type="button" autofocus @click=${() => this.#preview.close()}>Close</button></div>
        <div class="decide">
          <button class="reject" type="button" @click=${() => this.#decide('REJECT', [desk.focused])}>${desk.verbs.REJECT}</button>
          <button class="approve" type="button" @click=${() => this.#decide('APPROVE', [desk.focused])}>${desk.verbs.APPROVE}</button>
        </div>
      </dialog>
    </div>`;
  }

  #detail(item, big) {
    const desk = this.#board;
    const changed = (change) => {
      change();
      this.#changed();
    };
    return html`<dk-detail .item=${item} .drafts=${desk.drafts} .choices=${desk.reasons} .version=${this.version} ?big=${big}
      @edit-caption=${({ detail }) => changed(() => desk.drafts.editCaption(item, detail))}
      @edit-tags=${({ detail }) => changed(() => desk.drafts.change(item.id, { tags: detail }))}
      @withhold=${({ detail }) => this.#withhold(item, detail)} @dismiss=${({ detail }) => desk.dismiss(detail)}></dk-detail>`;
  }
}
customElements.define('dk-app', App);

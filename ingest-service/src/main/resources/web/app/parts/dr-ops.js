import { LitElement, css, html } from 'lit';
import * as oidc from '../model/oidc.js';
import * as operations from '../model/operations.js';
import * as session from '../model/session.js';
import { stageName } from '../model/words.js';
import './dr-canary.js';
import './dr-dead-letters.js';
import './dr-flow.js';
import './dr-problem.js';
import { REFUSED } from './sign-in.js';
import { shared } from './shared.js';

const EVERY_MS = 2000;

/** The page of those who run Darkroom: what flows, what is stuck, and the buttons for both. */
class Ops extends LitElement {
  static properties = {
    signedIn: { state: true }, refused: { state: true }, board: { state: true }, found: { state: true }, canaries: { state: true },
    problem: { state: true }, busy: { state: true }, said: { state: true },
  };

  static styles = [shared, css`
    .page { max-width: 1320px; margin: 0 auto; padding: 0 clamp(0.9rem, 3vw, 2rem) 3rem; }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 1rem; padding: 1rem 0; }
    h1 { margin: 0; font-size: 1.3rem; letter-spacing: -0.02em; }
    header .tools { margin-left: auto; display: flex; gap: 0.5rem; align-items: center; }
    main { display: grid; gap: 1.5rem; }
    section.box { padding: 1.25rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
    .warn { padding: 0.75rem 1rem; border-radius: 10px; background: var(--warn-soft); border-left: 4px solid var(--warn); }
  `];

  #timer;

  constructor() {
    super();
    session.takeKeyFromAddress();
    this.signedIn = Boolean(session.key());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Whoever comes back from an issuer is signed in first. */
  async #begin() {
    this.refused = await oidc.takeUp();
    this.signedIn = Boolean(session.key());
    if (this.signedIn) this.#look();
  }

  #enter(key) {
    session.signIn(key);
    this.signedIn = true;
    this.refused = undefined;
    this.#look();
  }

  #leave(refused) {
    clearTimeout(this.#timer);
    session.signOut();
    this.signedIn = false;
    this.refused = refused;
    this.board = this.found = this.canaries = this.problem = undefined;
  }

  async #look() {
    clearTimeout(this.#timer);
    try {
      const [board, found] = await Promise.all([operations.stages(), operations.deadLetters()]);
      const tried = board.items.filter((stage) => stage.control?.canary);
      const canaries = await Promise.all(tried.map((stage) => operations.canary(stage.stage)));
      this.board = board;
      this.found = found;
      // One that was stopped between the two questions is no longer there to be shown.
      this.canaries = canaries.filter((canary) => canary.share);
      this.problem = undefined;
    } catch (problem) {
      if (problem.status === 401) {
        this.#leave(REFUSED);
        return;
      }
      this.problem = problem;
    }
    if (this.signedIn && this.isConnected) this.#timer = setTimeout(() => this.#look(), EVERY_MS);
  }

  async #act(work, said) {
    this.busy = true;
    try {
      this.said = said(await work());
      await this.#look();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #pause(stage) {
    this.#act(() => operations.pause(stage), () => `${stageName(stage)} is paused. What is in work is brought to its end.`);
  }

  #resume(stage) {
    this.#act(() => operations.resume(stage), () => `${stageName(stage)} works again.`);
  }

  #stopCanary(stage) {
    this.#act(() => operations.stopCanary(stage), () => `The canary of ${stageName(stage)} takes nothing more.`);
  }

  #replay(request) {
    this.#act(() => operations.replay(request), ({ matching }) => `${matching} dead letters are being sent again.`);
  }

  render() {
    return html`<div class="page">
      <header><h1>Darkroom, operations</h1>
        <div class="tools">${this.signedIn ? html`<a class="small" href="/">Live page</a><button class="quiet small" type="button" @click=${() => this.#leave()}>Sign out</button>` : ''}</div>
      </header>
      <main>${this.signedIn ? this.#work() : html`<sign-in heading="Sign in" label="API key" .refused=${this.refused}
        @sign-in=${({ detail }) => this.#enter(detail)}></sign-in>`}</main>
      <div class="hidden" role="status" aria-live="polite">${this.said}</div>
    </div>`;
  }

  #work() {
    return html`
      ${this.problem ? html`<dr-problem role="alert" .problem=${this.problem}></dr-problem>` : ''}
      ${this.board && !this.board.instancesKnown ? html`<p class="warn" role="alert">The broker is out of reach: what instances do is not known.</p>` : ''}
      ${this.board ? html`<section aria-labelledby="stages"><h2 id="stages" class="hidden">Stages</h2><dr-flow .stages=${this.board.items} .busy=${this.busy}
        @pause=${({ detail }) => this.#pause(detail)} @resume=${({ detail }) => this.#resume(detail)}></dr-flow></section>` : ''}
      ${this.canaries?.length ? html`<section class="box" aria-labelledby="canaries"><h2 id="canaries">Canaries</h2>
        ${this.canaries.map((canary) => html`<dr-canary .found=${canary} .busy=${this.busy} @stop=${({ detail }) => this.#stopCanary(detail)}></dr-canary>`)}</section>` : ''}
      ${this.found ? html`<section class="box" aria-labelledby="dead"><h2 id="dead">Dead letters</h2>
        <dr-dead-letters .found=${this.found} .busy=${this.busy} @replay=${({ detail }) => this.#replay(detail)}></dr-dead-letters></section>` : ''}`;
  }
}
customElements.define('dr-ops', Ops);

import { call } from './api.js';
import { Board } from './board.js';
import { Outbox } from './outbox.js';
import { keep, kept } from './session.js';

const BATCH = 40;
const FEW = 20;
const LEASE = 900;
const RENEW_EVERY = 200_000;
const COUNT_EVERY = 4_000;
const MOST = 500;

/** What the reviewer holds, decides and takes back. */
export class Desk extends Board {
  verbs = { APPROVE: 'Approve', REJECT: 'Reject' };
  levels = undefined;
  filter = kept('filter', { reasons: [], preset: '', order: 'oldest', age: 0 });
  outbox = new Outbox();
  #undo = kept('undo', []);
  #gone = new Map();
  #filling = undefined;
  #turn = Promise.resolve();
  #timers = [];

  constructor() {
    super('');
    this.outbox.addEventListener('answered', ({ detail }) => this.#answered(detail));
    this.outbox.addEventListener('offline', ({ detail }) => this.failed(detail));
    this.outbox.addEventListener('online', () => this.#online());
  }

  start() {
    this.#timers = [setInterval(() => this.count(), COUNT_EVERY), setInterval(() => this.renew(), RENEW_EVERY)];
    return this.attempt(async () => {
      await this.#load();
      await this.count();
    });
  }

  async #load() {
    this.reasons = (await call('/reasons')).items;
    await this.#inTurn(async () => this.#append((await call('?state=CLAIMED&mine=true&limit=200')).items));
    this.outbox.flush();
    await this.fill();
    this.loaded = true;
  }

  stop() {
    this.#timers.forEach(clearInterval);
    this.items = [];
    this.selected.clear();
  }

  get canUndo() {
    return this.#undo.length > 0;
  }

  /** Whatever takes or gives back waits for what did so before: a batch on its way would else come after another filter was chosen. */
  #inTurn(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** The next batch comes before it is needed. */
  fill() {
    this.#filling ??= this.#inTurn(() => this.#takeFew()).finally(() => { this.#filling = undefined; });
    return this.#filling;
  }

  async #takeFew() {
    if (this.items.length < FEW) await this.#claim(BATCH);
  }

  async #claim(limit) {
    const { reasons, preset, order, age } = this.filter;
    const createdBefore = age ? new Date(Date.now() - age * 1000).toISOString() : undefined;
    const { items } = await call('/claims', { limit, leaseSeconds: LEASE, reasons, presets: preset ? [preset] : [], order, createdBefore });
    this.#append(items);
    return items.length;
  }

  #append(items) {
    const known = new Set(this.items.map((item) => item.id));
    const fresh = items.filter((item) => !known.has(item.id) && !this.outbox.has(item.id));
    this.items = [...this.items, ...fresh];
    this.focused ??= this.items[0]?.id;
    this.changed();
  }

  /** Leases begin anew, and so do the links to pictures; what is no longer ours goes. */
  renew() {
    return this.attempt(() => this.#inTurn(async () => {
      for (let from = 0; from < this.items.length; from += 200) {
        const ids = this.items.slice(from, from + 200).map((item) => item.id);
        const { items } = await call('/claims', { reviewIds: ids, leaseSeconds: LEASE });
        const held = new Map(items.map((item) => [item.id, item]));
        const lost = ids.filter((id) => !held.has(id) && !this.find(id)?.refusal);
        this.items = this.items.filter((item) => !lost.includes(item.id)).map((item) => (held.has(item.id) ? { ...item, ...held.get(item.id) } : item));
        if (lost.length) this.say(`${lost.length} no longer wait for you.`);
      }
      this.refocus(0);
    }));
  }

  /** New links for one item whose pictures no longer load. */
  async refresh(id) {
    const fresh = await call(`/${id}`).catch(() => undefined);
    if (fresh) this.items = this.items.map((item) => (item.id === id ? { ...item, ...fresh } : item));
    this.changed();
  }

  async count() {
    if (document.hidden) return;
    try {
      this.levels = await call('/levels');
      if (this.offline) this.#online();
      if (!this.loaded) await this.#load();
      if (this.items.length < FEW && this.levels.waiting > this.levels.claimed) await this.fill();
    } catch (problem) {
      this.failed(problem);
    }
    this.changed();
  }

  /** Takes whatever else matches the filter, up to what one batch of decisions can hold, and selects it. */
  selectMatching() {
    return this.attempt(() => this.#inTurn(async () => {
      while (this.items.length < MOST && (await this.#claim(Math.min(200, MOST - this.items.length))) > 0);
      this.selected = new Set(this.items.map((item) => item.id));
      this.say(`${this.selected.size} selected${this.items.length >= MOST ? ', as many as one batch holds' : ''}.`);
    }));
  }

  /** Decides about the selected items, or about the one that has the focus. */
  decide(verdict, ids = this.selected.size ? [...this.selected] : [this.focused]) {
    const chosen = this.items.filter((item) => ids.includes(item.id) && !item.refusal);
    const wrong = verdict === 'APPROVE' && chosen.map((item) => this.drafts.wrong(item)).find(Boolean);
    if (wrong) this.say(wrong);
    if (wrong || !chosen.length) return;
    const place = this.items.indexOf(chosen[0]);
    const decisions = chosen.map((item) => this.drafts.decision(item, verdict, this.chosen, this.note.trim()));
    chosen.forEach((item) => {
      this.#gone.set(item.id, item);
      this.selected.delete(item.id);
    });
    this.items = this.items.filter((item) => !chosen.includes(item));
    this.#undo.push({ ids: chosen.map((item) => item.id), verdict });
    keep('undo', this.#undo.splice(0, Math.max(0, this.#undo.length - 50)) && this.#undo);
    this.choose([], '');
    this.refocus(place);
    this.say(`${chosen.length} ${verdict === 'APPROVE' ? 'approved' : 'rejected'}.`);
    this.outbox.add(decisions);
    this.fill().catch((problem) => this.failed(problem));
  }

  #answered(results) {
    for (const { reviewId, status, problem } of results) {
      const item = this.#gone.get(reviewId);
      this.#gone.delete(reviewId);
      if (status === 'ACCEPTED') {
        this.drafts.forget(reviewId);
      } else {
        this.#unmade(reviewId);
        if (item) this.items = [{ ...item, refusal: problem }, ...this.items];
        this.say(`Not taken: ${problem.title}. ${problem.detail ?? ''}`);
      }
    }
    this.refocus(0);
  }

  #unmade(id) {
    this.#undo = this.#undo.map((step) => ({ ...step, ids: step.ids.filter((each) => each !== id) })).filter((step) => step.ids.length);
    keep('undo', this.#undo);
  }

  /** Takes the last decision back, as long as it has not left. */
  undo() {
    const step = this.#undo.at(-1);
    if (!step) return this.say('There is nothing to undo.');
    if (step.ids.some((id) => this.outbox.has(id))) return this.say('The decision is still on its way; undo it in a moment.');
    this.#undo.pop();
    keep('undo', this.#undo);
    return this.attempt(() => this.#inTurn(async () => {
      const problems = [];
      for (const id of step.ids) {
        await call(`/${id}/undo`, {}).catch((problem) => problems.push(problem));
      }
      for (let from = 0; from < step.ids.length; from += 200) {
        const { items } = await call('/claims', { reviewIds: step.ids.slice(from, from + 200), leaseSeconds: LEASE });
        this.items = [...items, ...this.items.filter((item) => !step.ids.includes(item.id))];
      }
      this.focused = this.items[0]?.id;
      const undone = step.ids.length - problems.length;
      this.say(problems.length ? `${problems.length} could not be undone. ${problems[0].detail ?? problems[0].title}` : `${undone} back in the queue.`);
    }));
  }

  /** Gives back what is held, so that others can take it. */
  release() {
    return this.#inTurn(() => this.#giveBack());
  }

  async #giveBack() {
    const reviewIds = this.items.filter((item) => !item.refusal).map((item) => item.id).slice(0, MOST);
    if (reviewIds.length) await call('/releases', { reviewIds }).catch(() => undefined);
    this.items = [];
    this.selected.clear();
    this.focused = undefined;
    this.changed();
  }

  /** Another part of the queue: what is held goes back, and the new part is taken. */
  refilter(changes) {
    this.filter = { ...this.filter, ...changes };
    keep('filter', this.filter);
    return this.#inTurn(async () => {
      await this.#giveBack();
      await this.attempt(() => this.#claim(BATCH));
      this.say(`${this.items.length} taken.`);
    });
  }

  #online() {
    if (this.offline) this.say('Connected again.');
    this.offline = undefined;
    this.outbox.flush();
  }
}

import { call } from './api.js';
import { Board } from './board.js';
import { reasonName } from './words.js';

const PAGE = 60;

/**
 * What was decided, what was decided last first. A decision that has left is overruled: what is public is
 * withdrawn, what was rejected is published.
 */
export class Decided extends Board {
  verbs = { APPROVE: 'Publish', REJECT: 'Withdraw' };
  next = undefined;
  #overruled = [];

  constructor(drafts) {
    super('decided.', drafts);
  }

  start() {
    return this.attempt(async () => {
      this.reasons = (await call('/reasons')).items;
      const { items, next } = await this.#page('');
      this.items = items;
      this.next = next;
      this.loaded = true;
      this.offline = undefined;
      this.selected.clear();
      this.refocus(0);
    });
  }

  more() {
    return this.attempt(async () => {
      const { items, next } = await this.#page(`&cursor=${this.next}`);
      const known = new Set(this.items.map((item) => item.id));
      this.items = [...this.items, ...items.filter((item) => !known.has(item.id))];
      this.next = next;
      this.say(`${items.length} more.`);
    });
  }

  async #page(cursor) {
    const { items, next } = await call(`?state=DECIDED&order=decided&limit=${PAGE}${cursor}`);
    return { items: items.map(asDecided), next };
  }

  get canUndo() {
    return this.#undoable().length > 0;
  }

  /** Overrules the decisions about the selected items, or about the one that has the focus. */
  decide(verdict, ids = this.selected.size ? [...this.selected] : [this.focused]) {
    const chosen = this.items.filter((item) => ids.includes(item.id));
    const wrong = verdict === 'APPROVE' && chosen.map((item) => this.drafts.wrong(item)).find(Boolean);
    if (wrong) return this.say(wrong);
    if (!chosen.length) return undefined;
    const decisions = chosen.map((item) => ({ ...this.drafts.decision(item, verdict, this.chosen, this.note.trim()), overrule: true }));
    return this.attempt(async () => {
      const { results } = await call('/decisions', { decisions });
      this.offline = undefined;
      const taken = results.filter(({ status }) => status === 'ACCEPTED').map(({ reviewId }) => reviewId);
      taken.forEach((id) => this.drafts.forget(id));
      if (taken.length) {
        this.#overruled = taken;
        this.choose([], '');
      }
      await this.#reread(taken);
      for (const { reviewId, problem } of results) {
        if (problem) this.#put(reviewId, { refusal: problem });
      }
      this.selected.clear();
      const refused = results.find(({ problem }) => problem)?.problem;
      const done = `${taken.length} ${verdict === 'APPROVE' ? 'published' : 'withdrawn'}.`;
      this.say(refused ? `${taken.length ? `${done} ` : ''}Not taken: ${refused.title}. ${refused.detail ?? ''}` : done);
    });
  }

  /** What was overruled last, else the item with the focus, as long as its decision has not left. */
  undo() {
    const ids = this.#undoable();
    if (!ids.length) return this.say('There is nothing to undo.');
    return this.attempt(async () => {
      const problems = [];
      for (const id of ids) {
        await call(`/${id}/undo`, {}).catch((problem) => problems.push(problem));
      }
      this.#overruled = [];
      await this.#reread(ids);
      this.items = this.items.filter((item) => item.state === 'DECIDED');
      this.refocus(0);
      this.say(problems.length ? `${problems.length} could not be undone. ${problems[0].detail ?? problems[0].title}` : `${ids.length} undone.`);
    });
  }

  #undoable() {
    const may = (item) => item?.decision?.undoUntil && new Date(item.decision.undoUntil) > new Date();
    const last = this.#overruled.filter((id) => may(this.find(id)));
    return last.length ? last : may(this.find(this.focused)) ? [this.focused] : [];
  }

  /** New links for one item whose pictures no longer load. */
  refresh(id) {
    return this.attempt(() => this.#reread([id]));
  }

  async #reread(ids) {
    for (const id of ids) {
      this.#put(id, { refusal: undefined, ...asDecided(await call(`/${id}`)) });
    }
  }

  #put(id, changes) {
    this.items = this.items.map((item) => (item.id === id ? { ...item, ...changes } : item));
    this.changed();
  }

  /** Nothing is held here. */
  stop() {
    this.items = [];
  }
}

/** The item with the texts as they were decided, and the decision in words. */
function asDecided(item) {
  const { captions, tags, clearTags } = item.decision?.decision ?? {};
  const record = { ...item.record };
  if (captions?.length) {
    const edited = new Map(captions.map((caption) => [caption.language, caption]));
    record.captions = [
      ...(record.captions ?? []).map((caption) => ({ ...caption, ...edited.get(caption.language) })),
      ...captions.filter(({ language }) => !record.captions?.some((caption) => caption.language === language)),
    ];
  }
  if (tags?.length || clearTags) record.tags = tags ?? [];
  return { ...item, record };
}

/** Such as: Rejected by dora: Off brand. */
export function decisionInWords({ by, decision }, reasons) {
  const names = (decision.reasonCodes ?? []).map((code) => reasons.find((reason) => reason.code === code)?.label ?? reasonName(code));
  return `${decision.verdict === 'APPROVE' ? 'Approved' : 'Rejected'} by ${by}${names.length ? `: ${names.join(', ')}` : ''}.`;
}

import { Problem } from './api.js';
import { Drafts } from './drafts.js';
import { keep, kept } from './session.js';

/**
 * Items beside each other: one has the focus, any number are selected, and reasons and a note are chosen for
 * what is decided about them. Events: change, said (text).
 */
export class Board extends EventTarget {
  items = [];
  selected = new Set();
  focused = undefined;
  reasons = [];
  problem = undefined;
  offline = undefined;
  loaded = false;
  drafts;
  chosen;
  note;
  #name;

  /** What is chosen is kept over a reload under this name. */
  constructor(name, drafts = new Drafts()) {
    super();
    this.#name = name;
    this.drafts = drafts;
    this.chosen = kept(`${name}chosen`, []);
    this.note = kept(`${name}note`, '');
  }

  find(id) {
    return this.items.find((item) => item.id === id);
  }

  focus(id) {
    this.focused = id;
    this.changed();
  }

  /** Moves the focus by this many places; with extend, what lies between is selected. */
  move(by, extend) {
    const at = this.items.findIndex((item) => item.id === this.focused);
    const to = Math.min(Math.max(at + by, 0), this.items.length - 1);
    if (to < 0) return;
    if (extend) this.#range(at, to);
    this.focused = this.items[to].id;
    this.changed();
  }

  #range(from, to) {
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) {
      if (this.items[i]) this.selected.add(this.items[i].id);
    }
  }

  selectTo(id) {
    this.#range(this.items.findIndex((item) => item.id === this.focused), this.items.findIndex((item) => item.id === id));
    this.focus(id);
  }

  toggle(id) {
    if (!this.selected.delete(id)) this.selected.add(id);
    this.changed();
  }

  selectAll() {
    const all = this.selected.size === this.items.length;
    this.selected = new Set(all ? [] : this.items.map((item) => item.id));
    this.say(`${this.selected.size} selected.`);
  }

  clearSelection() {
    this.selected.clear();
    this.changed();
  }

  toggleReason(code) {
    this.choose(this.chosen.includes(code) ? this.chosen.filter((each) => each !== code) : [...this.chosen, code], this.note);
    const label = this.reasons.find((reason) => reason.code === code)?.label;
    this.say(`${label}: ${this.chosen.includes(code) ? 'chosen' : 'not chosen'}.`);
  }

  write(note) {
    this.choose(this.chosen, note);
    this.changed();
  }

  choose(reasons, note) {
    this.chosen = reasons;
    this.note = note;
    keep(`${this.#name}chosen`, reasons);
    keep(`${this.#name}note`, note);
  }

  /** Puts away an item of which the service said that it cannot be decided. */
  dismiss(id) {
    const place = this.items.findIndex((item) => item.id === id);
    this.items = this.items.filter((item) => item.id !== id);
    this.drafts.forget(id);
    this.selected.delete(id);
    this.refocus(place);
  }

  refocus(place) {
    if (!this.find(this.focused)) this.focused = this.items[Math.min(Math.max(place, 0), this.items.length - 1)]?.id;
    this.changed();
  }

  async attempt(work) {
    try {
      await work();
      this.problem = undefined;
    } catch (problem) {
      this.failed(problem);
    }
    this.changed();
  }

  failed(problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.passing) this.offline = problem;
    else this.problem = problem;
    this.changed();
  }

  say(text) {
    this.dispatchEvent(new CustomEvent('said', { detail: text }));
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }
}

import { keep, kept } from './session.js';

/** What a reviewer changed about items that are not decided yet: kept over a reload. */
export class Drafts {
  #all = kept('drafts', {});

  of(id) {
    return this.#all[id] ?? {};
  }

  change(id, changes) {
    this.#all[id] = { ...this.of(id), ...changes };
    this.#save();
  }

  forget(id) {
    delete this.#all[id];
    this.#save();
  }

  has(id) {
    return Object.keys(this.of(id)).length > 0;
  }

  /** The item's captions with the reviewer's changes. */
  captions(item) {
    const edits = this.of(item.id).captions ?? {};
    return (item.record.captions ?? []).map((caption) => edits[caption.language] ?? caption);
  }

  editCaption(item, caption) {
    this.change(item.id, { captions: { ...this.of(item.id).captions, [caption.language]: caption } });
  }

  tags(item) {
    return this.of(item.id).tags ?? item.record.tags ?? [];
  }

  withheld(item) {
    return this.of(item.id).withheld ?? item.decision?.decision.withheldVariants ?? [];
  }

  toggleWithheld(item, name) {
    const now = this.withheld(item);
    this.change(item.id, { withheld: now.includes(name) ? now.filter((each) => each !== name) : [...now, name] });
  }

  /** The decision about an item, with everything that was changed along with it. */
  decision(item, verdict, reasonCodes, note) {
    const draft = this.of(item.id);
    const decision = { reviewId: item.id, revision: item.revision, verdict, reasonCodes };
    if (note) decision.note = note;
    if (verdict === 'REJECT') return decision;
    const withheld = this.withheld(item);
    if (withheld.length) decision.withheldVariants = withheld;
    if (draft.captions) {
      decision.captions = Object.values(draft.captions).map(({ language, alt, longDescription, decorative }) =>
        ({ language, alt: decorative ? '' : alt, longDescription: longDescription ?? null, decorative }));
    }
    if (draft.tags?.length) decision.tags = draft.tags.map(({ label, language, confidence }) => ({ label, language, confidence }));
    if (draft.tags?.length === 0 && item.record.tags?.length) decision.clearTags = true;
    return decision;
  }

  /** Why the item cannot be approved as it is edited; undefined where it can. */
  wrong(item) {
    const empty = this.captions(item).find((caption) => !caption.decorative && !caption.alt.trim());
    if (empty) return `The alt text in ${empty.language} is empty. Write one, or mark the picture as decorative.`;
    const long = this.captions(item).find((caption) => [...caption.alt].length > 250);
    return long && `The alt text in ${long.language} has more than 250 characters.`;
  }

  #save() {
    keep('drafts', this.#all);
  }
}

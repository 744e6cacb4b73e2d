import { assetById, randomId, recentAssets, upload } from './api.js';
import { follow } from './events.js';
import { isFinal } from './words.js';

const UPLOADS_AT_ONCE = 2;
const STREAMS_AT_ONCE = 3; // browsers open six connections to one HTTP/1.1 server; uploads and reads need the others
const POLL = 4_000;
const RECENT = 20;

/**
 * What the page shows: pictures on their way up and assets, newest first. Items are replaced, never
 * changed, so that components see what is new. Events: change, stage, problem.
 */
export class Store extends EventTarget {
  items = [];
  selected = undefined;
  problem = undefined;
  loaded = false;
  #queue = [];
  #uploading = 0;
  #streams = new Map();
  #poll = undefined;

  async start() {
    await this.#refresh();
    this.#poll = setInterval(() => this.#pollRest(), POLL);
  }

  stop() {
    clearInterval(this.#poll);
    this.#streams.forEach((stop) => stop());
    this.#streams.clear();
    this.items = [];
    this.loaded = false;
    this.#changed();
  }

  select(key) {
    this.selected = key;
    this.#watch();
    this.#changed();
  }

  add(files, request) {
    const fresh = files.map((file) => ({
      key: randomId(), file, request, name: file.name || 'Pasted picture', preview: URL.createObjectURL(file), progress: 0, attempt: randomId(),
    }));
    this.items = [...fresh, ...this.items];
    this.selected = fresh[0]?.key ?? this.selected;
    this.#queue.push(...fresh.map((item) => item.key));
    this.#changed();
    this.#next();
  }

  /** Sends a refused or cut upload again under the same idempotency key. */
  retry(key) {
    this.#replace(key, { problem: undefined, progress: 0 });
    this.#queue.push(key);
    this.#next();
  }

  dismiss(key) {
    const gone = this.#find(key);
    if (gone?.preview) URL.revokeObjectURL(gone.preview);
    this.items = this.items.filter((item) => item.key !== key);
    if (this.selected === key) this.selected = this.items[0]?.key;
    this.#changed();
  }

  #next() {
    while (this.#uploading < UPLOADS_AT_ONCE && this.#queue.length) {
      const item = this.#find(this.#queue.shift());
      if (item) this.#send(item);
    }
  }

  async #send(item) {
    this.#uploading++;
    try {
      const onProgress = (progress) => this.#replace(item.key, { progress });
      const asset = await upload(item.file, item.request, item.attempt, onProgress);
      this.#uploaded(item, asset);
    } catch (problem) {
      this.#replace(item.key, { problem });
      this.#tell('problem', { item, problem });
    } finally {
      this.#uploading--;
      this.#next();
    }
  }

  #uploaded(item, asset) {
    // The list may have shown the asset already; a repeat under the same idempotency key, too.
    this.items = this.items.filter((other) => other.key === item.key || other.asset?.id !== asset.id);
    this.#replace(item.key, { asset, file: undefined });
    this.#watch();
  }

  async #refresh() {
    try {
      const page = await recentAssets(RECENT);
      this.problem = undefined;
      this.#merge(page.items);
    } catch (problem) {
      this.problem = problem;
    }
    this.loaded = true;
    this.#changed();
  }

  #merge(assets) {
    for (const asset of assets) {
      const known = this.items.find((item) => item.asset?.id === asset.id);
      if (known) this.#take(known.key, asset);
      else this.items = [...this.items, { key: asset.id, asset }];
    }
    const age = (item) => (item.asset ? Date.parse(item.asset.createdAt) : Infinity);
    this.items = [...this.items].sort((a, b) => (age(b) === age(a) ? 0 : age(b) - age(a)));
    this.selected ??= this.items[0]?.key;
    this.#watch();
  }

  /** Streams tell at once of the selected asset and of the oldest unfinished ones; the rest are asked about. */
  #watch() {
    const open = this.items.filter((item) => item.asset && !isFinal(item.asset));
    const chosen = open.filter((item) => item.key === this.selected);
    const working = open.filter((item) => item.asset.state === 'ENRICHING' && item.key !== this.selected);
    const wanted = new Set([...chosen, ...working.reverse()].slice(0, STREAMS_AT_ONCE).map((item) => item.key));
    for (const [key, stop] of this.#streams) {
      if (!wanted.has(key)) {
        stop();
        this.#streams.delete(key);
      }
    }
    for (const key of wanted) {
      if (!this.#streams.has(key)) this.#streams.set(key, this.#follow(key));
    }
  }

  #follow(key) {
    const free = () => {
      this.#streams.delete(key);
      this.#watch();
    };
    return follow(this.#find(key).asset.id, {
      onStage: (stage) => this.#stage(key, stage),
      onAsset: (asset) => this.#take(key, asset),
      onEnd: free,
      onGone: () => this.#streams.delete(key),
    });
  }

  async #pollRest() {
    if (document.hidden || this.problem) return this.problem && this.#refresh();
    const rest = this.items.filter((item) => item.asset && !isFinal(item.asset) && !this.#streams.has(item.key));
    for (const item of rest.slice(0, RECENT)) {
      try {
        this.#take(item.key, await assetById(item.asset.id));
      } catch (problem) {
        if (problem.status === 404) this.dismiss(item.key);
      }
    }
  }

  #stage(key, stage) {
    const item = this.#find(key);
    if (!item) return;
    const before = item.asset.stages.find((known) => known.stage === stage.stage);
    const stages = item.asset.stages.map((known) => (known.stage === stage.stage ? stage : known));
    this.#replace(key, { asset: { ...item.asset, stages } });
    if (before?.status === 'PENDING' && stage.status !== 'PENDING') this.#tell('stage', { item, stage });
  }

  #take(key, asset) {
    const item = this.#find(key);
    if (!item || item.asset.revision > asset.revision) return;
    const before = item.asset;
    for (const stage of asset.stages) this.#stage(key, stage);
    this.#replace(key, { asset });
    if (before.state !== asset.state) this.#tell('state', { item, asset });
    if (isFinal(asset) && !isFinal(before)) this.#watch();
  }

  #find = (key) => this.items.find((item) => item.key === key);

  #replace(key, change) {
    this.items = this.items.map((item) => (item.key === key ? { ...item, ...change } : item));
    this.#changed();
  }

  #changed = () => this.dispatchEvent(new Event('change'));
  #tell = (type, detail) => this.dispatchEvent(new CustomEvent(type, { detail }));
}

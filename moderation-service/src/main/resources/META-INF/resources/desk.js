// The review page: what waits, decided one by one or in batches. Text goes into the page as text only.
import { call, signedIn, forget, remember } from './desk-api.js';
import { card, mark, refuse } from './desk-card.js';

const byId = (id) => document.getElementById(id);
const ofItem = (id) => document.querySelector(`[data-id="${CSS.escape(id)}"]`);
const selected = new Set();
let items = [];
let next = null;
let lastDecided = [];
let busy = false;

const say = (text) => { byId('status').textContent = text; };

/** One thing at a time, so that a second click decides nothing twice. */
async function attempt(work) {
  if (busy) {
    return;
  }
  busy = true;
  try {
    await work();
  } catch (e) {
    if (e.signedOut) {
      signOut();
    }
    say(e.message);
  } finally {
    busy = false;
  }
}

async function load(more) {
  say('Loading…');
  const cursor = more && next ? `&cursor=${encodeURIComponent(next)}` : '';
  const page = await call(`/v1/reviews?state=PENDING&limit=50${cursor}`);
  if (!more) {
    items = [];
    selected.clear();
    byId('items').replaceChildren();
  }
  items.push(...page.items);
  next = page.next ?? null;
  byId('items').append(...page.items.map((item) => card(item, { select, decide: decideOne })));
  byId('sign-in').hidden = true;
  byId('sign-out').hidden = byId('reload').hidden = false;
  show();
}

/** Everything around the cards. */
function show(before = '') {
  byId('more').hidden = next === null;
  byId('everything').hidden = items.length < 2;
  byId('all').checked = items.length > 0 && selected.size === items.length;
  byId('all').indeterminate = selected.size > 0 && selected.size < items.length;
  byId('actions').hidden = selected.size === 0;
  byId('count').textContent = `${selected.size} selected`;
  const waiting = items.length === 0 ? 'Nothing waits for review.' : `${items.length}${next ? '+' : ''} waiting`;
  say([before, waiting].filter(Boolean).join(' '));
}

function select(id, on) {
  if (on) selected.add(id); else selected.delete(id);
  mark(ofItem(id), on);
  show();
}

const decideOne = (id, verdict) => attempt(() => decide([id], verdict, null));

function decideSelected(verdict) {
  const note = byId('note').value.trim() || null;
  return attempt(() => decide([...selected], verdict, note));
}

async function decide(ids, verdict, note) {
  const chosen = items.filter((item) => ids.includes(item.id));
  const place = items.indexOf(chosen[0]);
  const results = [];
  // The API takes 500 decisions at once.
  for (let from = 0; from < chosen.length; from += 500) {
    const decisions = chosen.slice(from, from + 500)
      .map((item) => ({ reviewId: item.id, revision: item.revision, verdict, note }));
    results.push(...(await call('/v1/reviews/decisions', { decisions })).results);
  }
  const accepted = results.filter((result) => result.status === 'ACCEPTED').map((result) => result.reviewId);
  items = items.filter((item) => !accepted.includes(item.id));
  for (const id of accepted) {
    selected.delete(id);
    ofItem(id).remove();
  }
  results.filter((result) => result.status === 'REFUSED')
    .forEach((result) => refuse(ofItem(result.reviewId), result.problem));
  byId('note').value = note !== null ? '' : byId('note').value;
  show(offerUndo(accepted, verdict));
  if (accepted.length > 0) {
    focusNear(place);
  }
}

/** Where the keyboard goes on after a card went. */
function focusNear(place) {
  const near = items[Math.min(place, items.length - 1)];
  (near ? ofItem(near.id).querySelector('input') : byId('undo').querySelector('button')).focus();
}

function offerUndo(ids, verdict) {
  lastDecided = ids;
  const text = ids.length === 0 ? '' : `${ids.length} ${verdict === 'APPROVE' ? 'approved' : 'rejected'}.`;
  byId('undo').hidden = ids.length === 0;
  byId('undo').firstElementChild.textContent = text;
  return text;
}

async function undo() {
  const ids = lastDecided;
  offerUndo([], '');
  const failures = [];
  for (const id of ids) {
    await call(`/v1/reviews/${id}/undo`, {}).catch((e) => failures.push(e.message));
  }
  await load(false);
  (ids.map(ofItem).find(Boolean)?.querySelector('input') ?? byId('reload')).focus();
  if (failures.length > 0) {
    say(`${failures.length} could not be undone. ${failures[0]}`);
  }
}

function signOut() {
  forget();
  items = [];
  next = null;
  selected.clear();
  offerUndo([], '');
  byId('items').replaceChildren();
  for (const id of ['more', 'everything', 'actions', 'sign-out', 'reload']) {
    byId(id).hidden = true;
  }
  byId('sign-in').hidden = false;
  say('');
  byId('key').focus();
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  remember(byId('key').value.trim());
  byId('key').value = '';
  attempt(() => load(false));
});
byId('reload').addEventListener('click', () => attempt(() => load(false)));
byId('more').addEventListener('click', () => attempt(() => load(true)));
byId('sign-out').addEventListener('click', signOut);
byId('approve').addEventListener('click', () => decideSelected('APPROVE'));
byId('reject').addEventListener('click', () => decideSelected('REJECT'));
byId('undo').querySelector('button').addEventListener('click', () => attempt(undo));
byId('all').addEventListener('change', (event) => items.forEach((item) => select(item.id, event.target.checked)));

function start() {
  if (signedIn()) {
    attempt(() => load(false));
  } else {
    signOut();
  }
}
window.addEventListener('hashchange', start);
start();

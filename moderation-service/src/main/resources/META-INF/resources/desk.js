// The review page: what waits, decided in batches. Text goes into the page as text only.
const byId = (id) => document.getElementById(id);
const selected = new Set();
let items = [];
let next = null;
let lastDecided = [];

const KEY = 'darkroom.key';

/** A key in the fragment is taken and removed, so that it stays in no history. */
function takeKey() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (fragment.get('key')) {
    sessionStorage.setItem(KEY, fragment.get('key'));
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

async function call(path, body) {
  const answer = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Authorization: `Bearer ${takeKey()}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const json = await answer.json();
  if (answer.status === 401) {
    signOut();
  }
  if (!answer.ok) {
    throw new Error([json.title, json.detail].filter(Boolean).join(': '));
  }
  return json;
}

const say = (text) => { byId('status').textContent = text; };

async function attempt(work) {
  try {
    await work();
  } catch (e) {
    say(e.message);
  }
}

async function load(more) {
  say('Loading…');
  const cursor = more && next ? `&cursor=${encodeURIComponent(next)}` : '';
  const page = await call(`/v1/reviews?state=PENDING&limit=50${cursor}`);
  items = more ? items.concat(page.items) : page.items;
  next = page.next ?? null;
  if (!more) {
    selected.clear();
  }
  show();
}

function show() {
  byId('items').replaceChildren(...items.map(card));
  byId('more').hidden = next === null;
  byId('actions').hidden = items.length === 0;
  byId('sign-out').hidden = false;
  say(items.length === 0 ? 'Nothing waits for review.' : `${items.length}${next ? '+' : ''} waiting`);
  count();
}

function card(item) {
  const li = byId('item').content.firstElementChild.cloneNode(true);
  const box = li.querySelector('input');
  li.dataset.id = item.id;
  box.checked = selected.has(item.id);
  li.classList.toggle('picked', box.checked);
  box.addEventListener('change', () => {
    if (box.checked) selected.add(item.id); else selected.delete(item.id);
    li.classList.toggle('picked', box.checked);
    count();
  });
  li.querySelector('.name').textContent = item.record.fileName ?? item.assetId;
  const alt = item.record.captions?.[0]?.alt ?? '';
  li.querySelector('.pictures').append(
    figure(item.previews.original, 'original', alt),
    ...Object.entries(item.previews.variants).map(([name, url]) => figure(url, name, `${name}: ${alt}`)));
  li.querySelector('.reasons').append(...item.reasons.map((reason) => {
    const span = document.createElement('span');
    span.textContent = reason.detail ? `${reason.code}: ${reason.detail}` : reason.code;
    return span;
  }));
  const facts = li.querySelector('dl');
  for (const caption of item.record.captions ?? []) {
    fact(facts, `Alt (${caption.language})`, caption.decorative ? 'decorative' : caption.alt);
  }
  if (item.record.tags?.length) {
    fact(facts, 'Tags', item.record.tags.map((tag) => tag.label).join(', '));
  }
  if (item.record.outpaint) {
    fact(facts, 'Instruction', item.record.outpaint.instruction);
  }
  fact(facts, 'Waiting since', new Date(item.createdAt).toLocaleString());
  return li;
}

function figure(url, name, alt) {
  const figure = document.createElement('figure');
  const img = document.createElement('img');
  img.src = url;
  img.alt = alt;
  img.loading = 'lazy';
  const caption = document.createElement('figcaption');
  caption.textContent = name;
  figure.append(img, caption);
  return figure;
}

function fact(list, term, text) {
  const dt = document.createElement('dt');
  dt.textContent = term;
  const dd = document.createElement('dd');
  dd.textContent = text;
  list.append(dt, dd);
}

function count() {
  byId('count').textContent = `${selected.size} selected`;
  byId('approve').disabled = byId('reject').disabled = selected.size === 0;
  byId('all').checked = items.length > 0 && selected.size === items.length;
}

async function decide(verdict) {
  const note = byId('note').value.trim() || null;
  const chosen = items.filter((item) => selected.has(item.id));
  const results = [];
  // The API takes 500 decisions at once.
  for (let from = 0; from < chosen.length; from += 500) {
    const decisions = chosen.slice(from, from + 500)
      .map((item) => ({ reviewId: item.id, revision: item.revision, verdict, note }));
    results.push(...(await call('/v1/reviews/decisions', { decisions })).results);
  }
  const accepted = new Set(results.filter((r) => r.status === 'ACCEPTED').map((r) => r.reviewId));
  const refused = results.filter((r) => r.status === 'REFUSED');
  items = items.filter((item) => !accepted.has(item.id));
  accepted.forEach((id) => selected.delete(id));
  byId('note').value = '';
  show();
  for (const result of refused) {
    const answer = document.querySelector(`[data-id="${CSS.escape(result.reviewId)}"] .answer`);
    answer.textContent = `${result.problem.title}: ${result.problem.detail}`;
    answer.hidden = false;
  }
  offerUndo([...accepted], verdict);
}

function offerUndo(ids, verdict) {
  lastDecided = ids;
  byId('undo').hidden = ids.length === 0;
  byId('undo').firstElementChild.textContent =
    `${ids.length} ${verdict === 'APPROVE' ? 'approved' : 'rejected'}.`;
}

async function undo() {
  const ids = lastDecided;
  offerUndo([], '');
  const failures = [];
  for (const id of ids) {
    await call(`/v1/reviews/${id}/undo`, {}).catch((e) => failures.push(e.message));
  }
  await load(false);
  if (failures.length > 0) {
    say(`${failures.length} could not be undone. ${failures[0]}`);
  }
}

function signOut() {
  sessionStorage.removeItem(KEY);
  items = [];
  next = null;
  selected.clear();
  byId('items').replaceChildren();
  byId('more').hidden = byId('actions').hidden = byId('sign-out').hidden = byId('undo').hidden = true;
  byId('sign-in').hidden = false;
  say('');
  byId('key').focus();
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, byId('key').value.trim());
  byId('key').value = '';
  byId('sign-in').hidden = true;
  attempt(() => load(false));
});
byId('reload').addEventListener('click', () => attempt(() => load(false)));
byId('more').addEventListener('click', () => attempt(() => load(true)));
byId('sign-out').addEventListener('click', signOut);
byId('approve').addEventListener('click', () => attempt(() => decide('APPROVE')));
byId('reject').addEventListener('click', () => attempt(() => decide('REJECT')));
byId('undo').querySelector('button').addEventListener('click', () => attempt(undo));
byId('all').addEventListener('change', (event) => {
  items.forEach((item) => (event.target.checked ? selected.add(item.id) : selected.delete(item.id)));
  show();
});

if (takeKey()) {
  attempt(() => load(false));
} else {
  signOut();
}

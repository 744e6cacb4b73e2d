// One item of the queue as a card.

/** Makes a card; on.select(id, selected) and on.decide(id, verdict) are told what a person does. */
export function card(item, on) {
  const li = document.getElementById('item').content.firstElementChild.cloneNode(true);
  const name = item.record.fileName ?? item.assetId;
  li.dataset.id = item.id;
  li.querySelector('.name').textContent = name;
  li.querySelector('input').addEventListener('change', (event) => on.select(item.id, event.target.checked));
  for (const [kind, verdict] of [['approve', 'APPROVE'], ['reject', 'REJECT']]) {
    const button = li.querySelector(`.${kind}`);
    button.setAttribute('aria-label', `${button.textContent} ${name}`);
    button.addEventListener('click', () => on.decide(item.id, verdict));
  }
  li.querySelector('.pictures').append(...pictures(item, name));
  li.querySelector('.reasons').append(...item.reasons.map(reason));
  li.querySelector('dl').append(...facts(item));
  return li;
}

/** Shows whether the card is selected. */
export function mark(li, on) {
  li.classList.toggle('picked', on);
  li.querySelector('input').checked = on;
}

/** Shows why a decision was not taken. */
export function refuse(li, problem) {
  const answer = li.querySelector('.answer');
  answer.textContent = `${problem.title}: ${problem.detail}`;
  answer.hidden = false;
}

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function pictures(item, name) {
  const about = item.record.captions?.find((caption) => caption.alt)?.alt ?? name;
  const generated = new Set((item.record.variants ?? []).filter((v) => v.generated).map((v) => v.name));
  return [
    figure(item.previews.original, 'original', about),
    ...Object.entries(item.previews.variants)
      .map(([variant, url]) => figure(url, generated.has(variant) ? `${variant}, generated` : variant, about)),
  ];
}

/** A picture that opens in full size. */
function figure(url, name, about) {
  const made = document.createElement('figure');
  const link = document.createElement('a');
  const img = document.createElement('img');
  link.href = img.src = url;
  link.target = '_blank';
  link.rel = 'noopener';
  img.alt = `${name}: ${about}`;
  img.loading = 'lazy';
  img.addEventListener('error', () => {
    const gone = element('span', 'This picture cannot be shown; its link works for some minutes only. Reload.');
    gone.className = 'gone';
    link.replaceWith(gone);
  });
  link.append(img);
  made.append(link, element('figcaption', name));
  return made;
}

function reason(finding) {
  const li = document.createElement('li');
  li.append(element('b', finding.code), finding.detail ? ` ${finding.detail}` : '');
  return li;
}

function facts(item) {
  const record = item.record;
  const made = [];
  const fact = (term, text, lang) => {
    const dd = element('dd', text);
    if (lang) {
      dd.lang = lang;
    }
    made.push(element('dt', term), dd);
  };
  for (const caption of record.captions ?? []) {
    const term = `Alt text (${caption.language})`;
    if (caption.decorative) fact(term, 'none, decorative'); else fact(term, caption.alt, caption.language);
  }
  if (record.tags?.length) {
    fact('Tags', record.tags.map((tag) => tag.label).join(', '));
  }
  if (record.outpaint) {
    fact('Instruction', record.outpaint.instruction);
  }
  fact('Waiting since', new Date(item.createdAt).toLocaleString());
  return made;
}

import { call, Problem } from './api.js';

const SILENCE = 45_000; // three of the comments that the server sends every 15 s
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

/** Cuts a text/event-stream into events (HTML standard, section 9.2.6). */
export function eventParser(onEvent) {
  let rest = '';
  let event = { type: 'message', data: [], id: undefined };
  const field = (line) => {
    if (line === '') {
      if (event.data.length) onEvent({ ...event, data: event.data.join('\n') });
      event = { type: 'message', data: [], id: undefined };
      return;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') event.type = value;
    else if (name === 'data') event.data.push(value);
    else if (name === 'id') event.id = value;
  };
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    lines.forEach(field);
  };
}

async function readOnce(id, lastEventId, signal, onEvent) {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE);
  try {
    const response = await call(`/v1/assets/${id}/events`, {
      signal: AbortSignal.any([signal, silence.signal]),
      headers: { Accept: 'text/event-stream', ...(lastEventId && { 'Last-Event-ID': lastEventId }) },
    });
    const parse = eventParser(onEvent);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE);
      parse(part.value);
    }
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Follows one asset until its end. EventSource cannot send an Authorization header, so the stream is read
 * through fetch, and going on after a cut (Last-Event-ID, growing pauses) is done here.
 *
 * @returns a function that stops
 */
export function follow(id, { onStage, onAsset, onEnd, onGone }) {
  const stop = new AbortController();
  let lastEventId;
  let wait = FIRST_WAIT;
  let ended = false;
  const onEvent = ({ type, data, id: eventId }) => {
    wait = FIRST_WAIT;
    lastEventId = eventId ?? lastEventId;
    if (type === 'stage') onStage(JSON.parse(data));
    else if (type === 'asset') onAsset(JSON.parse(data));
    else if (type === 'end') ended = true;
  };
  (async () => {
    while (!ended && !stop.signal.aborted) {
      try {
        await readOnce(id, lastEventId, stop.signal, onEvent);
      } catch (error) {
        if (error instanceof Problem && !error.passing) return onGone(error);
      }
      if (ended) return onEnd();
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  })();
  return () => stop.abort();
}

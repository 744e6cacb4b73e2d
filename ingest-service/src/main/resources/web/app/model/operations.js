import { call, json } from './api.js';

export const stages = (signal) => json('/v1/stages', { signal });
export const deadLetters = (signal) => json('/v1/dead-letters?limit=10', { signal });

export const canary = (stage, signal) => json(`/v1/stages/${stage}/canary`, { signal });

const send = async (method, path, body) => {
  const response = await call(path, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
  });
  return response.json();
};

export const pause = (stage, reason) => send('PUT', `/v1/stages/${stage}/pause`, reason ? { reason } : {});
export const resume = (stage) => send('DELETE', `/v1/stages/${stage}/pause`);
export const stopCanary = (stage) => send('DELETE', `/v1/stages/${stage}/canary`);
export const replay = (request) => send('POST', '/v1/dead-letters/replays', request);

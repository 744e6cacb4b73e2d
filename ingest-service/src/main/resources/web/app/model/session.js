// The API key: taken from the address once, then kept for this tab only.
const NAME = 'darkroom.key';

export function takeKeyFromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) {
    sessionStorage.setItem(NAME, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
}

export const key = () => sessionStorage.getItem(NAME);
export const signIn = (value) => sessionStorage.setItem(NAME, value.trim());
export const signOut = () => sessionStorage.removeItem(NAME);

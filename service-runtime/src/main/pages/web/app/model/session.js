// The key or token: an API key is taken from the address once, then kept for this tab only.
const NAME = 'darkroom.key';
const PERSON = 'darkroom.person';

export function takeKeyFromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) {
    signIn(given);
    history.replaceState(null, '', location.pathname + location.search);
  }
}

export const key = () => sessionStorage.getItem(NAME);

/** Work that somebody else left in this tab is not taken over; one's own goes on. */
export function signIn(value, person = value.trim()) {
  if (person !== sessionStorage.getItem(PERSON)) sessionStorage.clear();
  sessionStorage.setItem(NAME, value.trim());
  sessionStorage.setItem(PERSON, person);
}

/** The key is refused; what its holder has begun stays for when they are back. */
export const expire = () => sessionStorage.removeItem(NAME);

export const signOut = () => sessionStorage.clear();

/** What a reload must not lose: JSON below a name, for this tab. */
export const keep = (name, value) => sessionStorage.setItem(`darkroom.kept.${name}`, JSON.stringify(value));
export const kept = (name, otherwise) => JSON.parse(sessionStorage.getItem(`darkroom.kept.${name}`) ?? 'null') ?? otherwise;

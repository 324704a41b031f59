// Une séance en cours : ce qui s’écrit part tout seul, et reste sur l’appareil jusqu’à ce que le
// serveur l’ait reçu. Le navigateur ne fusionne jamais : il envoie son texte et celui dont il est
// parti, et prend ce qui revient s’il n’a rien tapé entre-temps (docs/decisions/0048).
const PAUSE = 800;
const RETRY = 3000;
const REFRESH = 5000;
const state = document.querySelector("[data-live]");
const kept = (name) => `gouvernail:${location.pathname}:${state.dataset.writer}:${name}`;
let refreshes = 0;
let agendaTold = false;
let ended = false;

const say = (words, trouble = false) => {
  if (state.textContent === words) return;
  state.textContent = words;
  state.classList.toggle("late", trouble);
};
const hour = () => {
  const now = new Date();
  return `${now.getHours()}\u00a0h\u00a0${String(now.getMinutes()).padStart(2, "0")}`;
};
const OFFLINE = "Hors ligne\u202f: votre texte est gardé sur cet appareil et partira dès que la connexion revient.";
const SIGNED_OUT = "Votre session est finie\u202f: connectez-vous dans un autre onglet. Votre texte est gardé sur cet appareil et partira ensuite.";
const WAITING = "Le serveur ne répond pas comme prévu\u202f: votre texte est gardé sur cet appareil, l’envoi reprend tout seul.";

class Refused extends Error {}
class Trouble extends Error {}

function setToken(token) {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
}

async function ask(address, body) {
  let answer;
  try {
    answer = await fetch(address, {
      method: body ? "POST" : "GET",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(15000),
    });
  } catch {
    throw new Trouble(OFFLINE);
  }
  if (answer.type === "opaqueredirect") throw new Trouble(SIGNED_OUT);
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (answer.status === 422 && isJson) throw new Refused((await answer.json()).error);
  if (answer.status === 403 && body) refresh(true);
  if (!answer.ok || !isJson) throw new Trouble(WAITING);
  return answer.json();
}

function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(kept(name));
    else localStorage.setItem(kept(name), JSON.stringify(value));
  } catch {
    say("Cet appareil ne peut pas garder votre texte\u202f: n’allez pas plus loin sans connexion.", true);
  }
}
function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(kept(name)));
  } catch {
    return null;
  }
}

// Le texte d’un point. `base` est ce dont l’écriture est partie ; `sent`, ce qui est en route.
class Words {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.words;
    this.field = form.elements.text;
    this.base = form.elements.base.value.replaceAll("\r\n", "\n");
    this.sent = null;
    this.busy = false;
    this.refused = null;
    form.querySelector("[data-plain]").hidden = true;
    this.restore();
    this.field.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }
  get waits() {
    return this.sent !== null || this.field.value !== this.base;
  }
  restore() {
    const before = stored(this.key);
    const shown = this.field.value;
    if (before) {
      [this.base, this.sent, this.field.value] = [before.base, before.sent, before.text];
      say("Un texte gardé sur cet appareil est repris\u202f: il part maintenant.");
      this.send();
    } else if (shown !== this.base) {
      this.typed();
    }
  }
  keep() {
    const { base, sent, field } = this;
    store(this.key, this.waits ? { base, sent, text: field.value } : null);
  }
  typed() {
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }
  async send() {
    clearTimeout(this.timer);
    if (this.busy || !this.waits) return;
    this.busy = true;
    // Ce qui est resté sans réponse repart tel quel : le serveur l’a peut-être déjà.
    this.sent ??= this.field.value;
    this.keep();
    const body = new FormData(this.form);
    body.set("base", this.base);
    body.set("text", this.sent);
    try {
      this.received((await ask(this.form.action, body)).text);
      this.tell(null);
      say(`Enregistré à ${hour()}. Si la connexion se perd, votre texte reste sur cet appareil.`);
    } catch (error) {
      if (error instanceof Refused) {
        this.sent = null;
        this.tell(error.message);
      } else {
        say(error.message, true);
        this.timer = setTimeout(() => this.send(), RETRY);
      }
      this.keep();
    } finally {
      this.busy = false;
    }
    if (!this.refused && this.sent === null && this.waits) this.typed();
  }
  received(merged) {
    refreshes += 1; // ce qui a été demandé avant cette réponse est périmé
    const quiet = this.field.value === this.sent;
    this.base = quiet ? merged : this.sent;
    this.sent = null;
    if (quiet) this.show(merged);
    this.keep();
  }
  show(text) {
    if (this.field.value === text) return;
    const { selectionStart, value } = this.field;
    const isHere = document.activeElement === this.field;
    this.field.value = text;
    if (!isHere) return;
    // Le curseur reste entre les mêmes mots.
    const before = value.slice(0, selectionStart);
    const after = value.slice(selectionStart);
    let place = Math.min(selectionStart, text.length);
    if (!text.startsWith(before) && text.endsWith(after)) place = text.length - after.length;
    this.field.setSelectionRange(place, place);
  }
  others(text) {
    if (this.waits || this.busy) return;
    this.base = text;
    this.show(text);
  }
  tell(words) {
    this.refused = words;
    const line = this.form.querySelector("[data-words-error]");
    line.hidden = !words;
    line.textContent = words ?? "";
    if (words) say("Un texte n’est pas enregistré\u202f: lisez pourquoi sous le texte.", true);
  }
}

const texts = [...document.querySelectorAll("[data-words]")].map((form) => new Words(form));

// Le texte gardé d’un point qui n’est plus à l’ordre du jour se met à la suite du reste de la séance.
function rescue() {
  const prefix = kept("");
  const rest = texts.find((words) => words.key === "0");
  const names = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  for (const name of names.map((key) => key.slice(prefix.length))) {
    if (name === "presences" || texts.some((words) => words.key === name)) continue;
    const lost = stored(name)?.text ?? "";
    rest.field.value = [rest.field.value, lost].filter(Boolean).join("\n");
    rest.typed();
    store(name, null);
    say("Un point n’est plus à l’ordre du jour\u202f: votre texte est à la suite du reste de la séance.", true);
  }
}

// Les présences : chaque choix part seul ; ceux qui n’ont pas pu partir repartent.
const people = document.querySelector("[data-presences]");
const pending = new Map(Object.entries(stored("presences") ?? {}));
let noting = false;

function showPresences(facts) {
  document.querySelector("[data-there]").textContent = facts.there;
  for (const seat of people.querySelectorAll("[data-signed]")) {
    const pk = seat.dataset.signed;
    const at = facts.signed[pk];
    seat.textContent = at ? ` · a signé à ${at}` : "";
    if (pending.has(`seat_${pk}`)) continue;
    for (const radio of people.querySelectorAll(`[name="seat_${pk}"]`)) {
      radio.checked = radio.value === facts.presences[pk];
    }
  }
  showGuests(facts.guests);
}
function showGuests(guests) {
  const list = people.querySelector("[data-guests]");
  document.querySelector("[data-guest-count]").textContent = guests.length;
  const told = JSON.stringify(guests);
  if (list.dataset.told === told) return;
  const held = document.activeElement?.closest("[data-guests]") && document.activeElement.value;
  list.dataset.told = told;
  list.replaceChildren(...guests.map(([name, at]) => guestLine(name, at)));
  if (held) [...list.querySelectorAll("button")].find((one) => one.value === held)?.focus();
}
function guestLine(name, at) {
  const line = document.createElement("li");
  const button = document.createElement("button");
  const whom = document.createElement("span");
  [button.className, button.name, button.value] = ["btn btn--quiet btn--small", "gone", name];
  whom.className = "sr-only";
  whom.textContent = ` ${name}`;
  button.append("Retirer", whom);
  line.append(name);
  if (at) {
    const signed = document.createElement("span");
    signed.className = "muted";
    signed.textContent = `a signé à ${at}`;
    line.append(" ", signed);
  }
  line.append(" ", button);
  return line;
}
async function note(entries, isKept) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", people.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of entries) body.set(name, value);
  try {
    const facts = await ask(people.action, body);
    refreshes += 1;
    for (const [name, value] of entries) if (pending.get(name) === value) pending.delete(name);
    showPresences(facts);
    say(`Enregistré à ${hour()}. Si la connexion se perd, votre texte reste sur cet appareil.`);
    return true;
  } catch (error) {
    if (error instanceof Refused && isKept) pending.clear();
    say(error.message, true);
    return false;
  } finally {
    store("presences", pending.size ? Object.fromEntries(pending) : null);
  }
}
async function notePending() {
  if (noting || !pending.size) return;
  noting = true;
  const went = await note([...pending], true);
  noting = false;
  if (pending.size) setTimeout(notePending, went ? 0 : RETRY);
}
people.querySelector("[data-plain]")?.setAttribute("hidden", "");
for (const [name, value] of pending) {
  const radio = people.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
  if (radio) radio.checked = true;
}
people.addEventListener("change", (event) => {
  if (event.target.type === "radio") noteSoon(event.target.name, event.target.value);
});
function noteSoon(name, value) {
  pending.set(name, value);
  store("presences", Object.fromEntries(pending));
  notePending();
}
people.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { submitter } = event;
  const guest = people.elements.guest;
  if (submitter?.name === "everyone") {
    noteSoon("everyone", "on");
  } else if (submitter?.name) {
    if (await note([[submitter.name, submitter.value]], false)) {
      if (!submitter.isConnected) guest.focus();
    }
  } else if (guest.value.trim()) {
    const name = guest.value;
    if ((await note([["guest", name]], false)) && guest.value === name) guest.value = "";
  }
});

// Ce que les autres écrivent et notent, toutes les cinq secondes, tant que la page est sous les yeux.
async function refresh(isAsked = false) {
  if (!isAsked && (document.hidden || ended)) return;
  const begun = refreshes;
  try {
    const facts = await ask(state.dataset.state);
    setToken(facts.csrf);
    if (refreshes !== begun) return;
    for (const words of texts) {
      if (words.key in facts.words) words.others(facts.words[words.key]);
    }
    if (!noting) showPresences(facts);
    const isSame = texts.length === Object.keys(facts.words).length && texts.every((one) => one.key in facts.words);
    if (!isSame && !agendaTold) {
      agendaTold = true;
      say("L’ordre du jour a changé\u202f: rechargez la page quand votre phrase est finie.", true);
    }
    ended = !["preparing", "convened", "held"].includes(facts.state);
    if (ended) say("Cette séance ne s’écrit plus\u202f: rechargez la page.", true);
  } catch (error) {
    say(error.message, true);
    return;
  }
  if (state.classList.contains("late") && !agendaTold && !ended && !texts.some((one) => one.waits)) {
    say("La connexion est revenue\u202f: tout est enregistré.");
  }
}
setInterval(refresh, REFRESH);

const sendAll = () => {
  for (const words of texts) words.send();
  notePending();
};
addEventListener("online", sendAll);
addEventListener("offline", () => say(OFFLINE, true));
document.addEventListener("visibilitychange", () => (document.hidden ? sendAll() : refresh()));
addEventListener("beforeunload", (event) => {
  if (texts.some((words) => words.waits) || pending.size) event.preventDefault();
});

// Au clavier : aller d’un point à l’autre, enregistrer tout de suite.
const go = (step) => {
  const here = texts.findIndex((words) => words.form.closest("article").contains(document.activeElement));
  const next = texts[Math.max(0, Math.min(here + step, texts.length - 1))];
  next?.field.focus();
};
document.addEventListener("keydown", (event) => {
  if (event.altKey && !event.ctrlKey && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    go(event.key === "ArrowDown" ? 1 : -1);
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    sendAll();
  }
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#texte-"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// Après une décision notée sur place, le clavier reprend là où il était.
document.addEventListener("htmx:afterSwap", (event) => {
  if (!event.target.matches?.(".live-decisions")) return;
  const place = document.getElementById(event.target.id);
  place?.querySelector(".field--error .input, summary")?.focus();
  if (!place?.querySelector(".field--error")) say(`Décision notée à ${hour()}.`);
});
document.addEventListener("toggle", (event) => {
  if (event.target.open && event.target.closest?.(".live-decisions")) {
    event.target.querySelector("textarea")?.focus();
  }
}, true);

for (const line of document.querySelectorAll("[data-live-only]")) line.hidden = false;
if (!texts.some((words) => words.waits)) {
  say("Tout est enregistré. Si la connexion se perd, votre texte reste sur cet appareil.");
}
if (pending.size) notePending();
rescue();

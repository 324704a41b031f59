// Une réponse par lien personnel : ce qui s’écrit reste sur l’appareil tant que le serveur ne l’a
// pas reçu. Sans JavaScript, le formulaire s’envoie de la même façon.
const PREFIX = "gouvernail:bilan:";

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? {};
  } catch {
    return {};
  }
};
const write = (key, said) => {
  try {
    if (Object.keys(said).length) localStorage.setItem(PREFIX + key, JSON.stringify(said));
    else localStorage.removeItem(PREFIX + key);
  } catch {
    // Un appareil qui ne garde rien : la page reste un formulaire ordinaire.
  }
};

// La page de remerciement : le serveur a reçu cette réponse, l’appareil peut l’oublier.
for (const told of document.querySelectorAll("[data-kept]")) write(told.dataset.kept, {});

for (const form of document.querySelectorAll("[data-keep]")) {
  const key = form.dataset.keep;
  const state = form.querySelector("[data-keep-state]");
  const texts = [...form.querySelectorAll("textarea, input[type=text]")];
  const shown = new Map(texts.map((field) => [field.name, field.value]));
  const say = (words) => {
    state.textContent = words;
    state.hidden = false;
  };

  const before = read(key);
  let isTaken = false;
  for (const field of texts) {
    if (!(field.name in before) || before[field.name] === field.value) continue;
    field.value = before[field.name];
    field.closest("details")?.setAttribute("open", "");
    isTaken = true;
  }
  if (isTaken) say("Le texte que vous aviez commencé est repris\u202f: il n’est pas encore envoyé.");

  form.addEventListener("input", () => {
    const said = {};
    for (const field of texts) if (field.value !== shown.get(field.name)) said[field.name] = field.value;
    write(key, said);
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    say("Hors ligne\u202f: votre texte est gardé sur cet appareil. Envoyez-le quand la connexion revient.");
  });
  addEventListener("online", () => {
    if (Object.keys(read(key)).length) say("La connexion est revenue\u202f: vous pouvez envoyer votre réponse.");
  });
}

// Ce que la page gagne quand JavaScript est là ; sans lui, tout reste lisible et faisable.

// Thème clair ou sombre : un témoin que le serveur relit, pour que la page arrive dans sa couleur.
const root = document.documentElement;
for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const next = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    document.cookie = `theme=${next};path=/;max-age=31536000;samesite=lax`;
  });
}

// Un formulaire de filtres s’applique dès qu’un choix change.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-auto-submit]");
  if (form && event.target.matches("select, [type=checkbox], [type=date]")) form.requestSubmit();
});

// Une liste de noms gagne une ligne vide dès que la dernière est remplie.
document.addEventListener("input", (event) => {
  const names = event.target.closest?.("[data-names]");
  const lines = names ? names.querySelectorAll("input") : [];
  const last = lines[lines.length - 1];
  if (!last || event.target !== last || !last.value) return;
  const line = last.cloneNode();
  line.value = "";
  line.id = last.id.replace(/\d+$/, lines.length);
  line.setAttribute("aria-label", `Ligne ${lines.length + 1}`);
  last.after(line);
});

// Quitter un texte en cours d’écriture sans l’enregistrer demande confirmation.
let dirty = false;
document.addEventListener("input", (event) => {
  if (event.target.closest?.("form[data-guard]")) dirty = true;
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-guard]")) dirty = false;
});
addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});

// Copier un lien, un chiffre ou un texte en un geste ; sans JavaScript, tout se sélectionne à la main.
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const text = source.value ?? source.textContent.trim();
  const label = button.querySelector("[data-copy-label]");
  const said = document.querySelector("[data-copy-said]");
  try {
    await navigator.clipboard.writeText(text);
    label.textContent = "Copié";
    if (said) said.textContent = `Copié : ${text.split("\n")[0]}`;
  } catch {
    (said ?? label).textContent = "La copie est refusée par le navigateur : sélectionnez le texte.";
  }
});

// Glisser une ligne de l’arbre ; au clavier, les boutons « Monter » et « Descendre » font de même.
let dragged = null;
const sortable = (target) => target.closest?.("[data-sortable] > [draggable]");
document.addEventListener("dragstart", (event) => {
  dragged = sortable(event.target) ?? null;
  if (dragged) {
    event.dataTransfer.effectAllowed = "move";
    dragged.classList.add("is-dragged");
  }
});
document.addEventListener("dragover", (event) => {
  const over = sortable(event.target);
  if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  over[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
});
document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("is-dragged");
  const list = dragged.parentElement;
  const form = document.getElementById(list.dataset.sortable);
  const order = [...list.children].map((item) => item.dataset.id).filter(Boolean).join(",");
  form.elements.order.value = order;
  dragged = null;
  form.requestSubmit();
});

// Ce que les vues du plan gagnent avec JavaScript.

// L’adresse ne garde que les filtres qui disent quelque chose ; sur téléphone, le volet se referme.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id !== "recherche") return;
  const parameters = event.detail.parameters;
  for (const name of Object.keys(parameters)) if (!parameters[name]) delete parameters[name];
});
document.addEventListener("submit", (event) => {
  if (event.target.id === "recherche") document.querySelector("#filtres:popover-open")?.hidePopover();
});

// Éditer sur place : la cellule devient un petit formulaire ; Échap rend ce qu’elle disait.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.edit");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const view = link.dataset.view ?? (link.closest("li") ? "arbre" : "tableau");
    htmx.ajax("GET", `${link.getAttribute("href")}?vue=${view}`, { source: link, target: link, swap: "outerHTML" });
    opened.set(link.id, link);
    return;
  }
  const cancel = event.target.closest?.("[data-quick-cancel]");
  if (cancel) {
    event.preventDefault();
    giveBack(cancel.closest("form"));
  }
});
const opened = new Map();
function giveBack(form) {
  const [, pk, field] = form.getAttribute("action").match(/actions\/(\d+)\/sur-place\/(\w+)/);
  const link = opened.get(`${field}-${pk}`);
  if (!link) return;
  form.replaceWith(link);
  link.focus();
}
document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest?.("form.quick");
  if (form) giveBack(form);
});
document.addEventListener("htmx:afterSwap", () => {
  const field = document.querySelector("form.quick :is(select, input:not([type=hidden]), textarea)");
  if (field && !document.activeElement?.closest("form.quick")) field.focus();
});
document.addEventListener("plan:saved", (event) => {
  document.getElementById(event.detail.focus)?.focus();
  document.getElementById("annonce").textContent = event.detail.say;
});

// Les actions cochées : la barre n’apparaît qu’avec elles, et dit combien.
const boxes = () => [...document.querySelectorAll('input[name="actions"][form="lot"]')];
function countPicked() {
  const bar = document.getElementById("lot");
  if (!bar) return;
  const picked = boxes().filter((box) => box.checked).length;
  const all = bar.elements.tout?.checked;
  bar.hidden = !picked && !all;
  const words = picked > 1 ? `${picked} actions cochées` : `${picked} action cochée`;
  bar.querySelector("[data-picked]").textContent = all ? "Toute la liste" : words;
  for (const box of boxes()) box.closest("tr").classList.toggle("is-selected", box.checked);
  const head = document.querySelector(".pick-all");
  head.hidden = false;
  head.checked = picked > 0 && picked === boxes().length;
}
document.addEventListener("change", (event) => {
  if (event.target.matches(".pick-all")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches('.pick-all, [form="lot"], #lot-tout')) countPicked();
});
document.addEventListener("reset", (event) => {
  if (event.target.id === "lot") setTimeout(countPicked);
});
document.addEventListener("htmx:afterSwap", countPicked);
countPicked();

// Glisser une carte d’une colonne à l’autre ; au clavier, « Changer l’état » fait de même.
let card = null;
const cardsOver = (event) => {
  const column = event.target.closest?.(".board-column");
  return column?.querySelector("[data-column]") ?? null;
};
const unmark = () => {
  for (const column of document.querySelectorAll(".is-over")) column.classList.remove("is-over");
};
document.addEventListener("dragstart", (event) => {
  card = event.target.closest?.(".card[draggable]") ?? null;
  if (!card) return;
  event.dataTransfer.effectAllowed = "move";
  card.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  const cards = card && cardsOver(event);
  unmark();
  if (!cards || cards.contains(card)) return;
  event.preventDefault();
  cards.closest(".board-column").classList.add("is-over");
});
document.addEventListener("drop", (event) => {
  const cards = card && cardsOver(event);
  if (!cards || cards.contains(card)) return;
  event.preventDefault();
  const form = document.getElementById("deplacer-carte");
  form.action = card.querySelector(".card-move a").href;
  form.elements.version.value = card.dataset.version;
  form.elements.value.value = cards.dataset.column;
  form.elements.retour.value = `${location.pathname}${location.search}#${card.id}`;
  cards.prepend(card);
  form.submit();
});
document.addEventListener("dragend", () => {
  card?.classList.remove("is-dragged");
  card = null;
  unmark();
});

// Imprimer la frise : la page sait déjà son format.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

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

// Copier un lien ou un texte.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  button.querySelector("[data-copy-label]").textContent = "Copié";
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

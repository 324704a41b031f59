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

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

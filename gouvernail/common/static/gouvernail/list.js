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

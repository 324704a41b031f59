// Copier un chiffre ou un texte en un geste. Sans JavaScript, tout se sélectionne et se copie à la main.
const said = document.querySelector("[data-copy-said]");
for (const button of document.querySelectorAll("[data-copy-text]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copyText);
    const text = source.value ?? source.textContent.trim();
    const word = button.querySelector("[data-copy-word]");
    try {
      await navigator.clipboard.writeText(text);
      word.textContent = "Copié";
      if (said) said.textContent = `Copié : ${text.split("\n")[0]}`;
    } catch {
      if (said) said.textContent = "La copie est refusée par le navigateur : sélectionnez le texte.";
    }
  });
}

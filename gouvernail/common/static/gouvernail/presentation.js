// Les flèches, la barre d’espace et les télécommandes passent d’une vue à l’autre.
const WAYS = {
  suivante: ["ArrowRight", "ArrowDown", "PageDown", " "],
  precedente: ["ArrowLeft", "ArrowUp", "PageUp"],
};
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const onControl = event.target.closest?.("a, button, summary, input");
  if (event.key === " " && onControl) return;
  for (const [id, keys] of Object.entries(WAYS)) {
    const link = keys.includes(event.key) && document.getElementById(id);
    if (!link) continue;
    // Une page plus haute que l’écran se lit d’abord jusqu’en bas.
    const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
    const down = event.key === "ArrowDown" && scrollTop + clientHeight < scrollHeight - 2;
    const up = event.key === "ArrowUp" && scrollTop > 2;
    if (down || up) return;
    event.preventDefault();
    link.click();
  }
});

// Une vue remplacée sur place laisse le plein écran ouvert ; la lecture reprend à son titre.
document.addEventListener("htmx:afterSwap", () => document.getElementById("contenu")?.focus());

const full = document.querySelector("[data-fullscreen]");
if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
}

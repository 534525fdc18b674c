// The exit control works as a plain link. With this script it also takes the page off the screen at once, leaves no
// way back to it, and answers to the Shift key, pressed three times. It stores nothing and asks nobody for anything.
(() => {
  const link = document.querySelector(".leave");
  if (!link) return;
  const hint = link.querySelector("small");
  const offer = hint.textContent;
  const said = document.createElement("span");
  said.className = "hidden";
  said.setAttribute("role", "status");
  link.after(said);
  link.classList.add("ready");

  const leave = () => {
    document.title = "…";
    document.documentElement.classList.add("gone");
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  let presses = 0;
  let timer = 0;
  const say = (text) => {
    hint.textContent = text || offer;
    said.textContent = text;
  };
  const forget = () => {
    presses = 0;
    say("");
  };
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    clearTimeout(timer);
    presses += 1;
    if (presses === 3) {
      leave();
      return;
    }
    say(presses === 1 ? link.dataset.twice : link.dataset.once);
    timer = setTimeout(forget, 5000);
  });
  // Shift held for a capital letter or a shortcut is not meant for us.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift" || presses === 0) return;
    clearTimeout(timer);
    forget();
  });
  // A page that the browser kept is shown again when someone comes back to it.
  addEventListener("pageshow", () => document.documentElement.classList.remove("gone"));
})();

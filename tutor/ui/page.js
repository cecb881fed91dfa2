/* The little that must happen in the browser: putting a text into the reply box, keeping the last
   reply in sight, and remembering the two switches while the page is open. */
(() => {
  "use strict";

  const put = (text) => {
    const box = document.querySelector("#reply textarea");
    if (!box) return;
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
    set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-use]");
    if (button) put(button.dataset.use);
  });

  /* A download comes as a text and is saved from here, so that no copy of it lies anywhere else. */
  window.kefuSave = (payload) => {
    const file = JSON.parse(payload);
    const bytes = Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  let seen = "";
  const follow = () => {
    const log = document.querySelector(".k-chat");
    if (!log) return;
    const now = log.childElementCount + ":" + log.textContent.length;
    if (now === seen) return;
    seen = now;
    const replies = log.querySelectorAll(".k-from-agent");
    const last = replies[replies.length - 1];
    const end = log.scrollHeight - log.clientHeight;
    /* A long feedback is read from its top, not from its end. */
    const start = last ? last.offsetTop - log.offsetTop - 8 : end;
    log.scrollTop = Math.min(start, end);
    below();
  };

  /* The buyer's answer may lie under a long feedback: then a button says so, and leads to it. */
  const below = () => {
    const log = document.querySelector("#chat .k-chat");
    const button = log && log.querySelector(".k-below");
    if (!button) return;
    const said = log.querySelectorAll(".k-from-buyer");
    const message = said[said.length - 1];
    const shown = log.scrollTop + log.clientHeight;
    button.hidden = !message || message.offsetTop + Math.min(message.offsetHeight, 40) <= shown;
  };
  document.addEventListener("scroll", () => below(), { capture: true, passive: true });
  window.addEventListener("resize", () => below());
  document.addEventListener("toggle", () => below(), true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".k-below");
    const log = button && button.closest(".k-chat");
    if (!log) return;
    log.scrollTop = log.scrollHeight;
    log.focus({ preventScroll: true });
  });

  const watch = () => {
    new MutationObserver(() => requestAnimationFrame(follow)).observe(document.body, {
      childList: true,
      subtree: true,
    });
  };
  if (document.body) watch();
  else document.addEventListener("DOMContentLoaded", watch);
})();

/*
The whole script of Parallax. Every page works without it; htmx carries the requests.

data-autosave="KEY"   form that saves itself. KEY is unique to the person and the thing; unsaved text is kept under it in
                      sessionStorage until the server acknowledges it. The form also has hx-post, hx-trigger="save",
                      hx-sync="this:queue last", hx-swap="none". Each request and the plain submit carry `tab` and `sequence`.
data-save-state       in the form: receives "Saving…", "Saved 14:32", "Not saved – trying again", "Not saved"
data-save-conflict    in the form: receives the fragment of a 400, 409, 413 or 422
data-draft-drop       link in the form: forgets the unsaved text        data-refused   form: what it shows was refused, do not send it again
    2xx stored (optional headers X-Saved-At: 14:32 and X-Version: n for input[name=version]), or not yet where the header
    X-Unfinished says what is missing; 409, 422 and other 4xx are
    not repeated; 403, 408, 429, 5xx and no network are, with growing pauses and when the network is back.
data-keys             keys 1 to 9 choose the n-th radio inside while one of them has the focus
data-answer, data-off-scale   filling one empties the other, within one form (text areas are kept)
data-pick="3" + data-pick-count, data-allocation="100" + data-allocation-sum, data-ranking, textarea[data-count][maxlength]
data-submit-keys      form: Ctrl or Cmd + Enter submits        data-once       form: a second submit is ignored
data-own-zone         select: begins with the browser's time zone
data-copy="ID"        button: copies the text of #ID           data-theme-switch, data-menu, data-sign-out, data-error-summary
data-focus            after a swap of this element (or of #main) the focus goes to its h1
*/
(() => {
  "use strict";

  const TEXT_PAUSE = 600;
  const RETRY_FIRST = 1000;
  const RETRY_MOST = 30000;
  const OWN_FIELDS = new Set(["csrfmiddlewaretoken", "tab", "sequence"]);
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const on = (type, act) => document.addEventListener(type, act);
  const onMatch = (type, selector, act) =>
    on(type, (event) => {
      const element = event.target instanceof Element && event.target.closest(selector);
      if (element) act(element, event);
    });

  // ---- memory of this tab: private windows may refuse it, then nothing is kept ----
  const memory = {
    read(key) { try { return sessionStorage.getItem(key); } catch { return null; } },
    write(key, value) { try { sessionStorage.setItem(key, value); } catch { /* full or refused */ } },
    drop(key) { try { sessionStorage.removeItem(key); } catch { /* refused */ } },
    keys() { try { return Object.keys(sessionStorage); } catch { return []; } },
  };

  // A duplicated tab copies sessionStorage. The id is therefore taken out while a page lives and put back when it leaves.
  const newTab = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const [storedTab, storedSequence] = (memory.read("tab") || "").split(":");
  const tab = storedTab || newTab();
  let sequence = Number(storedSequence) || 0;
  memory.drop("tab");
  addEventListener("pagehide", () => memory.write("tab", `${tab}:${sequence}`));
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // ---- answers: these listeners stand before autosave, which then sees the corrected form ----
  onMatch("keydown", "[data-keys]", (group, event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio" || !/^[1-9]$/.test(event.key)) return;
    const radio = all(group, "input[type=radio]")[event.key - 1];
    radio?.focus();
    radio?.click();
  });

  onMatch("input", "[data-off-scale]", (group) => {
    const ours = all(group, "input").map((field) => field.name);
    all(group.closest("form"), "[data-answer] :is(input, select)").filter((field) => !ours.includes(field.name)).forEach((field) => {
      if (["radio", "checkbox"].includes(field.type)) field.checked = false;
      else field.value = "";
    });
    refresh(group.closest("form"));
  });
  onMatch("input", "[data-answer]", (group, event) => {
    if (event.target.type === "radio" || event.target.type === "checkbox" ? event.target.checked : event.target.value)
      all(group.closest("form"), "[data-off-scale] input").filter((radio) => radio.name !== event.target.name).forEach((radio) => { radio.checked = false; });
    refresh(group.closest("form"));
  });

  function countPicks(group) {
    const wanted = Number(group.dataset.pick);
    const chosen = all(group, "input:checked").length;
    const place = group.parentElement.querySelector("[data-pick-count]");
    if (!place) return;
    place.textContent = chosen > wanted ? `${chosen} chosen, please keep ${wanted}` : `${chosen} of ${wanted} chosen`;
    place.classList.toggle("counter--over", chosen > wanted);
  }

  function sumParts(group) {
    const whole = Number(group.dataset.allocation);
    const sum = all(group, "input").reduce((total, field) => total + (Number(field.value.replace(",", ".")) || 0), 0);
    const rest = Math.round((whole - sum) * 100) / 100;
    const place = group.querySelector("[data-allocation-sum]");
    if (!place) return;
    place.textContent = `${Math.round(sum * 100) / 100} of ${whole}` + (rest > 0 ? `, ${rest} left` : rest < 0 ? `, ${-rest} too many` : "");
    place.classList.toggle("counter--over", rest < 0);
  }

  function countLetters(area) {
    const id = `${area.id}-count`;
    const place = document.getElementById(id) || Object.assign(document.createElement("p"), { id, className: "counter" });
    if (!place.isConnected) {
      area.after(place);
      area.setAttribute("aria-describedby", [area.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
    }
    place.textContent = `${(area.maxLength - area.value.length).toLocaleString("en")} characters left`;
  }

  function refresh(root) {
    all(root, "[data-pick]").forEach(countPicks);
    all(root, "[data-allocation]").forEach(sumParts);
  }
  onMatch("input", "textarea[data-count]", countLetters);

  // ---- ranking: the selects are the answer, the buttons only set them ----
  const rowsOf = (list) => all(list, ".ranking__row");
  const rankOf = (row) => Number(row.querySelector("select").value) || Infinity;

  function moveButton(row, words, path) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "ranking__move" });
    button.setAttribute("aria-label", `Move ${words}: ${row.querySelector(".ranking__label").textContent.trim()}`);
    button.dataset.move = words;
    button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`;
    return button;
  }

  function offerMoves(list) {
    if (list.dataset.isReady) return;
    list.dataset.isReady = "true";
    rowsOf(list).forEach((row) => {
      const moves = Object.assign(document.createElement("span"), { className: "ranking__moves" });
      moves.append(moveButton(row, "up", "M3 10l5-5 5 5"), moveButton(row, "down", "M3 6l5 5 5-5"));
      row.append(moves);
    });
    arrange(list);
  }

  function arrange(list) {
    const rows = rowsOf(list).sort((one, other) => rankOf(one) - rankOf(other) || 0);
    const focused = document.activeElement;
    list.append(...rows);
    if (list.contains(focused)) focused.focus();
    rows.forEach((row, place) => {
      row.querySelector("[data-move=up]")?.setAttribute("aria-disabled", String(place === 0));
      row.querySelector("[data-move=down]")?.setAttribute("aria-disabled", String(place === rows.length - 1));
    });
  }

  onMatch("click", "[data-move]", (button) => {
    const list = button.closest("[data-ranking]");
    const rows = rowsOf(list);
    const from = rows.indexOf(button.closest(".ranking__row"));
    const to = from + (button.dataset.move === "up" ? -1 : 1);
    if (to < 0 || to >= rows.length) return;
    rows.splice(to, 0, ...rows.splice(from, 1));
    rows.forEach((row, place) => { row.querySelector("select").value = String(place + 1); });
    arrange(list);
    button.focus();
    rows[to].querySelector("select").dispatchEvent(new Event("input", { bubbles: true }));
  });
  onMatch("input", "[data-ranking] select", (select) => {
    const list = select.closest("[data-ranking]");
    const others = all(list, "select").filter((other) => other !== select);
    const used = new Set([select.value, ...others.map((other) => other.value)]);
    const free = [...select.options].map((option) => option.value).filter((value) => value && !used.has(value));
    const double = others.find((other) => select.value && other.value === select.value);
    if (double) double.value = free.length === 1 ? free[0] : "";
    arrange(list);
  });

  // ---- autosave ----
  const states = new WeakMap();
  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { edits: 0, stored: 0, pause: 0, timer: 0, retry: 0, isLeaving: false });
    return states.get(form);
  };
  const isUnsaved = (form) => stateOf(form).edits > stateOf(form).stored;
  const draftKey = (form) => `draft:${form.dataset.autosave}`;

  function say(form, words, state) {
    const place = form.querySelector("[data-save-state]");
    if (!place) return;
    place.dataset.state = state;
    if (place.textContent !== words) place.textContent = words;
  }

  function keepDraft(form, isSubmitted = false) {
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OWN_FIELDS.has(name));
    memory.write(draftKey(form), JSON.stringify({ fields, isSubmitted }));
  }

  function edited(form) {
    stateOf(form).edits += 1;
    keepDraft(form);
    say(form, "Saving…", "saving");
  }

  function save(form) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    clearTimeout(state.retry);
    state.timer = state.retry = 0;
    window.htmx?.trigger(form, "save");
  }

  function stored(form, request, xhr) {
    const state = stateOf(form);
    const unfinished = xhr.getResponseHeader("X-Unfinished");
    if (unfinished) return say(form, `Not saved yet. ${unfinished}`, "waiting");
    const version = form.querySelector("input[name=version]");
    if (version && xhr.getResponseHeader("X-Version")) version.value = xhr.getResponseHeader("X-Version");
    state.stored = Math.max(state.stored, request.edits);
    state.pause = 0;
    all(form, "[data-save-conflict]").forEach((place) => place.replaceChildren());
    if (isUnsaved(form)) return keepDraft(form);
    memory.drop(draftKey(form));
    const clock = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    say(form, `Saved ${xhr.getResponseHeader("X-Saved-At") || clock}`, "saved");
  }

  function tryAgain(form) {
    const state = stateOf(form);
    state.pause = Math.min(state.pause * 2 || RETRY_FIRST, RETRY_MOST);
    state.retry = setTimeout(save, state.pause, form);
    say(form, "Not saved – trying again", "failed");
  }

  /* A save that was led elsewhere (to the sign-in page) was not stored, whatever its status. */
  const isLedElsewhere = (xhr, request) =>
    xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(request.path, location.href).pathname;

  function answered(form, { xhr, requestConfig }) {
    const status = xhr.status;
    if (status && xhr.getResponseHeader("HX-Redirect")) stateOf(form).isLeaving = true;
    else if (isLedElsewhere(xhr, requestConfig)) {
      stateOf(form).isLeaving = true;
      location.reload();
    } else if (status >= 200 && status < 300) stored(form, requestConfig, xhr);
    else if (status === 0 || status >= 500 || [403, 408, 429].includes(status)) tryAgain(form);
    else say(form, "Not saved", "failed");
  }

  function restore(form) {
    const draft = JSON.parse(memory.read(draftKey(form)) || "null");
    // A refused form comes back with what was typed and says why; sending it again would only be refused again.
    if (!draft || isUnsaved(form) || form.hasAttribute("data-refused")) return;
    const values = new Map();
    draft.fields.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    [...form.elements].filter((field) => field.name && !OWN_FIELDS.has(field.name)).forEach((field) => {
      const kept = values.get(field.name) || [];
      if (["radio", "checkbox"].includes(field.type)) field.checked = kept.includes(field.value);
      else if (kept.length && field.type !== "file") field.value = kept[0];
      if (kept[0] && field.closest("details")) field.closest("details").open = true;
    });
    edited(form);
    save(form);
  }

  /* A draft that was sent by a plain submit has arrived once a signed-in page without that form is shown. */
  function dropArrivedDrafts() {
    const isSignedIn = document.querySelector("[data-sign-out]");
    memory.keys().filter((key) => key.startsWith("draft:")).forEach((key) => {
      const draft = JSON.parse(memory.read(key));
      const isHere = all(document, "form[data-autosave]").some((form) => draftKey(form) === key);
      if (!draft.isSubmitted || isHere) return;
      if (isSignedIn) memory.drop(key);
      else memory.write(key, JSON.stringify({ ...draft, isSubmitted: false }));
    });
  }

  onMatch("input", "form[data-autosave]", (form, event) => {
    edited(form);
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (event.target.matches("textarea, input:not([type=radio], [type=checkbox])")) state.timer = setTimeout(save, TEXT_PAUSE, form);
    else save(form);
  });
  onMatch("change", "form[data-autosave]", (form) => { if (stateOf(form).timer) save(form); });
  onMatch("click", "form[data-autosave] [data-draft-drop]", (link) => {
    const form = link.closest("form");
    stateOf(form).isLeaving = true;
    memory.drop(draftKey(form));
  });
  onMatch("submit", "form[data-autosave]", (form) => {
    stateOf(form).isLeaving = true;
    sequence += 1;
    hidden(form, "tab", tab);
    hidden(form, "sequence", sequence);
    keepDraft(form, true);
  });
  addEventListener("online", () => all(document, "form[data-autosave]").filter((form) => stateOf(form).retry).forEach(save));
  addEventListener("beforeunload", (event) => {
    if (all(document, "form[data-autosave]").some((form) => isUnsaved(form) && !stateOf(form).isLeaving)) event.preventDefault();
  });

  function hidden(form, name, value) {
    const field = form.querySelector(`input[type=hidden][name=${name}]`) || document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }

  // ---- htmx ----
  on("htmx:configRequest", ({ detail }) => {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    if (token && detail.verb !== "get") detail.headers["X-CSRFToken"] = token[1];
    if (!detail.elt.matches("form[data-autosave]")) return;
    sequence += 1;
    Object.assign(detail.parameters, { tab, sequence });
    detail.edits = stateOf(detail.elt).edits;
  });
  on("htmx:beforeSwap", ({ detail }) => {
    const form = detail.requestConfig.elt;
    const place = form.matches("form[data-autosave]") && form.querySelector("[data-save-conflict]");
    if (!place || ![400, 409, 413, 422].includes(detail.xhr.status)) return;
    Object.assign(detail, { shouldSwap: true, isError: false, target: place, swapOverride: "innerHTML" });
  });
  on("htmx:afterRequest", ({ detail }) => {
    const sender = detail.requestConfig.elt;
    if (sender.matches("form[data-autosave]")) return answered(sender, detail);
    const { status } = detail.xhr;
    if (detail.requestConfig.triggeringEvent && (status === 0 || (status >= 400 && status !== 422))) report();
  });
  on("htmx:afterSettle", ({ detail }) => {
    const place = document.contains(detail.target) ? detail.target : detail.elt;
    if (place.id !== "main" && !place.hasAttribute("data-focus")) return;
    const heading = place.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  });
  on("htmx:load", ({ detail }) => enhance(detail.elt));

  function report() {
    const notice = Object.assign(document.createElement("p"), { className: "notice notice--bad" });
    notice.textContent = "That did not reach the server. Check your connection and try again.";
    document.getElementById("messages")?.replaceChildren(notice);
  }

  // ---- small things ----
  onMatch("submit", "[data-theme-switch]", (form, event) => {
    const theme = event.submitter?.value;
    if (!theme) return;
    document.documentElement.dataset.theme = theme;
    all(form, "button").forEach((button) => button.setAttribute("aria-pressed", String(button === event.submitter)));
  });
  onMatch("submit", "[data-sign-out]", () => memory.keys().forEach(memory.drop));
  onMatch("submit", "[data-once]", (form, event) => {
    if (form.dataset.isSent) event.preventDefault();
    form.dataset.isSent = "true";
  });
  onMatch("keydown", "[data-submit-keys]", (form, event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  onMatch("click", "[data-copy]", async (button) => {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    button.parentElement.querySelector("[data-copy-state]").textContent = "Copied";
  });
  onMatch("keydown", "[data-menu][open]", (menu, event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  on("click", (event) => all(document, "[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));

  function enhance(root) {
    all(root, "textarea[data-count]").forEach(countLetters);
    all(root, "[data-ranking]").forEach(offerMoves);
    all(root, "[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
    refresh(root);
  }

  function offerOwnZone(select) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if ([...select.options].some(({ value }) => value === zone)) select.value = zone;
  }

  enhance(document);
  if (!document.querySelector("[data-error-summary]")) all(document, "select[data-own-zone]").forEach(offerOwnZone);
  document.querySelector("[data-error-summary]")?.focus();
  dropArrivedDrafts();
  on("htmx:load", ({ detail }) => {
    const forms = detail.elt.matches("form[data-autosave]") ? [detail.elt] : all(detail.elt, "form[data-autosave]");
    forms.forEach((form) => { restore(form); enhance(form); });
  });
})();

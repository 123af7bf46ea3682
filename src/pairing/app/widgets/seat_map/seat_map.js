// Draws the seats of `data` on a grid, and lets people swap them: by dragging, or with the space
// bar and the arrow keys. What a swap would change is shown before the drop. Every text is set as
// text content, never as HTML.
export default function ({ data, parentElement, setTriggerValue }) {
  const room = parentElement.querySelector(".room");
  const status = parentElement.querySelector(".status");
  const { seats, swaps, words } = data;
  const columns = Math.max(1, ...seats.map((seat) => seat.column));
  const byPlace = new Map(seats.map((seat) => [`${seat.row}/${seat.column}`, seat]));
  const bySeat = new Map(seats.map((seat) => [seat.id, seat]));
  const place = new Map((swaps ? swaps.seats : []).map((id, number) => [id, number]));
  const boxes = new Map();
  let lifted = null;
  let drag = null;

  const line = (kind, text) => {
    const span = document.createElement("span");
    span.className = kind;
    span.textContent = text;
    return span;
  };
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const signed = (points) => (points > 0 ? "+" : points < 0 ? "−" : "±") + Math.abs(points);

  // The change of a swap in points, and what bars it.
  const outcome = (one, other) => {
    const [p, q] = [place.get(one), place.get(other)];
    if (p === undefined || q === undefined || p === q) return null;
    const barred = swaps.barred[`${Math.min(p, q)},${Math.max(p, q)}`];
    return { points: swaps.change[p][q], why: barred && barred.map((n) => swaps.words[n]).join("; ") };
  };
  const person = (id) => bySeat.get(id).name || words.free;

  const tell = (target) => {
    if (!lifted) {
      status.textContent = "";
      return;
    }
    const found = target && outcome(lifted, target);
    if (!found) {
      status.textContent = fill(words.lifted, { name: person(lifted) });
      return;
    }
    const names = { one: person(lifted), other: person(target) };
    status.textContent = found.why
      ? fill(words.barred, { ...names, why: found.why })
      : fill(words.swap, { ...names, points: signed(found.points) });
  };

  const lift = (id) => {
    lifted = id;
    for (const [seat, box] of boxes) {
      box.classList.toggle("lifted", seat === id);
      const found = outcome(id, seat);
      if (!found) continue;
      const kind = found.why ? "barred" : found.points > 0 ? "gain" : found.points < 0 ? "loss" : "same";
      box.classList.add("target", kind);
      box.append(line("change", found.why ? "✕" : signed(found.points)));
    }
    tell(null);
  };
  const lay = () => {
    lifted = null;
    for (const box of boxes.values()) {
      box.classList.remove("lifted", "target", "gain", "loss", "same", "barred", "over");
      box.querySelector(".change")?.remove();
    }
    tell(null);
  };
  const drop = (target) => {
    const from = lifted;
    const found = from && target ? outcome(from, target) : null;
    lay();
    if (!found) return;
    if (found.why) {
      status.textContent = fill(words.barred, { one: person(from), other: person(target), why: found.why });
    } else {
      setTriggerValue("swapped", [from, target]);
    }
  };

  const under = (event) => {
    const found = parentElement.getRootNode().elementFromPoint(event.clientX, event.clientY);
    return found && found.closest(".seat") ? found.closest(".seat").dataset.seat : null;
  };
  const begin = (event, seat) => {
    if (event.button !== 0 || !swaps || !seat.student) return;
    drag = { seat: seat.id, x: event.clientX, y: event.clientY, moving: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event) => {
    if (!drag) return;
    if (!drag.moving && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
    if (!drag.moving) {
      drag.moving = true;
      lay();
      lift(drag.seat);
    }
    const target = under(event);
    for (const [id, box] of boxes) box.classList.toggle("over", id === target && id !== lifted);
    tell(target);
  };
  const end = (event) => {
    if (!drag) return;
    const moved = drag.moving;
    drag = null;
    if (moved) drop(event.type === "pointerup" ? under(event) : null);
  };

  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const key = (event, seat) => {
    if (event.key === " " && swaps) {
      event.preventDefault();
      if (lifted) drop(seat.id);
      else if (seat.student) lift(seat.id);
    } else if (event.key === "Escape") {
      lay();
    } else if (event.key === "p" && seat.student && data.pins) {
      setTriggerValue("pinned", seat.student);
    } else if (steps[event.key]) {
      event.preventDefault();
      const [down, right] = steps[event.key];
      let [row, column] = [seat.row + down, seat.column + right];
      // Over gaps and seats that are not used.
      while (row >= 1 && column >= 1 && row <= 1000 && column <= columns) {
        const next = byPlace.get(`${row}/${column}`);
        if (next && next.usable) {
          boxes.get(next.id).focus();
          break;
        }
        row += down;
        column += right;
      }
    }
  };

  const draw = (seat) => {
    const box = document.createElement("button");
    box.type = "button";
    box.className = "seat";
    box.dataset.seat = seat.id;
    box.style.gridRow = String(seat.row + 1);
    box.style.gridColumn = String(seat.column);
    boxes.set(seat.id, box);
    const left = byPlace.get(`${seat.row}/${seat.column - 1}`);
    const right = byPlace.get(`${seat.row}/${seat.column + 1}`);
    if (left && left.desk === seat.desk) box.classList.add("joined");
    if (right && right.desk === seat.desk) box.classList.add("joins");
    if (!seat.student) {
      box.classList.add(seat.usable ? "empty" : "broken");
      box.disabled = !seat.usable || !swaps;
      box.append(line("name", seat.usable ? words.free : words.unused));
      box.setAttribute("aria-label", `${seat.usable ? words.free : words.unused}, ${seat.place}`);
      if (seat.usable) {
        box.onkeydown = (event) => key(event, seat);
        box.onfocus = () => tell(seat.id);
      }
      return box;
    }
    for (const kind of ["helped", "helps", "selected", "pinned", "picked"]) {
      if (seat[kind]) box.classList.add(kind);
    }
    const marks = (seat.pinned ? "◆ " : "") + (seat.helped ? "▼ " : "") + (seat.helps ? "▲ " : "");
    box.append(line("name", marks + seat.name));
    if (seat.note) box.append(line("note", seat.note));
    if (seat.shade !== null) box.dataset.shade = String(seat.shade);
    const told = [seat.name, ...seat.told, seat.place].join(", ");
    box.title = told;
    box.setAttribute("aria-label", told);
    let dragged = false;
    box.onpointerdown = (event) => {
      dragged = false;
      begin(event, seat);
    };
    box.onpointermove = (event) => {
      move(event);
      dragged = dragged || Boolean(drag && drag.moving);
    };
    box.onpointerup = end;
    box.onpointercancel = end;
    box.onclick = () => {
      if (!dragged) setTriggerValue("picked", seat.student);
    };
    box.onkeydown = (event) => key(event, seat);
    box.onfocus = () => tell(seat.id);
    return box;
  };

  room.setAttribute("aria-label", words.map);
  room.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  room.style.setProperty("--columns", columns);
  const front = document.createElement("div");
  front.className = "front";
  front.textContent = words.front;
  front.style.gridRow = "1";
  const focused = room.getRootNode().activeElement?.dataset?.seat;
  room.replaceChildren(front, ...seats.map(draw));
  // Lines from who helps to who is helped, over the seats and under the mouse.
  const SVG = "http://www.w3.org/2000/svg";
  const lines = document.createElementNS(SVG, "svg");
  lines.classList.add("lines");
  lines.setAttribute("aria-hidden", "true");
  room.append(lines);
  const connect = () => {
    const base = room.getBoundingClientRect();
    const middle = (id) => {
      const box = boxes.get(id).getBoundingClientRect();
      return [box.left + box.width / 2 - base.left, box.top + box.height / 2 - base.top];
    };
    lines.replaceChildren(
      ...data.links
        .filter(([from, to]) => boxes.has(from) && boxes.has(to))
        .map(([from, to, subject]) => {
          const [x1, y1] = middle(from);
          const [x2, y2] = middle(to);
          const stroke = document.createElementNS(SVG, "path");
          // Bent a little, so that help both ways shows as two lines.
          const [bx, by] = [(x1 + x2) / 2 + (y2 - y1) * 0.12, (y1 + y2) / 2 - (x2 - x1) * 0.12];
          stroke.setAttribute("d", `M ${x1} ${y1} Q ${bx} ${by} ${x2} ${y2}`);
          const end = document.createElementNS(SVG, "circle");
          end.setAttribute("cx", x2);
          end.setAttribute("cy", y2);
          end.setAttribute("r", "5");
          const title = document.createElementNS(SVG, "title");
          title.textContent = subject;
          stroke.append(title);
          const group = document.createElementNS(SVG, "g");
          group.append(stroke, end);
          return group;
        })
    );
  };
  connect();
  const watcher = new ResizeObserver(connect);
  watcher.observe(room);

  // A redraw after a swap leaves whoever works with keys where they were.
  if (focused && boxes.has(focused)) boxes.get(focused).focus();
  status.textContent = "";
  return () => watcher.disconnect();
}

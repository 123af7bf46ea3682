// Draws the seats of `data` on a grid. Every text is set as text content, never as HTML.
export default function ({ data, parentElement, setTriggerValue }) {
  const room = parentElement.querySelector(".room");
  const seats = data.seats;
  const columns = Math.max(1, ...seats.map((seat) => seat.column));
  room.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  const byPlace = new Map(seats.map((seat) => [`${seat.row}/${seat.column}`, seat]));

  const line = (kind, text) => {
    const span = document.createElement("span");
    span.className = kind;
    span.textContent = text;
    return span;
  };

  const draw = (seat) => {
    const box = document.createElement("button");
    box.type = "button";
    box.className = "seat";
    box.dataset.seat = seat.id;
    box.style.gridRow = String(seat.row + 1);
    box.style.gridColumn = String(seat.column);
    const left = byPlace.get(`${seat.row}/${seat.column - 1}`);
    const right = byPlace.get(`${seat.row}/${seat.column + 1}`);
    if (left && left.desk === seat.desk) box.classList.add("joined");
    if (right && right.desk === seat.desk) box.classList.add("joins");
    if (!seat.student) {
      box.classList.add(seat.usable ? "empty" : "broken");
      box.disabled = true;
      box.append(line("name", seat.usable ? "free" : "not used"));
      return box;
    }
    for (const kind of ["helped", "helps", "selected"]) {
      if (seat[kind]) box.classList.add(kind);
    }
    const marks = (seat.helped ? "▼ " : "") + (seat.helps ? "▲ " : "");
    box.append(line("name", marks + seat.name));
    if (seat.needs) box.append(line("note", seat.needs));
    const roles = [seat.helped ? `needs help in ${seat.needs}` : "", seat.helps ? "helps others" : ""];
    const told = [seat.name, ...roles.filter(Boolean), `seat ${seat.id}`].join(", ");
    box.title = told;
    box.setAttribute("aria-label", told);
    box.onclick = () => setTriggerValue("picked", seat.student);
    return box;
  };

  const front = document.createElement("div");
  front.className = "front";
  front.textContent = data.front;
  front.style.gridRow = "1";
  room.replaceChildren(front, ...seats.map(draw));
}

// Parses a calendar file with Mozilla's ical.js, expands its rules for a year, and compares what comes out with what the model says.
// Usage: ICAL_JS=/path/to/node_modules/ical.js node expand.mjs TODAY FILE.ics EXPECTED.json (both from the example `expand` of trangxa-calendar-files).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const entry = createRequire(import.meta.url).resolve(process.env.ICAL_JS ?? "ical.js");
const { default: ICAL } = await import(pathToFileURL(entry));
const [today, file, expectedFile] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
if (!text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)) throw new Error("a line is too long");

const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const dayAfter = (days) => {
  const time = ICAL.Time.fromDateString(today);
  time.adjust(days, 0, 0, 0);
  return time;
};
const [from, to] = [dayAfter(0), dayAfter(365)];
const show = (time) => (time === null ? null : time.isDate ? time.toString() : time.toString().slice(0, 16));
const found = [];
const add = (uid, item, start, end) => {
  const day = show(start).slice(0, 10);
  if (day < from.toString() || day > to.toString()) return;
  const own = item.component.getFirstPropertyValue("dtend");
  let last = own === null ? null : end.clone();
  if (last?.isDate) last.adjust(-1, 0, 0, 0);
  found.push({
    id: uid.split("@")[0].replace(/\.\d{8}$/, ""),
    start: show(start),
    end: show(last),
    place: item.location ?? null,
    cancelled: item.component.getFirstPropertyValue("status") === "CANCELLED",
  });
};
// Without a list of exceptions ical.js takes those of every event in the file.
const events = calendar.getAllSubcomponents("vevent").map((it) => new ICAL.Event(it, { exceptions: [] }));
for (const event of events.filter((it) => !it.isRecurrenceException())) {
  for (const other of events) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
  if (!event.isRecurring()) {
    add(event.uid, event, event.startDate, event.endDate);
    continue;
  }
  const iterator = event.iterator();
  let days = 0;
  for (let next = iterator.next(); next && next.toString().slice(0, 10) <= dayAfter(500).toString(); next = iterator.next()) {
    // A rule that never gets behind the year would never end.
    if (++days > 5000) throw new Error(`${event.uid}: too many days`);
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    add(event.uid, item, startDate, endDate);
  }
}
const key = (it) => JSON.stringify([it.id, it.start, it.end, it.cancelled ? null : it.place, it.cancelled]);
const sorted = (list) => list.map(key).sort();
const [got, expected] = [sorted(found), sorted(JSON.parse(readFileSync(expectedFile, "utf8")))];
const missing = expected.filter((it) => !got.includes(it));
const extra = got.filter((it) => !expected.includes(it));
if (missing.length || extra.length || got.length !== expected.length) {
  console.error(JSON.stringify({ missing, extra }, null, 1));
  process.exit(1);
}
console.log(`${got.length} occurrences are the same`);

# What of a calendar file (.ics) could not be imported. The line and the name of the event stand before the sentence.

doubt = line { $line }, "{ $event }": { $problem }
not-a-calendar = the file has no VEVENT; it may be no calendar: export the calendar again as .ics
no-start = has no start that can be read (DTSTART); left out: add it by hand
no-title = has no name (SUMMARY); left out: give it one, and export again
private = is marked as private (CLASS:{ $class }); left out, because the page is public: take the mark away if it may be published
unknown-zone = has times of the zone "{ $zone }", which is not known; left out: write it in Vietnam's time
unknown-end = the end "{ $value }" cannot be read; kept without an end
unknown-rule = the repetition "{ $rule }" has no equal here; only its first day is imported: write repeat by hand
start-off-rule = the start is no day of the repetition "{ $rule }"; the entry stands on the days of the repetition only
extra-dates = has single dates beside its repetition (RDATE); they are left out: add each by hand
unknown-exception = the date "{ $value }" of an exception cannot be read; it is left out
other-texts = has another name or text on { $date } than the series; only the time, the place and whether it is cancelled are imported for this day
and-later = the series is changed from { $date } on; this change is left out: make two entries of it
no-series = is the { $date } of a series that is not in the file; imported as an entry of its own
too-many = the file has more than { $limit } events; this one and those after it are left out: remove old ones, and export again
same-uid = has the same UID as an earlier event; left out, the earlier one is kept

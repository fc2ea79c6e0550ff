import type { Messages } from "./zh";

export const en: Messages = {
  product: "Dispatch",
  tagline: "Live dispatch for after-sales service",
  language: { name: "English", switch: "Switch language", other: "中文" },
  nav: {
    main: "Main", skip: "Skip to content", board: "Wallboard", tickets: "Tickets", newTicket: "New ticket", engineers: "Engineers",
    teams: "Teams", schedule: "Schedule", cluster: "Cluster", policies: "SLA policies", prices: "Dispatch prices", reports: "SLA report", visits: "My visits", signOut: "Sign out", account: "Account",
  },
  notices: {
    title: "Notices", unread: "Notices, {n} unread", isNew: "New", readAll: "Mark all as read", nothing: "Nobody has told you anything yet.",
    new: "{number}: {text}",
  },
  role: {
    admin: "Administrator", manager: "Manager", dispatcher: "Dispatcher", agent: "Agent", engineer: "Field engineer", warehouse: "Warehouse",
    finance: "Finance", display: "Display", customer: "Customer",
  },
  status: {
    new: "New", open: "Open", pending: "Pending", resolved: "Resolved", closed: "Closed", cancelled: "Cancelled", merged: "Merged",
  },
  priority: { urgent: "Urgent", high: "High", normal: "Normal", low: "Low" },
  kind: {
    repair: "Repair", "repair-visit": "Repair visit", damage: "Damage claim", "damage-claim": "Damage claim", return: "Return", exchange: "Exchange",
    consultation: "Consultation", complaint: "Complaint", missing: "Missing item",
  },
  channel: {
    phone: "Phone", email: "Email", web: "Web", wechat: "WeChat", app: "App", shop: "Shop", store: "Store", api: "API", import: "Import",
  },
  customerKind: { phone: "Phone number", email: "Email address", account: "Account", wechat: "WeChat id" },
  presence: { onShift: "On shift", offShift: "Off shift", absent: "Absent", present: "Present" },
  workOrder: {
    seeking: "Seeking an engineer", unassigned: "Nobody fits", held: "Held", booked: "To be accepted", confirmed: "To be accepted", accepted: "Accepted", departed: "On the way", arrived: "On site", done: "Done", cancelled: "Cancelled",
  },
  stepState: { waiting: "Waiting", offered: "Offered", active: "Active", done: "Done", cancelled: "Cancelled" },
  stepKind: { team: "Team", visit: "Visit", wait: "Wait" },
  clockState: { running: "Running", paused: "Paused", met: "Met", breached: "Breached", cancelled: "Cancelled" },
  target: {
    response: "Response", "first-response": "Response", firstResponse: "Response", resolution: "Resolution", step: "Step", "flow-limit": "Whole flow",
  },
  part: {
    compressor: "Compressor", "control-board": "Control board", "drain-pump": "Drain pump", "door-seal": "Door seal", "fan-motor": "Fan motor", "heating-element": "Heating element", "inlet-valve": "Inlet valve", thermostat: "Thermostat",
  },
  actor: { system: "System", company: "Service company", demo: "Demo intake" },
  tier: { standard: "standard customer", gold: "gold customer", platinum: "platinum customer" },
  skill: {
    electric: "Electric", cooling: "Cooling", washing: "Washing", diagnosis: "Diagnosis", liability: "Liability", payment: "Payment", return: "Returns", service: "Service", supervision: "Supervision", warehouse: "Warehouse",
  },
  reason: { "awaiting-customer": "Awaiting the customer", "awaiting-parts": "Awaiting parts", "awaiting-supplier": "Awaiting the supplier", "awaiting-approval": "Awaiting approval", stopped: "Stopped until reopened", "not-awaited": "No supplier awaited", "status-new": "New", "status-open": "In progress", "status-held": "On hold", "status-waiting": "Waiting for others" },
  resolution: {
    repaired: "Repaired", replaced: "Replaced", refunded: "Refunded", compensated: "Compensated", answered: "Answered", returned: "Returned", rejected: "Rejected", "no-answer": "No answer", "no-fault": "No fault found", "not-repairable": "Not repairable", "solved-remotely": "Solved remotely",
  },
  condition: {
    eq: "equals", ne: "differs from", in: "is one of", notIn: "is none of", lt: "is less than", le: "is at most", gt: "is more than", ge: "is at least", contains: "contains", startsWith: "starts with", empty: "is empty", notEmpty: "is filled in",
  },
  unit: { day: "d", minutes: "{n} min", hours: "{n} h", hoursMinutes: "{h} h {m} min", level: "level {n}" },
  time: {
    now: "just now", secondsAgo: "{n} s ago", minutesAgo: "{n} min ago", hoursAgo: "{n} h ago", daysAgo: "{n} d ago",
    left: "left", over: "over", dueAt: "due {at}", today: "Today",
  },
  common: {
    loading: "Loading…", empty: "Nothing here", none: "None", unassigned: "Unassigned", all: "All", any: "Any", yes: "Yes", no: "No",
    ok: "OK", cancel: "Cancel", close: "Close", save: "Save", retry: "Retry", more: "Load more", clear: "Clear", back: "Back", open: "Open",
    refresh: "Refresh", refreshed: "Updated {at}", required: "Required", optional: "Optional", details: "Details", remove: "Remove", add: "Add", select: "Select", searchTicket: "Type a number, order or description",
    separator: ", ",
  },
  error: {
    title: "That did not work", offline: "The server cannot be reached. Check the network and try again.", unknown: "The server gave no reason (status {status}).",
    remedy: "What to do", trace: "Trace {id}", notFound: "There is no such page", notFoundHint: "The address may be wrong, or its content has moved.", forbidden: "You may not see this page.",
    stale: "Someone has just updated this ticket. It was loaded again: check it and repeat.",
  },
  signIn: {
    title: "Sign in", user: "User", password: "Password", submit: "Sign in", demoTitle: "Demo company", demoHint: "One click signs you in with that role; demo data on this machine only.",
    own: "Sign in with an account",
  },
  board: {
    title: "Live wallboard", clock: "Time now", open: "Open tickets", openUnit: "", byStatus: "By status", byTeam: "By team",
    resolvedToday: "Resolved today", createdHour: "Arrived in the last hour",
    sla: "Deadlines", breached: "Breached", dueSoon: "Due within 30 min", noBreached: "Nothing is overdue", noDueSoon: "Nothing is due within 30 minutes",
    more: "{n} more", arrivals: "Arrivals", perMinute: "per minute", perHour: "per hour", peak: "peak {n}", minutesBack: "{n} min ago", now: "now",
    arrivalsLabel: "Tickets per minute over the last 60 minutes: {total} in all, at most {peak} in a minute",
    teams: "Team load", team: "Team", openCount: "Open", waiting: "Waiting", load: "Load", present: "Present", loadOf: "{active} / {capacity}",
    map: "Engineers in the field", free: "Free", onRoute: "En route", onSite: "On site", booked: "Booked", off: "Off shift", job: "Job", jobLate: "Late",
    mapLabel: "Map: {zones} zones, {engineers} engineers, {jobs} jobs on site",
    ticker: "Events", noEvents: "No events yet", age: "Data {age}", live: "Live", stale: "Data is stale", disconnected: "Disconnected", waitingData: "Connecting…",
    staleBanner: "Data stopped at {at}; reconnecting", waitingBanner: "Waiting for the server's first data…",
    forbidden: "This account may not see the wallboard.", exit: "Back to the console", fullscreen: "Full screen", secondsOld: "{n} s old", minutesOld: "{n} min old", fresh: "fresh",
  },
  tickets: {
    title: "Tickets", search: "Search number, order, description, customer…", status: "Status", team: "Team", kind: "Kind", priority: "Priority", breached: "Breached only", view: "View", unfinished: "Unfinished",
    sort: "Sort", sortCreated: "Newest first", sortDue: "Due first", sortOldest: "Oldest first", number: "Number", assignee: "Assignee", due: "Deadline", created: "Created", product: "Product / order",
    count: "{n} shown", empty: "No ticket matches", emptyHint: "Try fewer filters.", filters: "Filters", live: "Auto refresh",
  },
  view: { mine: "Mine", "my-team": "My team", unassigned: "Unassigned", "due-soon": "Due soon", breached: "Breached" },
  ticket: {
    promiseGoes: "The visit that is booked is given up and sought anew at once for the new place; an address alone changes nothing.",
    erased: "The customer's personal data was erased on request.", textErased: "Text erased",
    told: "Told: {names}", title: "Ticket {number}", kind: "Kind", channel: "Channel", team: "Team", assignee: "Assignee", engineer: "Engineer", customer: "Customer", region: "Region", zone: "Zone",
    createdAt: "Created", updatedAt: "Updated", orderNumber: "Order", product: "Product", serial: "Serial", amount: "Amount", externalRef: "External reference",
    description: "Description", contact: "Contact", data: "More data", files: "Files", skills: "Skills needed", facts: "Facts", clocks: "Deadlines", acknowledged: "somebody deals with it", watchers: "Followed by",
    steps: "Steps", workOrders: "Visits", timeline: "Timeline", actions: "Actions", more: "More actions", escalation: "Escalation level {n}", heldFor: "On hold: {reason}", heldUntil: "goes on by itself {at}", mergedInto: "Merged into {id}",
    duplicateOf: "Likely a duplicate of {id}", why: "Why it was routed so", rule: "Rule {rule} (version {version})", flow: "Flow {id}, version {version}", because: "{field} {op} {value}; it was {actual}",
    policy: "Policy {policy} v{version}", flowLimit: "Limit of the flow", calendar: "calendar {name}", warned: "Warned {n} times", proof: "How it was counted", counted: "Counted",
    noSteps: "No steps", noClocks: "No deadlines", noTimeline: "Nothing recorded yet", openedAt: "since {at}", outcomes: "Outcomes", window: "Window {from} – {to}", arrival: "arrival {at}", expected: "expected on site {at}, as of {asOf}",
    parts: "Parts", noFit: "Why no engineer fits", noFitAt: "As of {at}; tried again at once when something changes", before: "Before", after: "After", onBehalfOf: "for {name}",
    changed: "{field}: {before} → {after}", older: "Earlier entries", skillLevel: "{skill} level {level}", done: "Done: {command}",
  },
  clock: {
    left: "{time} left", over: "{time} over", used: "{time} used", of: "of {time}", allTime: " (all time counts)", pausedFor: "Paused: {reason}", noDue: "No deadline while it is paused", next: "Next: {what}, {at}", warning: "warning", breach: "breach", level: "escalation level {n}", sum: "{counted} counted, {paused} paused",
  },
  command: {
    reply: "Reply", note: "Note", claim: "Claim", assign: "Assign", transfer: "Transfer", "complete-step": "Complete step", hold: "Hold", resume: "Resume",
    resolve: "Resolve", reopen: "Reopen", close: "Close", cancel: "Cancel ticket", merge: "Merge", "change-priority": "Change priority", "set-place": "Change place", "book-visit": "Book visit",
    accept: "Accept", decline: "Decline", depart: "Depart", arrive: "Arrive", "complete-visit": "Complete visit",
    watch: "Follow", unwatch: "Follow no longer", acknowledge: "Deal with it",
  },
  field: {
    text: "Text", reason: "Reason", until: "Until", person: "Person", team: "To team", priority: "Priority", resolution: "Resolution", note: "Note", into: "Into ticket",
    engineer: "Engineer (empty: the best one)", notes: "Work notes", usedParts: "Parts used", part: "Part", quantity: "Quantity", outcome: "Outcome", step: "Step", files: "Files", address: "Address", place: "Place",
  },
  create: {
    title: "New ticket", what: "What", who: "Who", where: "Where", kind: "Kind", channel: "Channel", priority: "Priority", priorityAuto: "Decided by the rules", description: "Description",
    descriptionHint: "What happened, and what the customer hopes for", orderNumber: "Order number", product: "Product", serial: "Serial number", amount: "Amount (CNY)", customerKind: "Customer identity", customerValue: "Identity",
    customerName: "Customer name", contactName: "Contact", contactPhone: "Phone", contactEmail: "Email", address: "Address", region: "Region", place: "Place", longitude: "Longitude", latitude: "Latitude",
    window: "Visit window", windowFrom: "Earliest", windowTo: "Latest", files: "Files", addFiles: "Add files", externalRef: "External reference", submit: "Open ticket", created: "Ticket {number} opened",
    check: "Please check what is marked", pickOnMap: "Pick the place on the map", uploading: "Uploading…",
  },
  engineers: {
    title: "Engineers", name: "Name", presence: "Presence", zones: "Zones", skills: "Skills", load: "Jobs today", next: "Next job", shift: "Shift", plan: "Plan of the day", noPlan: "Nothing planned on this day",
    noSelection: "Select an engineer to see the day's plan", setOnShift: "Set on shift", setAbsent: "Set absent", onShiftCount: "{n} on shift", home: "Home", travel: "{n} min travel", search: "Search name or skill", position: "Position of {at}",
  },
  teams: {
    title: "Teams", lead: "Lead", members: "Members", waiting: "Waiting", capacity: "Capacity", load: "Load", presence: "Presence", setPresent: "Set present", setAbsent: "Set absent", noMembers: "No members",
    member: "Name", skills: "Skills", present: "{present} of {members} present",
  },
  cluster: {
    title: "Cluster", about: "Cluster {id}, on the {engine} engine", allWell: "All is well: nothing needs attention.", findings: "Findings", members: "Processes", name: "Process", role: "Role", version: "Version",
    since: "Running since", lastSeen: "Last heard of", skew: "Clock", followed: "Journal", upToDate: "up to date", behind: "{n} events behind", lost: "Silent", running: "Running",
    milliseconds: "{n} ms", state: "State", journal: "Journal and outbox", head: "Events in the journal", waiting: "Messages waiting", tried: "Sent in vain", dueSince: "Oldest due since",
    grains: "Active grains", grain: "Kind", total: "Total", noGrains: "The silos have not told what they run.", clock: "Clock shares", share: "Share {id}", wholeClock: "The whole clock runs in {silo}.", nowhere: "Runs nowhere", shares: "{n} of {of} shares",
  },
  clusterRole: { both: "Grains and API", silo: "Silo", api: "API host" },
  grain: {
    TicketGrain: "Tickets", TeamGrain: "Teams", CustomerGrain: "Customers", EngineerGrain: "Engineers", EngineerDayGrain: "Engineers' days", ZoneGrain: "Zones", StockGrain: "Stock", WarehouseGrain: "Warehouses", ConfigurationGrain: "Configuration",
    ClockShardGrain: "Clock shares",
  },
  prices: {
    title: "Dispatch prices", about: "Who is proposed, what a move costs and which day is better are compared by these prices. They count as soon as they are published; promises that stand are touched only where that pays.", version: "Version", shipped: "As shipped",
    currency: "Currency (ISO 4217)", publish: "Publish", discard: "Discard changes", published: "Version {version} is published",
    group: { time: "Time and money", choosing: "Choosing somebody", promises: "Promises" },
    groupHint: { time: "All other prices are compared with an hour of travel.", choosing: "The more waiting costs, the sooner visits are and the longer the ways.", promises: "What it has to be worth before a promise is touched." },
    price: {
      travelHour: "An hour of travel", overtimeHour: "An hour of overtime", lateHour: "An hour beyond the deadline", delayHour: "An hour of waiting", bookedHour: "An hour that his day already holds", spareLevel: "A level of skill above the one asked",
      changedEngineer: "Somebody else than promised", changedHour: "A promise shifted by an hour", unserved: "A visit of low priority that finds nobody", leastGain: "Least gain before a day is changed by itself",
    },
  },
  policies: {
    holidaysMissing: "Calendar {calendar} lacks the holidays of {year}: deadlines in that year are reckoned as if it had none. Import the holidays.", title: "SLA policies", about: "Tickets ask policies in order; the first that fits decides.", name: "Policy", order: "Order", version: "Version", targets: "Targets", calendar: "Calendar", who: "For", everybody: "all tickets", some: "tickets that meet its condition",
    edit: "Edit policy", back: "All policies", none: "There is no policy yet.", nameZh: "Name in Chinese", nameEn: "Name in English", zone: "Wall clock", alsoWithin: "Also within these calendars", noCalendar: "No calendar",
    form: "Form", json: "JSON", jsonFault: "This is not valid JSON: {reason}", condition: "Condition", conditionHint: "The condition is edited as JSON.", target: "Target {n}", metric: "Measures", id: "Id", time: "Counts", ownCalendar: "Calendar (the policy's unless set)", samePolicy: "As the policy",
    budgets: "Time allowed by priority", budget: "Time allowed, priority {priority}", budgetKind: "Kind of time, priority {priority}", warnings: "Warnings", warn: "When it warns", notify: "Tells", addWarning: "Add a warning", noWarnings: "No warnings.",
    levels: "Escalation", level: "Level {n}", offset: "Minutes after the deadline (negative: before)", addLevel: "Add a level", noLevels: "No escalation.", raise: "Raise the priority", hand: "Hand over to the lead", others: "{n} more actions, edited as JSON",
    addTarget: "Add a target", removeTarget: "Remove target", tryOut: "Try out", publish: "Publish", rollBack: "Roll back to version {version}", published: "Version {version} is published and reaches the open tickets now", rolledBack: "Version {next} is published with the content of version {version}",
    unchanged: "Same as published", changed: "Has changes that are not published", faults: "Please correct these", discard: "Discard changes",
    publishAsk: "Open tickets that it is for go by the new rules at once.", publishTitle: "Publish the policy?", rollBackAsk: "The content of version {version} is published as a new version, and open tickets go by it at once.", rollBackTitle: "Roll the policy back?",
  },
  trial: {
    title: "What would happen", about: "{lookedAt} of {open} open tickets looked at, the latest ones. Nothing was written.", limited: "At most {limit} are looked at.", moved: "would get another deadline", breached: "would breach at once", changed: "would go by the new version", tickets: "tickets",
    clocks: "Clocks", now: "Now", then: "Then", ticket: "Ticket", clock: "Target", oldDue: "Due now", newDue: "Due then", state: "State", nothing: "No ticket would get another deadline.", examples: "Clocks that would move (at most 200, those that breach first)", held: "paused", difference: "Difference", fresh: "starts anew",
  },
  rollout: {
    title: "Reaching open tickets", document: "Published", state: "State", progress: "Progress", lookedAt: "Looked at", moved: "Other deadline", breached: "Breached by it", startedAt: "Started", duration: "Took", none: "Nothing has been published yet.", of: "{n} / {of}", seconds: "{n} s", policy: "Policy", calendar: "Calendar",
  },
  rolloutState: { running: "Running", finished: "Finished", superseded: "Superseded" },
  metric: {
    firstResponse: "First response", resolution: "Resolution", step: "Step", nextResponse: "Next response", periodicUpdate: "Regular update", arrival: "Arrival on site", totalResolution: "Total time to resolve", agentWork: "Working time of the company", requesterWait: "Customer's wait", teamTime: "Time at a team (OLA)", supplierTime: "Supplier's time",
  },
  budgetKind: { minutes: "minutes", dayLengths: "days of hours", workingDays: "working days", months: "months", until: "working days, until" },
  budgetText: { minutes: "{n} min", hours: "{n} h", dayLengths: "{n} d of hours", workingDays: "{n} working days", months: "{n} months", today: "same day by {time}", until: "{n} working days, by {time}" },
  warningKind: { before: "min before it is due", after: "min after it was due", percent: "% of the time used" },
  receiver: { assignee: "Assignee", lead: "Team lead", manager: "Manager", watchers: "Watchers" },
  budgetTime: { working: "Working time", elapsed: "All time, day and night" },
  zoneOf: { policy: "The calendar's own", customer: "The customer's", site: "The place's", team: "The team's" },
  schedule: {
    title: "Schedule", today: "Today", allZones: "All zones", visits: "1 visit | {n} visits", noEngineers: "Nobody works on this day.", unplanned: "Unplanned ({n})", noneUnplanned: "Every visit is planned.", noZone: "Outside every zone", noPlace: "Place unknown", nobody: "Nobody has it", minutes: "{n} min", people: "1 person | {n} people", warehouses: "1 warehouse | {n} warehouses", underWay: "The engineer has set out: it stays where it is.",
    expected: "expected {at}", whoElse: "Who can go, and at what cost", move: "Move", book: "Book", moved: "{number} moved to {name} at {at}", wasMoved: "{number} was moved.", undo: "Undo", travelChange: "travel {n} min", lateChange: "late {n} min", freedByOvertime: "{n} min overtime would do ({at}, {cost})", freedByTime: "another time would do: {at} ({cost})", freedByParts: "bringing {parts} would do ({at}, {cost})", carry: "{n} × {part} from {from} to {to}", carries: " and ",
    visitLabel: "{number}, {from} to {to}, {state}, {slack} min slack", behindLabel: ", {n} min behind", riskLabel: ", deadline at risk", shortLabel: ", short {name}", pinnedLabel: ", pinned", pin: "Pin", unpin: "Unpin", pinHint: "What was moved by hand is pinned: improving the day leaves it there.", pinned: "{number} is pinned", unpinned: "{number} is no longer pinned", keyPin: "pinned", dragHint: "Drag it to an engineer and a time: the cost shows before you let go. Esc cancels.",
    improve: "Improve the day", proposal: "Proposal ({n})", asGoodAsItGets: "No better day was found.", foundNew: "{n} newly planned", adopt: "Adopt all", adopted: "{n} of {of} adopted",
    keyWay: "Travel", keyPlanned: "Planned", keyActual: "Actual", keyRisk: "Deadline at risk", keyShift: "Break or off",
  },
  report: {
    title: "SLA report", about: "Which promises were kept, by how much, and who had the ticket. All lengths are working time.", filters: "What the report covers", period: "Period", last1: "Last 24 hours", last7: "Last 7 days", last30: "Last 30 days", last90: "Last 90 days", last365: "Last year", by: "Course by", day: "By day", week: "By week", month: "By month",
    attainment: "Attainment", decided: "Decided", met: "Met", breached: "Breached", owed: "Still owed", meanLate: "Mean lateness", worst: "Worst lateness", late: "Lateness in sum", held: "Time held", heldLate: "Late while held", targets: "By target", target: "Target", teams: "By team", people: "By person", person: "Person", name: "Name", nobody: "Nothing to show.",
    course: "Course", from: "From", asTable: "As a table", stretch: "{from}: attainment {attainment}, {met} met, {breached} breached", nothing: "No clock was decided in this period.", outcomes: "One by one", onlyBreached: "Breached only", all: "All", noOutcomes: "No outcome matches.",
    ticket: "Ticket", result: "Outcome", decidedAt: "Decided at", holders: "Who had it", queue: "In the queue", budget: "Budget {length}", spare: "{length} to spare", tooLate: "{length} late", stillOwed: "Not done yet", lateOfIt: "{length} of it late", allOf: "Show all {n}", before: "{n} earlier stretches",
    daysHours: "{big} d {small} h", hoursMinutes: "{big} h {small} min", minutesSeconds: "{big} min {small} s", seconds: "{big} s",
  },
  case: {
    title: "Your case", number: "No. {number}", loading: "Opening your case…", updated: "Updated {at}", old: "No connection at the moment. This is how it was at {at}; it goes on by itself.", progress: "Progress",
    refusedTitle: "This link does not open any more", refused: "It may have expired, or was not copied to its end.", missingTitle: "This link is not complete", missing: "Please open the whole link that we sent you, with the long row of characters at its end.", refusedHint: "Please ask whoever looks after you for a new link. Your case goes on meanwhile.",
    zone: "Times are {zone}.",
  },
  casePhase: {
    received: "Received", working: "In progress", waitingForYou: "Waiting for you", waitingForParts: "Waiting for parts", waitingForOthers: "In progress", seeking: "Arranging a visit", coming: "Visit arranged", onTheWay: "On the way to you", onSite: "The engineer is there", done: "Done", closed: "Closed", cancelled: "Cancelled", merged: "Merged",
  },
  caseNext: {
    received: "We have it, and somebody will look at it soon. You will see any news here.", working: "We are working on it. You will see any news here.", waitingForYou: "We need a word from you to go on. Please reply below.", waitingForParts: "Parts are on their way; we go on as soon as they are here.", waitingForOthers: "We are waiting for a confirmation and go on right after it.",
    seeking: "We are looking for an engineer for you. You can choose a time that suits you.", seekingAlone: "We are looking for an engineer for you. The time will be shown here.", coming: "Please have somebody there at that time, and keep your phone at hand.", onTheWay: "Please have somebody there, and keep your phone at hand.", onSite: "The result will be shown here.",
    done: "If something is still wrong, reply below and we take it up again.", closed: "Thank you for your patience. For anything new, please contact us.", cancelled: "This case was cancelled and does not go on. If that is not what you wanted, please contact us.", merged: "It goes on together with another case. Please ask us for the link to that one.",
  },
  caseStage: { received: "Received", working: "In progress", visit: "Visit", done: "Done" },
  caseVisit: {
    title: "Visit", appointment: "Appointment", planned: "Planned", expected: "Probably there at", range: "{from} – {to}", asOf: "As of {at}; it follows the day as it goes", who: "{name} is coming", here: "{name} is there", late: "Later than agreed: we are sorry.", today: "Today", tomorrow: "Tomorrow",
    choose: "Choose a time", change: "Change the time", keep: "Keep the present time", none: "There is nothing to choose from at the moment. We will contact you to agree on a time.", later: "Later", days: "Days", confirm: "Confirm {day}, {from} – {to}", pick: "Choose a time first", promised: "Promised: {day}, {from} – {to}.", gone: "{day}, {from} – {to} has just been taken. These times are still free; please choose another one.", goneNone: "{day}, {from} – {to} has just been taken, and nothing else is free at the moment. What was arranged before still holds.",
    closed: "The time cannot be changed any more.", loading: "Looking for free times…",
  },
  caseHistory: {
    title: "Messages and news", you: "You", us: "Service", earlier: "Show {n} earlier", erased: "Deleted on request", file: "Attachment", fileFault: "This attachment cannot be opened", open: "Open attachment {name}",
    opened: "We received your request", booked: "Visit arranged: {at}", moved: "Visit moved to {at}", chosen: "Time chosen: {at}", accepted: "The engineer has confirmed", departed: "The engineer is on the way", arrived: "The engineer has arrived", visited: "Visit completed", reopened: "Taken up again", closed: "Closed", cancelled: "Cancelled",
  },
  caseReply: {
    title: "Write to us", text: "Your message", placeholder: "Anything to add or to ask?", photo: "Add photos", uploading: "Uploading…", remove: "Remove {name}", send: "Send", sending: "Sending…", sent: "Sent. We will reply as soon as we can.", empty: "Please write something first.", photoFault: "The photo did not arrive: {reason}", fault: "It was not sent: {reason} What you wrote is still here.",
  },
  customerLink: {
    open: "Link for the customer", title: "Link for the customer", hint: "With it the customer sees how things stand, writes, and chooses when somebody comes, without signing in. Whoever has it sees this ticket: send it to the customer alone.", address: "Link", copy: "Copy link", copied: "Copied", copyByHand: "Please select and copy the link above", until: "Valid until {at}", making: "Making the link…",
  },
  visits: {
    title: "My visits", none: "No visits on this day", day: "Day", acceptBy: "Accept within {left}", acceptLate: "The time to accept has passed; it may go to someone else", navigate: "Open ticket", travel: "about {n} min travel", next: "Next", noEngineer: "This account belongs to no engineer.",
    previousDay: "Previous day", nextDay: "Next day", place: "Place {longitude}, {latitude}",
  },
};

-- What was resolved today, without reading every ticket there ever was.
create index ticket_row_resolved on ticket_row (resolved_at) where resolved_at is not null;

-- How many of a ticket's visits nobody has, so that lists find them wherever they are, or when nobody knows where.
alter table ticket_row add column unbooked integer not null default 0;
update ticket_row set unbooked = (
    select count(*) from entity e, json_each(e.state, '$.workOrders') w
    where e.id = 'ticket/' || ticket_row.id and json_extract(w.value, '$.state') in ('seeking', 'unassigned'))
where status in ('new', 'open', 'pending') and exists (select 1 from entity e where e.id = 'ticket/' || ticket_row.id and e.state like '%"workOrders":[{%');
create index ticket_row_unbooked on ticket_row (id) where unbooked > 0;

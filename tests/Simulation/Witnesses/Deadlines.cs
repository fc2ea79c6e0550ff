using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Dispatch.Silo.Consistency;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.Witnesses;

/// <summary>No deadline is judged before it has passed, none is left unjudged, and each is judged as soon as somebody could.</summary>
internal sealed class Deadlines(DateTimeOffset now, Downtime downtime, TimeSpan slack) : Check
{
    public override string Name => "deadlines";

    public override void See(SeenEntity entity)
    {
        if (entity.State is not Ticket { IsOpen: true } ticket)
            return;
        foreach (var clock in ticket.Sla.Clocks)
        {
            if (clock is { State: SlaClockState.Running, DueAt: { } due, BreachedAt: null } && downtime.Late(due, now) > slack)
                Broken(entity.Stored.Id, "deadline-missed", ("clock", clock.Key), ("due", due));
            if (clock is { IsOpen: true, Next.At: var next } && downtime.Late(next, now) > slack)
                Broken(entity.Stored.Id, "milestone-missed", ("clock", clock.Key), ("due", next));
        }
    }

    public override async Task Ask(DbConnection connection, CancellationToken cancellationToken)
    {
        foreach (var (entity, kind, at, body) in await connection.QueryAsync<(string, string, long, string)>(
            "select entity_id, kind, at, body from event where kind in ('sla-warned.v1', 'sla-breached.v1', 'sla-escalated.v1')"))
        {
            var due = DateTimeOffset.FromUnixTimeMilliseconds(at);
            using var judged = JsonDocument.Parse(body);
            var seen = DateTimeOffset.Parse(judged.RootElement.GetProperty("seenAt").GetString()!, CultureInfo.InvariantCulture);
            // What happens at the deadline itself is still in time.
            if (seen < due || (kind is "sla-breached.v1" && seen == due))
                Broken(entity, "judged-early", ("kind", kind), ("due", due), ("seen", seen));
            if (downtime.Late(due, seen) > Downtime.InStorm)
                Broken(entity, "judged-late", ("kind", kind), ("due", due), ("seen", seen));
        }
    }
}

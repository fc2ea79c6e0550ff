using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Dispatch.Engineers;
using Dispatch.Silo.Consistency;
using Dispatch.Stock;

namespace Dispatch.Tests.Simulation.Witnesses;

/// <summary>What is held and not confirmed lapses: no hold is longer than its life or overdue.</summary>
internal sealed class Holds(DateTimeOffset now, Downtime downtime, TimeSpan slack) : Check
{
    public override string Name => "holds";

    public override void See(SeenEntity entity)
    {
        if (entity.State is StockItem item)
            foreach (var reservation in item.Reservations)
                Judge(entity.Stored.Id, reservation.Job, reservation.ExpiresAt, StockDecisions.HoldFor);
        if (entity.State is EngineerDay day)
            foreach (var visit in day.Visits.Where(visit => visit.State is VisitState.Held))
                Judge(entity.Stored.Id, visit.Job, visit.ExpiresAt, EngineerDayDecisions.HoldFor);
    }

    public override async Task Ask(DbConnection connection, CancellationToken cancellationToken)
    {
        foreach (var (entity, body) in await connection.QueryAsync<(string, string)>(
            "select entity_id, body from event where kind in ('stock-hold-lapsed.v1', 'day-visit-hold-lapsed.v1')"))
        {
            using var lapse = JsonDocument.Parse(body);
            var (due, seen) = (Instant(lapse, "dueAt"), Instant(lapse, "seenAt"));
            if (seen <= due)
                Broken(entity, "lapsed-early", ("due", due), ("seen", seen));
            if (downtime.Late(due, seen) > Downtime.InStorm)
                Broken(entity, "lapsed-late", ("due", due), ("seen", seen));
        }
    }

    private static DateTimeOffset Instant(JsonDocument body, string member) =>
        DateTimeOffset.Parse(body.RootElement.GetProperty(member).GetString()!, CultureInfo.InvariantCulture);

    private void Judge(string entity, string job, DateTimeOffset? expiresAt, TimeSpan life)
    {
        if (expiresAt is not { } end)
            return;
        if (end > now + life)
            Broken(entity, "hold-too-long", ("job", job), ("until", end));
        if (downtime.Late(end, now) > slack)
            Broken(entity, "hold-overdue", ("job", job), ("until", end));
    }
}

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
